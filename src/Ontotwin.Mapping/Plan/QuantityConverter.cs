using System.Collections.Concurrent;
using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Why a quantity could not be converted.</summary>
/// <param name="Code">Diagnostic code.</param>
/// <param name="Message">What is wrong, without any value.</param>
/// <param name="Hint">What to do; null for nothing.</param>
/// <param name="IsReject">Whether the node is rejected rather than kept without the number.</param>
internal readonly record struct QuantityProblem(string Code, string Message, string? Hint, bool IsReject);

/// <summary>A quantity that was read and converted, with the literals that say it.</summary>
/// <param name="Place">Name of the part of the field that holds the number; null: the field itself.</param>
/// <param name="OriginalValue">The number as the source wrote it.</param>
/// <param name="OriginalUnit">The unit as the source wrote it; null when it wrote none.</param>
/// <param name="Quantity">The quantity; null when there is a problem.</param>
/// <param name="Value">Its number.</param>
/// <param name="Unit">Its unit; null where the source gives none and nothing says which it would be in.</param>
/// <param name="Comparator">Its comparator; null when it has none.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record ConvertedQuantity(
    string? Place, Literal OriginalValue, Literal? OriginalUnit, Quantity? Quantity, Literal? Value, Literal? Unit, Literal? Comparator, QuantityProblem? Problem)
{
    /// <summary>What is to be told of a number that is written nevertheless; null for nothing.</summary>
    public QuantityProblem? Remark => Quantity is { Unit.Length: 0 } ? QuantityConverter.NoUnit : null;
}

/// <summary>Reads a quantity's unit by the program's aliases and converts it to the unit wanted: exactly, by molar mass where the ontology gives one.</summary>
internal sealed class QuantityConverter(AsConversion conversion, CheckConversion? check, CsvLayout? csv, Iri nodeClass, ExpressionCompiler compiler)
{
    // Dimensionless by definition of the map: `in '1'`.
    private readonly Func<Frame, Value>? unit = conversion.In is { } source and not QuantityLiteral ? compiler.Compile(source) : null;
    private readonly string? fixedUnit = (conversion.In as QuantityLiteral)?.Unit;
    private readonly string? fixedTarget = (conversion.To as QuantityLiteral)?.Unit;
    private readonly bool toUnitOfCode = conversion.To is CallExpression { Function: "unitOf" };

    private readonly Utf8Memo<ConvertedQuantity> memo = new();
    private readonly ConcurrentDictionary<(string Unit, Iri? Concept), UnitPlan> plans = new();

    /// <summary>Reads and converts. A number, its unit and what it measures say all: what they gave once they give again.</summary>
    public ConvertedQuantity Read(Frame frame, Value value, Iri? concept) => Read(frame, value, concept, out _);

    /// <summary>The same, and the field that names the unit; absent when the map or nobody does.</summary>
    public ConvertedQuantity Read(Frame frame, Value value, Iri? concept, out Field unitField)
    {
        var from = unit?.Invoke(frame) ?? Value.Absent;
        unitField = from.IsThere ? from.Field : fixedUnit is null ? QuantityReader.UnitWithin(value) : default;
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        QuantityReader.AppendKey(value, from, buffer);
        var key = buffer.From(start);
        var converted = memo.TryGet(key, concept, out var known) ? known : memo.Add(key, concept, Convert(value, from, concept));
        buffer.Length = start;
        return converted;
    }

    private ConvertedQuantity Convert(Value value, Value from, Iri? concept)
    {
        var read = QuantityReader.Read(value, from, csv?.Decimal ?? DecimalMark.Point);
        if (fixedUnit is not null) { read = read with { UnitText = fixedUnit }; }
        var (quantity, problem) = Convert(read, concept);
        var place = read.Place == value.Field || read.Place.IsAbsent ? null : read.Place.Name;
        return new ConvertedQuantity(
            place, Literal.Text(read.NumberText), read.UnitText.Length == 0 ? null : Literal.Text(read.UnitText), quantity, quantity is null ? null : Literal.Number(quantity.Value),
            quantity is null or { Unit.Length: 0 } ? null : Literal.Text(quantity.Unit), quantity is null or { Comparator: Comparator.None } ? null : Literal.Text(quantity.Comparator.Symbol()), problem);
    }

    private (Quantity? Quantity, QuantityProblem? Problem) Convert(SourceQuantity source, Iri? concept)
    {
        if (source.HasUnknownComparator) { return (null, new("OT4215", "the number has a comparator that is none of <, <=, > and >=: it does not stand for itself", "the source's text is kept as the original value", check is not null)); }
        if (source.Number is not { } number) { return (null, new("OT4202", "the field is read as a quantity and holds no number", null, check is not null)); }
        var plan = PlanOf(source.UnitText, concept);
        if (plan.Problem is { } problem) { return (null, problem); }
        if (fixedUnit is null && source.UnitWords.Length > 0 && AreOfTwoUnits(source.UnitText, source.UnitWords))
        {
            return (null, new("OT4219", "the code of the unit and the text beside it name two units: which of them the number is in cannot be told", "the source's text is kept as the original value", check is not null));
        }
        if (plan.Scale?.IsBelowAbsoluteZero(number) == true && source.Comparator is not (Comparator.Greater or Comparator.GreaterOrEqual))
        {
            return (null, new("OT4224", "the number is a temperature below absolute zero: nothing is as cold", "the source's text is kept as the original value; a difference of temperatures is in kelvin", check is not null));
        }
        if (plan.From is null || plan.To is null) { return Checked(new Quantity(number, plan.Unit, source.Comparator)); }
        if (plan.Substance.TryConvert(number, plan.From, plan.To, out var converted)) { return Checked(new Quantity(converted, plan.Unit, source.Comparator)); }
        return (null, plan.Substance.HazardOf(plan.From, plan.To) is { } hazard ? Problem(hazard)
            : new("OT4203", $"the unit does not measure what '{plan.Unit}' measures", HintOf(plan.From, plan.To), false));
    }

    // Numbers differ from record to record, units do not.
    private UnitPlan PlanOf(string unitText, Iri? concept)
    {
        if (plans.TryGetValue((unitText, concept), out var known)) { return known; }
        var plan = MakePlan(unitText, concept);
        if (plans.Count < Limits.MemoEntries) { plans.TryAdd((unitText, concept), plan); }
        return plan;
    }

    // Only a text that is surely a unit contradicts: one of the site's aliases, or UCUM that is not the code in other letters. One capital is a word cut short
    // (C for degrees Celsius), not coulomb, and pH beside [pH] no picohenry.
    private bool AreOfTwoUnits(string code, string words)
    {
        if (Letters(code) == Letters(words) || words is [>= 'A' and <= 'Z']) { return false; }
        var aliases = compiler.Scope.Services.Program.UnitAliases;
        if (!UcumUnit.TryParse(aliases.GetValueOrDefault(code, code), out var one, out _) || !UcumUnit.TryParse(aliases.GetValueOrDefault(words, words), out var other, out _)) { return false; }
        return other.Hazard is null && (!one.TryConvert(1, other, out var converted) || converted != 1);
    }

    private static string Letters(string unit) => string.Concat(unit.Where(c => c is not ('[' or ']' or '{' or '}'))).ToUpperInvariant().Replace("IU", "U", StringComparison.Ordinal);

    private UnitPlan MakePlan(string unitText, Iri? concept)
    {
        var program = compiler.Scope.Services.Program;
        var target = fixedTarget ?? (toUnitOfCode && concept is not null ? program.Ontology.UnitOfConcept(concept) : null) ?? program.Ontology.UnitOfClass(nodeClass);
        var code = program.UnitAliases.GetValueOrDefault(unitText, unitText);
        if (code.Length == 0 && csv is not null) { return new(new("OT4205", "a number without a unit", "write it in the map, such as in 'kg': a unit is never guessed", false)); }
        if (code.Length == 0) { return WithoutUnit(target); }
        if (!UcumUnit.TryParse(code, out var from, out _)) { return new(new("OT4201", "the unit is not a UCUM code and no alias knows it", "add it to the table of unit aliases", false)); }
        // What an alias or the map itself says is meant; what a source writes may be an upper-case habit.
        if (fixedUnit is null && !program.UnitAliases.ContainsKey(unitText) && from.Hazard is { } lookAlike) { return new(Problem(lookAlike)); }
        var scale = from.IsTemperature ? from : null;
        if (target is null) { return new(null) { Unit = code, Scale = scale }; }
        return UcumUnit.TryParse(target, out var to, out _)
            ? new(null) { Unit = target, From = from, To = to, Scale = scale, Substance = SubstanceOf(program, concept) }
            : new(new("OT2201", $"'{target}' is not a UCUM unit", null, false));
    }

    // A map that names the class names the substance, with or without a code.
    private Substance SubstanceOf(TwinProgram program, Iri? concept)
    {
        var measured = concept is null ? default : program.Ontology.SubstanceOfConcept(concept);
        return measured != default ? measured : program.Ontology.Classes.GetValueOrDefault(nodeClass)?.Substance ?? default;
    }

    private static string HintOf(UcumUnit from, UcumUnit to) => from.TryConvertWithMolarMass(1, to, 1, out _)
        ? "a molar mass in the ontology would let moles be converted to grams"
        : $"in UCUM the source's unit is of dimension {Named(from)}, the wanted one of {Named(to)}: correct it there, or say in a table of units ('units from') what the source means by it";

    private static string Named(UcumUnit unit) => unit.Dimension is { Length: > 0 } dimension ? dimension : "1";

    private static QuantityProblem Problem(UnitHazard hazard) => new(hazard.Code, hazard.Message, hazard.Hint, false);

    /// <summary>What is told of a number that has no unit, where none is known for what it measures.</summary>
    public static QuantityProblem NoUnit { get; } = new("OT4205", "a number without a unit, of something that no unit is known for: it is kept as a number alone", "a unit is never guessed; one that the source never gives can be written in the map with 'in', '1' for a bare number", false);

    // Without a unit wanted, the number stands alone: that it is one of dimension 1 nobody said.
    private static UnitPlan WithoutUnit(string? target) =>
        target is null or "1" or "{score}" ? new(null) { Unit = target ?? "" } : new(new("OT4205", $"a number without a unit, where '{target}' is expected", "a unit is never guessed", false));

    private (Quantity?, QuantityProblem?) Checked(Quantity quantity) =>
        check is null || ((check.Low is not { } low || quantity.Value >= low) && (check.High is not { } high || quantity.Value <= high))
            ? (quantity, null)
            : (null, new("OT4301", "the value lies outside the range that the map checks", null, true));

    /// <summary>What is to be done with the numbers of a unit.</summary>
    /// <param name="Problem">Why nothing can be; null when it can.</param>
    private sealed record UnitPlan(QuantityProblem? Problem)
    {
        /// <summary>The unit that they get.</summary>
        public string Unit { get; init; } = "";

        /// <summary>The unit that they come in; null when they stay as they are.</summary>
        public UcumUnit? From { get; init; }

        public UcumUnit? To { get; init; }

        /// <summary>The scale of temperature that they come in; null for any other unit.</summary>
        public UcumUnit? Scale { get; init; }

        public Substance Substance { get; init; }
    }
}
