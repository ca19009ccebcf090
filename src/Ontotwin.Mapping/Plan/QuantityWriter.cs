using Ontotwin.Ontology;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Writes a quantity: the number in the unit wanted, exactly converted, with the source's own number and unit beside it. What cannot be converted is written
/// as the source's text alone, and reported: never a wrong number.
/// </summary>
internal sealed class QuantityWriter : IValueWriter
{
    private readonly OntologyProperty property;
    private readonly LiftingRule rule;
    private readonly bool takesEach;
    private readonly QuantityConverter converter;

    public QuantityWriter(OntologyProperty property, LiftingRule rule, bool takesEach, QuantityConverter converter) => (this.property, this.rule, this.takesEach, this.converter) = (property, rule, takesEach, converter);

    public bool Write(Frame frame, NodeChange node, Value value)
    {
        if (!takesEach && IsOneOfSeveral(value))
        {
            frame.Report("OT4222", value.Field, "the field repeats with several numbers, and one is wanted: none is taken for it", "'each' takes all of them where the property may have several values");
            return true;
        }
        var read = converter.Read(frame, value, node.Concept, out var unitField);
        var from = frame.From(read.Place is null ? value.Field : value.Field.First(read.Place), rule);
        if (property.OriginalValueProperty is { } original) { node.Add(original, read.OriginalValue, from); }
        if (property.OriginalUnitProperty is { } originalUnit && read.OriginalUnit is not null) { node.Add(originalUnit, read.OriginalUnit, unitField.IsAbsent ? from : frame.From(unitField, rule)); }
        if (read.Problem is { } problem)
        {
            if (problem.IsReject) { frame.RejectAt(problem.Code, value.Field, rule, problem.Message); return false; }
            frame.Report(problem.Code, value.Field, problem.Message, problem.Hint);
            return true;
        }
        node.Add(property.Iri, read.Value!, from);
        if (property.UnitProperty is { } unit && read.Unit is not null) { node.Add(unit, read.Unit, from); }
        if (property.ComparatorProperty is { } comparator && read.Comparator is not null) { node.Add(comparator, read.Comparator, from); }
        if (read.Remark is { } remark) { frame.Report(remark.Code, value.Field, remark.Message, remark.Hint); }
        return true;
    }

    // A field of HL7 v2 that repeats: a path that takes the first would lose the others.
    private static bool IsOneOfSeveral(Value value)
    {
        if (value is not { Kind: ValueKind.Field, Field: { Record.Format: SourceFormat.Hl7v2 } field } || field.Parent is not { IsAbsent: false } segment) { return false; }
        foreach (var other in segment.All(field.Name))
        {
            if (other != field && other.State == FieldState.Value && !other.Utf8.SequenceEqual(field.Utf8)) { return true; }
        }
        return false;
    }
}
