using Ontotwin.Ontology;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Writes a quantity: the number in the unit wanted, exactly converted, with the source's own number and unit beside it. What cannot be converted is written
/// as the source's text alone, and reported: never a wrong number.
/// </summary>
internal sealed class QuantityWriter : IValueWriter
{
    private readonly OntologyProperty property;
    private readonly LiftingRule rule;
    private readonly QuantityConverter converter;

    public QuantityWriter(OntologyProperty property, LiftingRule rule, QuantityConverter converter) => (this.property, this.rule, this.converter) = (property, rule, converter);

    public bool Write(Frame frame, PendingNode node, Value value)
    {
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
}
