using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Gives rows, and the values that expressions have in them.</summary>
internal abstract class RowSource
{
    private readonly List<ValueSource> references = [];

    /// <summary>The rows in order. One object is used for all of them.</summary>
    public abstract IEnumerable<RmlRow> Rows();

    /// <summary>What a reference means in a row.</summary>
    /// <exception cref="RmlStoppedException">It means nothing.</exception>
    public ValueSource Reference(string text)
    {
        var made = Make(text);
        references.Add(made);
        return made;
    }

    /// <summary>After the last row.</summary>
    public void Finish(RunLog log)
    {
        foreach (var reference in references) { reference.Finish(log); }
    }

    protected abstract ValueSource Make(string text);
}

/// <summary>How references and iterators are read in one formulation.</summary>
internal sealed class Formulation(RmlFormulation kind, Dictionary<string, string> namespaces, IReadOnlyList<string> nulls, bool isTrimmed, RunLog log)
{
    public RmlFormulation Kind => kind;

    /// <summary>Whether a reference looks above the row.</summary>
    public bool Climbs { get; private set; }

    public ValueSource Reference(string text)
    {
        switch (kind)
        {
            case RmlFormulation.JsonPath: return new JsonValues(Json(text), nulls);
            case RmlFormulation.XPath:
                var path = Xml(text);
                Climbs |= path.Climbs;
                return new XmlValues(path, nulls);
            default: return new ColumnValues(text, nulls, isTrimmed, log);
        }
    }

    public static JsonPath Json(string? text)
    {
        var path = JsonPath.Parse(text ?? "$");
        return path.Value ?? throw new RmlStoppedException(path.Diagnostics[0].Code, path.Diagnostics[0].Message);
    }

    public XPath Xml(string? text)
    {
        var path = XPath.Parse(text ?? "/", namespaces);
        return path.Value ?? throw new RmlStoppedException(path.Diagnostics[0].Code, path.Diagnostics[0].Message);
    }

    /// <summary>The items that an iterator gives in a document.</summary>
    public IEnumerable<Field> Items(SourceDocument document, string? iterator, string? encoding, CsvOptions csv)
    {
        // A byte-order mark knows better than a mapping: UTF-16 is two encodings.
        if (document.Bytes.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..]) { (encoding, csv) = (null, csv with { Encoding = null }); }
        if (kind == RmlFormulation.XPath && Climbs) { return Within(document, Xml(iterator), encoding); }
        return Told(kind switch
        {
            RmlFormulation.JsonPath => JsonReader.Read(document, new JsonOptions { At = Json(iterator), Encoding = encoding }),
            RmlFormulation.XPath => XmlDocumentReader.Read(document, new XmlOptions { At = Xml(iterator), Encoding = encoding }),
            _ => CsvReader.Read(document, csv with { Encoding = encoding ?? csv.Encoding }),
        });
    }

    private IEnumerable<Field> Told(IEnumerable<SourceItem> items)
    {
        foreach (var (record, diagnostics) in items)
        {
            foreach (var diagnostic in diagnostics) { log.Add(diagnostic); }
            if (record is not null) { yield return record.Root; }
        }
    }

    private List<Field> Within(SourceDocument document, XPath iterator, string? encoding)
    {
        var found = new List<Field>();
        foreach (var root in Told(XmlDocumentReader.Read(document, new XmlOptions { Encoding = encoding }))) { iterator.Select(root, found); }
        return found;
    }
}

/// <summary>The rows of a file.</summary>
internal sealed class FileRows(RmlSource source, SourceFiles files, RunLog log) : RowSource
{
    private readonly Formulation formulation = new(source.Formulation, source.Namespaces, source.Nulls, source.IsTrimmed, log);

    public override IEnumerable<RmlRow> Rows()
    {
        if (files.Open(source, log) is not { } document) { yield break; }
        var row = new RmlRow();
        foreach (var item in formulation.Items(document, source.Iterator, source.Encoding, source.Csv))
        {
            row.Item = item;
            yield return row;
            row.Number++;
        }
    }

    /// <summary>Whether what the source says by itself can be read: asked before anything runs.</summary>
    public void Check()
    {
        if (source.Formulation == RmlFormulation.JsonPath) { Formulation.Json(source.Iterator); }
        if (source.Formulation == RmlFormulation.XPath) { formulation.Xml(source.Iterator); }
    }

    protected override ValueSource Make(string text) => formulation.Reference(text);
}
