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

/// <summary>Reads a quantity's unit by the program's aliases and converts it to the unit wanted: exactly, by molar mass where the ontology gives one.</summary>
internal sealed class QuantityConverter(AsConversion conversion, CheckConversion? check, bool decimalComma, ExpressionCompiler compiler)
{
    // Dimensionless by definition of the map: `in '1'`.
    private readonly Func<Frame, Value>? unit = conversion.In is { } source and not QuantityLiteral ? compiler.Compile(source) : null;
    private readonly string? fixedUnit = (conversion.In as QuantityLiteral)?.Unit;
    private readonly string? fixedTarget = (conversion.To as QuantityLiteral)?.Unit;
    private readonly bool toUnitOfCode = conversion.To is CallExpression { Function: "unitOf" };

    public SourceQuantity Read(Frame frame, Value value)
    {
        var read = QuantityReader.Read(value, unit?.Invoke(frame) ?? Value.Absent, decimalComma);
        return fixedUnit is not null ? read with { UnitText = fixedUnit } : read;
    }

    public (Quantity? Quantity, QuantityProblem? Problem) Convert(Frame frame, SourceQuantity source, Iri nodeClass, Iri? concept)
    {
        if (source.Number is not { } number) { return (null, new("OT4202", "the field is read as a quantity and holds no number", null, check is not null)); }
        var program = frame.Services.Program;
        var target = fixedTarget ?? (toUnitOfCode && concept is not null ? program.Ontology.UnitOfConcept(concept) : null) ?? program.Ontology.UnitOfClass(nodeClass);
        var code = program.UnitAliases.GetValueOrDefault(source.UnitText, source.UnitText);
        if (code.Length == 0 && frame.Record.Format == SourceFormat.Csv) { return (null, new("OT4205", "a number without a unit", "write it in the map, such as in 'kg': a unit is never guessed", false)); }
        if (code.Length == 0) { return WithoutUnit(number, source.Comparator, target); }
        if (!UcumUnit.TryParse(code, out var from, out _)) { return (null, new("OT4201", "the unit is not a UCUM code and no alias knows it", "add it to the table of unit aliases", false)); }
        if (target is null) { return Checked(new Quantity(number, code, source.Comparator)); }
        if (!UcumUnit.TryParse(target, out var to, out _)) { return (null, new("OT2201", $"'{target}' is not a UCUM unit", null, false)); }
        if (from.TryConvert(number, to, out var converted)) { return Checked(new Quantity(converted, target, source.Comparator)); }
        // A map that names the class names the substance, with or without a code.
        var molarMass = (concept is null ? null : program.Ontology.MolarMassOfConcept(concept)) ?? program.Ontology.Classes.GetValueOrDefault(nodeClass)?.MolarMass;
        if (molarMass is { } grams && from.TryConvertWithMolarMass(number, to, grams, out converted)) { return Checked(new Quantity(converted, target, source.Comparator)); }
        return (null, new("OT4203", $"the unit does not measure what '{target}' measures", "a molar mass in the ontology would let moles be converted to grams", false));
    }

    private (Quantity?, QuantityProblem?) WithoutUnit(decimal number, Comparator comparator, string? target) =>
        target is null or "1" or "{score}"
            ? Checked(new Quantity(number, target ?? "1", comparator))
            : (null, new("OT4205", $"a number without a unit, where '{target}' is expected", "a unit is never guessed", false));

    private (Quantity?, QuantityProblem?) Checked(Quantity quantity) =>
        check is null || ((check.Low is not { } low || quantity.Value >= low) && (check.High is not { } high || quantity.Value <= high))
            ? (quantity, null)
            : (null, new("OT4301", "the value lies outside the range that the map checks", null, true));
}
