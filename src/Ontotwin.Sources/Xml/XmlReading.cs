using System.Globalization;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>Reads one document, match by match: elements on the way to a match are entered, others passed over.</summary>
internal sealed class XmlReading
{
    private readonly SourceDocument document;
    private readonly MappedText text;
    private readonly XPath.Parts path;
    private readonly string written;
    private readonly XmlNames names = new();
    private readonly XmlScopes scopes;
    private readonly XmlTokenizer tokens;
    private readonly TreeBuilder builder = new();
    private readonly XmlSubtree subtree;
    private readonly Queue<SourceItem> ready = new();
    private readonly List<Field> matches = [];
    private readonly Stack<Level> levels = new();
    private int number;
    private bool isOver;

    public XmlReading(SourceDocument document, MappedText text, XPath path)
    {
        (this.document, this.text, written) = (document, text, path.Text);
        this.path = path.Split();
        scopes = new(names);
        tokens = new(text.Bytes, DocumentText.MarkLength(text));
        subtree = new(tokens, builder, names, scopes);
        levels.Push(new Level(""));
    }

    /// <summary>The next record or reject; null at the end.</summary>
    public SourceItem? Next()
    {
        while (ready.Count == 0 && !isOver)
        {
            if (path.Way.Length == 0) { ReadWhole(); }
            else { ReadOn(); }
        }
        return ready.TryDequeue(out var item) ? item : null;
    }

    private void ReadWhole()
    {
        builder.Clear();
        builder.Add(names.Intern([]), TreeKind.Document, 0, text.Bytes.Length);
        builder.Open();
        if (tokens.Next() == XmlToken.Start && subtree.Read() && Pass(XmlToken.End))
        {
            builder.Close();
            Yield("");
        }
        Finish();
    }

    private bool Pass(XmlToken wanted) => tokens.Next() == wanted && tokens.Fault is null;

    private void ReadOn()
    {
        switch (tokens.Next())
        {
            case XmlToken.End: Finish(); break;
            case XmlToken.Close: levels.Pop(); break;
            case XmlToken.Start: Enter(); break;
        }
    }

    private void Enter()
    {
        scopes.Enter(tokens, tokens.Depth);
        var name = names.Intern(tokens.Span(tokens.NameStart, tokens.NameLength));
        var level = levels.Peek();
        var index = level.Count(name);
        var step = path.Way[levels.Count - 1];
        var place = new Place(level.Path, name, index);
        if (!step.IsName(names, name, scopes.SpaceOf(tokens.Span(tokens.NameStart, tokens.NameLength), isAttribute: false))) { subtree.Skip(); }
        else if (levels.Count < path.Way.Length) { levels.Push(new Level(place.Text(names))); }
        else
        {
            builder.Clear();
            if (subtree.Read()) { Yield(place.Text(names)); }
        }
    }

    private void Yield(string place)
    {
        var record = new XmlRecord(document, number + 1, builder.ToArray(), names, text, place);
        if (path.Rest.IsHere)
        {
            number++;
            ready.Enqueue(new SourceItem(record, []));
            return;
        }
        matches.Clear();
        path.Rest.Select(record.Root, matches);
        foreach (var match in matches) { ready.Enqueue(new SourceItem(record.Cut(match.Node, ++number), [])); }
    }

    private void Finish()
    {
        isOver = true;
        if (tokens.Fault is { } fault)
        {
            var range = text.RangeOf(Math.Min(fault.At, text.Bytes.Length), text.Bytes.Length);
            ready.Enqueue(Rejects.Of(document, fault.Code, $"{fault.Message} (byte {range.Start})", range, fault.Code == "OT3605" ? "entities of a document type are never expanded: write the characters" : null));
        }
        else if (subtree.Overflow) { ready.Enqueue(Rejects.Of(document, "OT3603", "more elements, attributes and texts than the limit of one record", new(0, document.Bytes.Length))); }
        else if (number == 0)
        {
            ready.Enqueue(Rejects.Of(document, XmlDocumentReader.NoMatchCode, $"the path '{written}' matches nothing in the document", new(0, document.Bytes.Length), "'ontotwin read FILE' shows the paths there are", Severity.Warning));
        }
    }

    private readonly record struct Place(string Parent, int Name, int Index)
    {
        public string Text(XmlNames names) => string.Create(CultureInfo.InvariantCulture, $"{Parent}/{names[Name]}{(Parent.Length == 0 ? "" : $"[{Index}]")}");
    }

    /// <summary>An element on the way to a match, and how many children of each name it has had.</summary>
    private sealed class Level(string path)
    {
        private readonly Dictionary<int, int> counts = [];

        public string Path => path;

        public int Count(int name) => counts[name] = counts.GetValueOrDefault(name) + 1;
    }
}
