using System.Globalization;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>
/// Reads one document, match by match: elements on the way to a match are entered, others passed over. Where a stretch of a large document ends, reading goes
/// on in the next: with the token it was at, or, of a match, from its start tag.
/// </summary>
internal sealed class XmlReading
{
    private const int NoDepth = int.MaxValue;
    private readonly TextStretches stretches;
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
    private SourceDocument? read;
    private int passedOver = NoDepth;
    private int number;
    private bool isOver;

    public XmlReading(TextStretches stretches, XPath path)
    {
        (this.stretches, written) = (stretches, path.Text);
        this.path = path.Split();
        scopes = new(names);
        tokens = new(stretches.Text.Bytes, DocumentText.MarkLength(stretches.Text), stretches.IsLast);
        subtree = new(tokens, builder, names, scopes);
        levels.Push(new Level(""));
        TellOfBytes();
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
        builder.Add(names.Intern([]), TreeKind.Document, 0, stretches.Text.Bytes.Length);
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
            case XmlToken.More: GoOn(); break;
            case XmlToken.Close when passedOver == NoDepth: levels.Pop(); break;
            case XmlToken.Close when tokens.Depth < passedOver: passedOver = NoDepth; break;
            case XmlToken.Start when passedOver == NoDepth: Enter(); break;
        }
    }

    private void Enter()
    {
        scopes.Enter(tokens, tokens.Depth);
        var name = names.Intern(tokens.Span(tokens.NameStart, tokens.NameLength));
        var level = levels.Peek();
        var place = new Place(level.Path, name, level.Count(name));
        var step = path.Way[levels.Count - 1];
        if (!step.IsName(names, name, scopes.SpaceOf(tokens.Span(tokens.NameStart, tokens.NameLength), isAttribute: false))) { passedOver = tokens.Depth; }
        else if (levels.Count < path.Way.Length) { levels.Push(new Level(place.Text(names))); }
        else
        {
            var (at, depth) = (tokens.Start, tokens.Depth);
            builder.Clear();
            if (subtree.Read()) { Yield(place.Text(names)); }
            else if (subtree.IsCut)
            {
                level.TakeBack(name);
                tokens.Return(at, depth - 1);
                GoOn();
            }
        }
    }

    // With the next stretch, from the token at hand.
    private void GoOn()
    {
        var at = tokens.Start;
        if (stretches.TryAdvance(at, read))
        {
            tokens.Continue(stretches.Text.Bytes, stretches.IsLast);
            TellOfBytes();
            return;
        }
        isOver = true;
        var range = stretches.Text.RangeOf(at, stretches.Text.Bytes.Length);
        ready.Enqueue(Rejects.Of(stretches.Document, "OT3603", $"an element or a text is longer than the limit of {WindowLimits.MaxWindowBytes >> 20} MiB (byte {range.Start})", range));
    }

    private void TellOfBytes()
    {
        if (stretches.BadBytes("OT3604") is { } remark) { ready.Enqueue(remark); }
    }

    private void Yield(string place)
    {
        var record = new XmlRecord(stretches.Document, number + 1, builder.ToArray(), names, stretches.Text, place);
        if (path.Rest.IsHere)
        {
            read = stretches.Document;
            number++;
            ready.Enqueue(new SourceItem(record, []));
            return;
        }
        matches.Clear();
        path.Rest.Select(record.Root, matches);
        if (matches.Count > 0) { read = stretches.Document; }
        foreach (var match in matches) { ready.Enqueue(new SourceItem(record.Cut(match.Node, ++number), [])); }
    }

    private void Finish()
    {
        isOver = true;
        var (document, text) = (stretches.Document, stretches.Text);
        var whole = new ByteRange(0, document.Extent.End);
        if (tokens.Fault is { } fault)
        {
            var range = text.RangeOf(Math.Min(fault.At, text.Bytes.Length), text.Bytes.Length);
            ready.Enqueue(Rejects.Of(document, fault.Code, $"{fault.Message} (byte {range.Start})", range, fault.Code == "OT3605" ? "entities of a document type are never expanded: write the characters" : null));
        }
        else if (subtree.Overflow) { ready.Enqueue(Rejects.Of(document, "OT3603", "more elements, attributes and texts than the limit of one record", whole)); }
        else if (number == 0)
        {
            ready.Enqueue(Rejects.Of(document, XmlDocumentReader.NoMatchCode, $"the path '{written}' matches nothing in the document", whole, "'ontotwin read FILE' shows the paths there are", Severity.Warning));
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

        public void TakeBack(int name) => counts[name]--;
    }
}
