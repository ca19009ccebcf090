using System.Collections.Immutable;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Chooses what writes a binding's values.</summary>
internal static class ValueWriters
{
    public static IValueWriter For(BindingStatement binding, Iri type, LiftingRule rule, MapDeclaration map, ExpressionCompiler compiler)
    {
        var via = binding.Conversions.OfType<ViaConversion>().FirstOrDefault();
        if (via is not null) { return new LookupWriter(binding.Property, via.Lookup, rule, compiler.Scope); }
        var conversion = binding.Conversions.OfType<AsConversion>().FirstOrDefault();
        var check = binding.Conversions.OfType<CheckConversion>().FirstOrDefault();
        return conversion?.Type switch
        {
            "quantity" => new QuantityWriter(binding.Property, rule, binding.Each, new QuantityConverter(conversion, check, map.Source.Csv, type, compiler)),
            "instant" or "date" => new DateWriter(binding.Property, rule, conversion, FormsOf(binding.Source, map), compiler),
            "code" => new CodeWriter(binding.Property, rule, conversion.In is null ? null : compiler.Compile(conversion.In)),
            "decimal" or "integer" => new NumberWriter(binding.Property, rule, conversion.Type == "integer", map.Source.Csv?.Decimal ?? DecimalMark.Point),
            "boolean" => new BooleanWriter(binding.Property, rule),
            _ => new TextWriter(binding.Property, rule),
        };
    }

    /// <summary>The declared forms of a column's dates; empty for other sources.</summary>
    public static ImmutableArray<string> FormsOf(Expression source, MapDeclaration map) =>
        map.Source.ColumnOf(source)?.Forms ?? [];

    private sealed class TextWriter(OntologyProperty property, LiftingRule rule) : IValueWriter
    {
        private readonly Utf8Memo<Term> memo = new();

        public bool Write(Frame frame, NodeChange node, Value value)
        {
            if (value.Kind == ValueKind.Node) { node.Add(property.Iri, value.Node!, frame.From(value.Field, rule)); return true; }
            if (Value.IsGroup(value)) { frame.ReportGroup(value); }
            else if (TermOf(frame, value) is { } term) { node.Add(property.Iri, term, frame.From(value.Field, rule)); }
            return true;
        }

        private Term? TermOf(Frame frame, Value value)
        {
            var buffer = frame.Scratch.Text;
            var start = buffer.Length;
            if (value.Kind == ValueKind.Field) { AppendWholeText(value.Field, buffer); }
            else { value.AppendTo(buffer); }
            var text = buffer.From(start);
            var term = text.IsEmpty ? null : memo.TryGet(text, null, out var known) ? known : memo.Add(text, null, Make(Encoding.UTF8.GetString(text)));
            buffer.Length = start;
            return term;
        }

        private Term Make(string text) => property.IsObjectProperty ? new Iri(text) : Literal.Text(text);

        // A composite HL7 v2 field as text: its components as they stand, a blank between. What is embedded is a document and no text: dataSize and dataHash tell of it.
        private static void AppendWholeText(Field field, Utf8Buffer buffer)
        {
            var start = buffer.Length;
            var (any, isEmbedded) = (false, false);
            if (field.Record?.Format == SourceFormat.Hl7v2)
            {
                foreach (var component in field.Children)
                {
                    any = true;
                    if (isEmbedded) { break; }
                    var text = component.Utf8;
                    isEmbedded = EmbeddedData.IsEncoding(text) && EmbeddedData.IsIn(field);
                    if (text.IsEmpty) { continue; }
                    if (buffer.Length > start) { buffer.Append((byte)' '); }
                    buffer.Append(text);
                }
            }
            if (!any) { buffer.Append(field.Utf8); }
        }
    }

    private sealed class NumberWriter(OntologyProperty property, LiftingRule rule, bool isInteger, DecimalMark mark) : IValueWriter
    {
        private readonly Utf8Memo<Literal?> memo = new();

        public bool Write(Frame frame, NodeChange node, Value value)
        {
            var text = value.AsUtf8();
            // What the map calculated is a number, however the source writes its own.
            var number = value.Kind == ValueKind.Number ? LiteralOf(value.Number) : memo.TryGet(text, null, out var known) ? known : memo.Add(text, null, Read(value.AsText()));
            if (number is null) { frame.Report("OT4202", value.Field, $"'{property.Name}' wants {(isInteger ? "a whole number" : "a number")}, and the field holds something else"); }
            else { node.Add(property.Iri, number, frame.From(value.Field, rule)); }
            return true;
        }

        private Literal? Read(string text) => NumberReader.TryRead(text, mark, out var number) ? LiteralOf(number) : null;

        // A whole number that is too large for one is none.
        private Literal? LiteralOf(decimal number) =>
            !isInteger ? Literal.Number(number)
            : number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? Literal.Integer((long)number)
            : null;
    }

    private sealed class BooleanWriter(OntologyProperty property, LiftingRule rule) : IValueWriter
    {
        public bool Write(Frame frame, NodeChange node, Value value)
        {
            bool? truth = value.AsText().Trim().ToUpperInvariant() switch { "TRUE" or "Y" or "YES" or "1" => true, "FALSE" or "N" or "NO" or "0" => false, _ => null };
            if (truth is { } known) { node.Add(property.Iri, Literal.Boolean(known), frame.From(value.Field, rule)); }
            else { frame.Report("OT4202", value.Field, $"'{property.Name}' wants yes or no, and the field holds something else"); }
            return true;
        }
    }

    private sealed class DateWriter(OntologyProperty property, LiftingRule rule, AsConversion conversion, ImmutableArray<string> forms, ExpressionCompiler compiler) : IValueWriter
    {
        private readonly InstantReader reader = new(conversion, forms, compiler);

        public bool Write(Frame frame, NodeChange node, Value value)
        {
            if (reader.IsDoubtful(frame, value))
            {
                frame.RejectAt(InstantReader.DoubtfulCode, value.Field, rule, InstantReader.Doubtful);
                return false;
            }
            if (reader.ReadTerm(frame, value) is { } date)
            {
                node.Add(property.Iri, date.Term, frame.From(value.Field, rule));
                date.TellClock(frame, value.Field);
            }
            else { frame.Report("OT4204", value.Field, $"'{property.Name}' wants a date, and the field holds something else"); }
            return true;
        }
    }

    private sealed class CodeWriter(OntologyProperty property, LiftingRule rule, Func<Frame, Value>? system) : IValueWriter
    {
        private readonly CodingMemo<CodedTerms?> memo = new();

        public bool Write(Frame frame, NodeChange node, Value value)
        {
            var declared = system?.Invoke(frame).AsText();
            if (memo.Get(frame, value, declared, this, static (writer, frame, value, declared) => writer.Read(frame, value, declared)) is { } terms)
            {
                Codes.Write(node, property, terms, frame.From(value.Field, rule));
            }
            else if (Value.IsGroup(value)) { frame.ReportGroup(value); }
            return true;
        }

        private CodedTerms? Read(Frame frame, Value value, string? declared) =>
            CodeReader.Read(frame, value, declared).FirstOrDefault() is { } code ? Codes.TermsOf(frame, property, code, original: code) : null;
    }
}
