using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Writes a quantity: the number in the unit wanted, exactly converted, with the source's own number and unit beside it. What cannot be converted is written
/// as the source's text alone, and reported: never a wrong number.
/// </summary>
internal sealed class QuantityWriter : IValueWriter
{
    private readonly OntologyProperty property;
    private readonly QuantityConverter converter;

    public QuantityWriter(OntologyProperty property, AsConversion conversion, CheckConversion? check, bool decimalComma, ExpressionCompiler compiler)
    {
        this.property = property;
        converter = new QuantityConverter(conversion, check, decimalComma, compiler);
    }

    public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
    {
        var source = converter.Read(frame, value);
        var origin = frame.OriginOf(source.Place.IsAbsent ? value.Field : source.Place, statement);
        if (property.OriginalValueProperty is { } original) { node.Add(original, Literal.Text(source.NumberText), origin); }
        if (property.OriginalUnitProperty is { } originalUnit && source.UnitText.Length > 0) { node.Add(originalUnit, Literal.Text(source.UnitText), origin); }
        var (quantity, problem) = converter.Convert(frame, source, node.Statement.Class.Iri, node.Concept);
        if (quantity is null)
        {
            if (problem!.Value.IsReject) { frame.RejectAt(problem.Value.Code, value.Field, statement, problem.Value.Message); return false; }
            frame.Report(problem.Value.Code, value.Field, problem.Value.Message, problem.Value.Hint);
            return true;
        }
        node.Add(property.Iri, Literal.Number(quantity.Value), origin);
        if (property.UnitProperty is { } unit) { node.Add(unit, Literal.Text(quantity.Unit), origin); }
        if (property.ComparatorProperty is { } comparator && quantity.Comparator != Comparator.None) { node.Add(comparator, Literal.Text(quantity.Comparator.Symbol()), origin); }
        return true;
    }
}
