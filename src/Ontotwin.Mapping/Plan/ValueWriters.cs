using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Chooses what writes a binding's values.</summary>
internal static class ValueWriters
{
    public static IValueWriter For(BindingStatement binding, MapDeclaration map, ExpressionCompiler compiler)
    {
        var via = binding.Conversions.OfType<ViaConversion>().FirstOrDefault();
        if (via is not null) { return new LookupWriter(binding.Property, via.Lookup); }
        var conversion = binding.Conversions.OfType<AsConversion>().FirstOrDefault();
        var check = binding.Conversions.OfType<CheckConversion>().FirstOrDefault();
        return conversion?.Type switch
        {
            "quantity" => new QuantityWriter(binding.Property, conversion, check, map.Source.Csv?.DecimalComma ?? false, compiler),
            "instant" or "date" => new DateWriter(binding.Property, conversion, FormatOf(binding.Source, map), compiler),
            "code" => new CodeWriter(binding.Property, conversion.In is null ? null : compiler.Compile(conversion.In)),
            "decimal" or "integer" => new NumberWriter(binding.Property, conversion.Type == "integer", map.Source.Csv?.DecimalComma ?? false),
            "boolean" => new BooleanWriter(binding.Property),
            _ => new TextWriter(binding.Property),
        };
    }

    /// <summary>The declared form of a CSV column's dates; null for other sources.</summary>
    public static string? FormatOf(Expression source, MapDeclaration map) =>
        source is PathExpression { Steps: [ChildStep column] } ? map.Source.Csv?.Columns.FirstOrDefault(c => c.Name == column.Name)?.Format : null;

    private sealed class TextWriter(OntologyProperty property) : IValueWriter
    {
        public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
        {
            var origin = frame.OriginOf(value.Field, statement);
            if (value.Kind == ValueKind.Node) { node.Add(property.Iri, value.Node!, origin); return true; }
            var text = value.Kind == ValueKind.Field ? WholeText(value.Field) : value.AsText();
            if (text.Length == 0) { return true; }
            node.Add(property.Iri, property.IsObjectProperty ? new Iri(text) : Literal.Text(text), origin);
            return true;
        }

        // A composite HL7 v2 field as text: its components as they stand, a blank between.
        private static string WholeText(Field field)
        {
            if (field.Record?.Format != SourceFormat.Hl7v2) { return field.Text; }
            var parts = new List<string>();
            foreach (var component in field.Children) { parts.Add(component.Text); }
            return parts.Count == 0 ? field.Text : string.Join(' ', parts.Where(p => p.Length > 0));
        }
    }

    private sealed class NumberWriter(OntologyProperty property, bool isInteger, bool decimalComma) : IValueWriter
    {
        public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
        {
            if (!NumberReader.TryRead(value.AsText(), decimalComma, out var number) || (isInteger && number != decimal.Truncate(number)))
            {
                frame.Report("OT4202", value.Field, $"'{property.Name}' wants {(isInteger ? "a whole number" : "a number")}, and the field holds something else");
                return true;
            }
            node.Add(property.Iri, isInteger ? Literal.Integer((long)number) : Literal.Number(number), frame.OriginOf(value.Field, statement));
            return true;
        }
    }

    private sealed class BooleanWriter(OntologyProperty property) : IValueWriter
    {
        public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
        {
            bool? truth = value.AsText().Trim().ToUpperInvariant() switch { "TRUE" or "Y" or "YES" or "1" => true, "FALSE" or "N" or "NO" or "0" => false, _ => null };
            if (truth is { } known) { node.Add(property.Iri, Literal.Boolean(known), frame.OriginOf(value.Field, statement)); }
            else { frame.Report("OT4202", value.Field, $"'{property.Name}' wants yes or no, and the field holds something else"); }
            return true;
        }
    }

    private sealed class DateWriter(OntologyProperty property, AsConversion conversion, string? columnFormat, ExpressionCompiler compiler) : IValueWriter
    {
        private readonly InstantReader reader = new(conversion, columnFormat, compiler);

        public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
        {
            if (reader.Read(frame, value) is not { } date)
            {
                frame.Report("OT4204", value.Field, $"'{property.Name}' wants a date, and the field holds something else");
                return true;
            }
            node.Add(property.Iri, new Literal(date.ToXsd(), new Iri(Xsd.Namespace + date.XsdType)), frame.OriginOf(value.Field, statement));
            return true;
        }
    }

    private sealed class CodeWriter(OntologyProperty property, Func<Frame, Value>? system) : IValueWriter
    {
        public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
        {
            if (CodeReader.Read(frame, value, system?.Invoke(frame).AsText()).FirstOrDefault() is not { } code) { return true; }
            Codes.Write(frame, node, property, code, original: code, frame.OriginOf(value.Field, statement));
            return true;
        }
    }
}
