using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>Reads logical sources, views and targets.</summary>
internal sealed class SourceReading(MappingGraph graph, TermMapReader terms)
{
    private readonly Dictionary<Term, RmlIterable> known = [];
    private readonly HashSet<Term> open = [];
    private readonly HashSet<Term> openFields = [];

    /// <summary>A logical source or view; null when it is at fault.</summary>
    public RmlIterable? Read(Term node, string where)
    {
        if (known.TryGetValue(node, out var read)) { return read; }
        if (!open.Add(node))
        {
            graph.Error("OT4803", $"{where}: the view {MappingGraph.NameOf(node)} is made from itself");
            return null;
        }
        RmlIterable? made = graph.Has(node, "viewOn") ? View(node, where) : Source(node, where);
        open.Remove(node);
        if (made is not null) { known[node] = made; }
        return made;
    }

    /// <summary>The targets of the file.</summary>
    public IEnumerable<RmlTargetFile> Targets()
    {
        foreach (var node in graph.Subjects.Where(s => graph.Has(s, "target")).ToList())
        {
            var file = graph.One(node, "target")!;
            var path = graph.Text(file, "path") ?? graph.Text(file, "http://rdfs.org/ns/void#dataDump");
            if (path is null)
            {
                graph.Error("OT4806", $"the target {MappingGraph.NameOf(node)} is no file: only rml:FilePath with rml:path is written to");
                continue;
            }
            yield return new(MappingGraph.NameOf(node), path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path, graph.Word(file, "root") == "MappingDirectory",
                graph.Word(node, "serialization") ?? "formats:N-Quads", Encoding(node, file), Compression(node, file));
        }
    }

    private RmlSource? Source(Term node, string where)
    {
        var source = graph.One(node, "source");
        if (source is null)
        {
            graph.Error("OT4802", $"{where} has no rml:source");
            return null;
        }
        var formulationNode = graph.One(node, "referenceFormulation");
        var formulation = Formulation(formulationNode, where);
        var path = source is Literal literal ? literal.Lexical : graph.Text(source, "path") ?? graph.Text(source, "csvw:url") ?? graph.Text(source, "dcat:downloadURL");
        if (path is null)
        {
            graph.Error("OT4806", $"{where} reads no file: databases, SPARQL endpoints and streams are not read", hint: "export the data to CSV, JSON or XML first");
            return null;
        }
        if (formulation is null) { return null; }
        var dialect = graph.One(source, "csvw:dialect");
        return new RmlSource
        {
            Path = path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path,
            IsFromWorkingFolder = graph.Word(source, "root") == "CurrentWorkingDirectory",
            IsFromMappingFolder = graph.Word(source, "root") == "MappingDirectory",
            Formulation = formulation.Value,
            Iterator = graph.Text(node, "iterator"),
            Namespaces = formulationNode is null ? [] : Namespaces(formulationNode),
            Encoding = (dialect is null ? null : graph.Text(dialect, "csvw:encoding")) ?? Encoding(node, source),
            Compression = Compression(node, source),
            Nulls = [.. graph.All(source, "null", "csvw:null").OfType<Literal>().Select(l => l.Lexical)],
            Csv = dialect is null ? default : Dialect(dialect),
            IsTrimmed = dialect is not null && graph.Text(dialect, "csvw:trim") is "true" or "1",
        };
    }

    private RmlFormulation? Formulation(Term? node, string where)
    {
        if (node is null) { return RmlFormulation.Csv; }
        if (node is not Iri) { return graph.IsA(node, "XPathReferenceFormulation") ? RmlFormulation.XPath : RmlFormulation.JsonPath; }
        switch (RmlWords.Short(((Iri)node).Value))
        {
            case "CSV": return RmlFormulation.Csv;
            case "JSONPath": return RmlFormulation.JsonPath;
            case "XPath": return RmlFormulation.XPath;
        }
        if (graph.IsA(node, "XPathReferenceFormulation")) { return RmlFormulation.XPath; }
        graph.Error("OT4806", $"{where}: the reference formulation <{((Iri)node).Value}> is not read", ((Iri)node).LocalName, "rml:CSV, rml:JSONPath and rml:XPath are read");
        return null;
    }

    private Dictionary<string, string> Namespaces(Term node) =>
        graph.All(node, "namespace").GroupBy(n => graph.Text(n, "namespacePrefix") ?? "").ToDictionary(g => g.Key, g => graph.Text(g.First(), "namespaceURL") ?? "");

    private Sources.Csv.CsvOptions Dialect(Term node)
    {
        var options = default(Sources.Csv.CsvOptions);
        // Turtle has turned \t into the character already; some mappings escape it twice.
        if (graph.Text(node, "csvw:delimiter") is { Length: > 0 } delimiter) { options = options with { Delimiter = delimiter == "\\t" ? '\t' : delimiter[0] }; }
        if (graph.Text(node, "csvw:quoteChar") is { Length: > 0 } quote) { options = options with { Quote = quote[0] }; }
        if (graph.Text(node, "csvw:commentPrefix") is { Length: > 0 } comment) { options = options with { CommentPrefix = comment }; }
        if (graph.Text(node, "csvw:header") is "false" or "0") { options = options with { HasHeader = false }; }
        if (int.TryParse(graph.Text(node, "csvw:skipRows"), out var skip)) { options = options with { SkipRows = skip }; }
        return options;
    }

    private string? Encoding(Term node, Term file) => graph.Word(node, "encoding") ?? graph.Word(file, "encoding") ?? graph.Text(file, "encoding");

    private RmlCompression Compression(Term node, Term file)
    {
        var word = graph.Word(node, "compression") ?? graph.Word(file, "compression");
        switch (word)
        {
            case null or "none": return RmlCompression.None;
            case "gzip": return RmlCompression.Gzip;
            case "zip": return RmlCompression.Zip;
            case "targz" or "targzip": return RmlCompression.TarGzip;
            case "tarxz": return RmlCompression.TarXz;
        }
        graph.Error("OT4806", $"'{word}' is no compression that is read or written", word, "gzip, zip, targz and tarxz are");
        return RmlCompression.None;
    }

    private RmlView? View(Term node, string where)
    {
        if (Read(graph.One(node, "viewOn")!, where) is not { } on) { return null; }
        var joins = new List<RmlJoin>();
        foreach (var (word, isInner) in ((string, bool)[])[("innerJoin", true), ("leftJoin", false)])
        {
            foreach (var join in graph.All(node, word))
            {
                if (graph.One(join, "parentLogicalView") is not { } parent || Read(parent, where) is not RmlView other) { graph.Error("OT4802", $"{where}: a join needs rml:parentLogicalView, a view"); return null; }
                joins.Add(new(isInner, other, terms.Conditions(join, where), Fields(join, where)));
            }
        }
        return new RmlView(MappingGraph.NameOf(node)) { On = on, Fields = Fields(node, where), Joins = joins };
    }

    private List<RmlField> Fields(Term node, string where) => [.. graph.All(node, "field").Select(f => Field(f, where)).OfType<RmlField>()];

    private RmlField? Field(Term node, string where)
    {
        var name = graph.Text(node, "fieldName");
        if (name is null) { graph.Error("OT4802", $"{where}: a field has no rml:fieldName"); return null; }
        if (!openFields.Add(node)) { graph.Error("OT4803", $"{where}: the field '{name}' contains itself", name); return null; }
        var isIterable = graph.Has(node, "iterator") || graph.Has(node, "referenceFormulation");
        var expression = isIterable ? null : terms.Expression(node, $"{where}, field '{name}'");
        var formulation = isIterable && graph.One(node, "referenceFormulation") is { } word ? Formulation(word, where) : null;
        if (!isIterable && expression is null) { graph.Error("OT4802", $"{where}: the field '{name}' has neither an expression nor an iterator", name); }
        var field = new RmlField(name, expression, graph.Text(node, "iterator"), formulation, Fields(node, where));
        openFields.Remove(node);
        return field;
    }
}
