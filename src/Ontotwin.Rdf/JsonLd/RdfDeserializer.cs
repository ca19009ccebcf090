using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Ontotwin.Rdf.Reading;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>
/// Makes statements of expanded JSON-LD (JSON-LD 1.1 API, sections 8.1 to 8.3). Nodes are followed where they stand: the recommendation's map of all nodes would hold
/// the document a second time, and gives the same statements.
/// </summary>
/// <param name="sink">Takes the statements.</param>
/// <param name="direction">What directions of text become.</param>
internal sealed partial class RdfDeserializer(Action<Quad> sink, RdfDirection direction)
{
    // Stands for a graph whose name is no IRI: what it holds is left out.
    private static readonly Iri Nowhere = new("");
    private readonly BlankLabels labels = new();
    private readonly Dictionary<(Term? Graph, string Node), string> indexes = [];

    /// <summary>The statements of nodes.</summary>
    public void Emit(JsonItem nodes, Term? graph = null)
    {
        foreach (var node in nodes.AsItems()) { Node(node, graph); }
    }

    // The node, or null: its name is none.
    private Term? Node(JsonItem item, Term? graph)
    {
        var id = item.Find(Keywords.Id);
        var subject = id is null ? labels.Fresh() : Named(id);
        if (id is { IsText: true } && item.Find(Keywords.Index) is { } index) { CheckIndex(id.Text, index, graph); }
        foreach (var (key, values) in item.Entries)
        {
            switch (key)
            {
                case Keywords.Type:
                    foreach (var type in values.AsItems()) { Say(subject, RdfTerms.Type, Named(type), graph); }
                    break;
                case Keywords.Graph: Emit(values, subject ?? Nowhere); break;
                case Keywords.Included: Emit(values, graph); break;
                case Keywords.Reverse: Reverse(values, subject, graph); break;
                default:
                    if (!Keywords.Is(key)) { Property(subject, Named(key) as Iri, values, graph); }
                    break;
            }
        }
        return subject;
    }

    private void Property(Term? subject, Iri? predicate, JsonItem values, Term? graph)
    {
        // Nodes say what they say, whether or not they are the value of anything; lists and texts with a direction do not.
        var isSaid = subject is not null && predicate is not null && !ReferenceEquals(graph, Nowhere);
        foreach (var value in values.AsItems()) { Say(subject, predicate, Object(value, graph, isSaid ? graph : Nowhere), graph); }
    }

    private void Reverse(JsonItem map, Term? subject, Term? graph)
    {
        foreach (var (key, values) in map.Entries)
        {
            var predicate = Named(key) as Iri;
            foreach (var value in values.AsItems()) { Say(Node(value, graph), predicate, subject, graph); }
        }
    }

    private void CheckIndex(string id, JsonItem index, Term? graph)
    {
        if (!indexes.TryAdd((graph, id), index.Text) && indexes[(graph, id)] != index.Text) { throw new JsonLdException(JsonLdErrors.ConflictingIndexes, index, "the node has another @index elsewhere"); }
    }

    private Term? Named(JsonItem name) => name.IsText ? Named(name.Text) : null;

    private Term? Named(string name) => Iris.IsBlank(name) ? (name.Length > 2 ? labels.Of(name[2..]) : null) : Iris.IsWellFormed(name) ? new Iri(name) : null;

    // What has a name that is none, or a blank node for its property, is left out: RDF has no such statement.
    private void Say(Term? subject, Iri? predicate, Term? value, Term? graph)
    {
        if (subject is not null && predicate is not null && value is not null && !ReferenceEquals(graph, Nowhere)) { sink(new Quad(new Triple(subject, predicate, value), graph)); }
    }

    // The graph of nodes, and that of what belongs to the value alone.
    private Term? Object(JsonItem item, Term? graph, Term? ofValue) => item.Find(Keywords.List) is { } list ? List(list, graph, ofValue) : item.Has(Keywords.Value) ? Value(item, ofValue) : Node(item, graph);

    private Term List(JsonItem list, Term? graph, Term? ofValue)
    {
        Term first = RdfTerms.Nil;
        BlankNode? last = null;
        foreach (var item in list.Items)
        {
            var cell = labels.Fresh();
            if (last is null) { first = cell; }
            else { Say(last, RdfTerms.Rest, cell, ofValue); }
            Say(cell, RdfTerms.First, Object(item, graph, ofValue), ofValue);
            last = cell;
        }
        if (last is not null) { Say(last, RdfTerms.Rest, RdfTerms.Nil, ofValue); }
        return first;
    }

    private Term? Value(JsonItem item, Term? graph)
    {
        var value = item.Find(Keywords.Value)!;
        var type = item.Find(Keywords.Type)?.Text;
        if (type == Keywords.Json) { return new Literal(CanonicalJson.Of(value), JsonLdTerms.Json); }
        if (type is not null && !Iris.IsWellFormed(type)) { return null; }
        var datatype = type is null ? null : new Iri(type);
        if (value.IsBoolean) { return new Literal(value.Kind == JsonItemKind.True ? "true" : "false", datatype ?? Xsd.Boolean); }
        if (value.Kind == JsonItemKind.Number) { return Number(value, datatype); }
        var language = item.Find(Keywords.Language)?.Text;
        if (language is not null && !LanguageTag().IsMatch(language)) { return null; }
        if (item.Find(Keywords.Direction) is { } dir && direction != RdfDirection.None) { return Directed(value.Text, language?.ToLowerInvariant() ?? "", dir.Text, graph); }
        return language is not null ? Literal.InLanguage(value.Text, language) : new Literal(value.Text, datatype ?? Xsd.String);
    }

    // Section 8.6: whole numbers below 10^21 are integers, to the digit where they are written so; others are doubles of 15 digits behind the point.
    private static Literal Number(JsonItem item, Iri? datatype)
    {
        var value = double.Parse(item.Text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) { throw new JsonLdException(JsonLdErrors.InvalidValueObjectValue, item, "a number that is beyond what a double holds"); }
        if (datatype == Xsd.Double || value % 1 != 0 || Math.Abs(value) >= 1e21) { return new(Double(value), datatype ?? Xsd.Double); }
        var isWritten = value != 0 && !item.Text.AsSpan().ContainsAny('.', 'e', 'E');
        return new(isWritten ? item.Text : new BigInteger(value).ToString(CultureInfo.InvariantCulture), datatype ?? Xsd.Integer);
    }

    private static string Double(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return XsdNumbers.Canonical(value, XsdNumbers.Shortest(shortest).Digits.Length <= 16 ? shortest : value.ToString("E15", CultureInfo.InvariantCulture));
    }

    private Term Directed(string text, string language, string towards, Term? graph)
    {
        if (direction == RdfDirection.I18nDatatype) { return new Literal(text, new Iri($"{JsonLdTerms.I18n}{language}_{towards}")); }
        var node = labels.Fresh();
        Say(node, JsonLdTerms.Value, Literal.Text(text), graph);
        if (language.Length > 0) { Say(node, JsonLdTerms.Language, Literal.Text(language), graph); }
        Say(node, JsonLdTerms.Direction, Literal.Text(towards), graph);
        return node;
    }

    [GeneratedRegex(@"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}
