using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>
/// An XPath 1.0 location path: <c>/a/b</c>, <c>//a</c>, <c>@x</c>, <c>@*</c>, <c>text()</c>, <c>node()</c>, <c>*</c>, <c>p:a</c>, <c>.</c>, <c>..</c>, the axes
/// child, attribute, self, parent and descendant-or-self by name, and predicates: <c>[2]</c>, <c>[last()]</c>, <c>[@x='y' and not(b)]</c>, comparisons, and the
/// functions position, last, count, not, contains, starts-with, local-name and normalize-space. Other than in XPath 1.0, a name without prefix matches whatever
/// its namespace, unless the namespaces given name one for the empty prefix: health records nearly always have a default namespace. A namespace that the document does not have also matches the one that differs from it by a slash at the end.
/// </summary>
public sealed class XPath
{
    private readonly bool isAbsolute;
    private readonly bool looksOut;
    private readonly XPathStep[] steps;

    internal XPath(string text, bool isAbsolute, bool looksOut, XPathStep[] steps)
    {
        Text = text;
        (this.isAbsolute, this.looksOut, this.steps) = (isAbsolute, looksOut, steps);
    }

    /// <summary><c>/</c>: the document.</summary>
    public static XPath Whole { get; } = new("/", true, false, []);

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it may select, or look at, something outside the field it starts from (<c>/a</c>, <c>..</c>). A record read by a path ends at its root: such
    /// paths select nothing beyond it, so read the document whole for them.</summary>
    public bool Climbs => isAbsolute || looksOut;

    internal bool IsHere => steps.Length == 0;

    /// <summary>
    /// Reads a path. Fails with OT3611, which names the character (counted from 1) and what is supported, when it is no path, uses what is not supported, or a
    /// prefix that is not among <paramref name="namespaces"/> (prefix → namespace).
    /// </summary>
    public static Outcome<XPath> Parse(string text, IReadOnlyDictionary<string, string>? namespaces = null) => new XPathParser(text, namespaces).Parse();

    /// <summary>
    /// Adds what the path selects from <paramref name="from"/> to <paramref name="results"/>, in document order, each once. The text of an element that has nothing
    /// but text is the element itself. Fields of other formats have no matches. Cost: what is passed on the way.
    /// </summary>
    public void Select(Field from, List<Field> results)
    {
        if (from.Record is not XmlRecord record) { return; }
        foreach (var node in Nodes(record, from.Node)) { results.Add(new Field(record, node)); }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal List<int> Nodes(XmlRecord record, int from)
    {
        if (isAbsolute && record.Nodes[0].Kind != Tree.TreeKind.Document) { return []; }
        List<int> here = [isAbsolute ? 0 : from], next = [];
        foreach (var step in steps)
        {
            next.Clear();
            foreach (var node in here) { step.Apply(record, node, next); }
            // Document order is the order of the nodes; steps from nodes within each other may meet some twice.
            if (here.Count > 1 && !step.KeepsOrder) { Distinct(next); }
            (here, next) = (next, here);
        }
        return here;
    }

    /// <summary>Leading steps that can be followed while reading, and the steps after them.</summary>
    internal Parts Split()
    {
        var length = 0;
        while (!looksOut && length < steps.Length && steps[length].IsStreamable)
        {
            if (steps[length++].Gate is { } gate) { return new(steps[..length], new XPath(Text, false, looksOut, [gate, .. steps[length..]])); }
        }
        return new(steps[..length], new XPath(Text, false, looksOut, steps[length..]));
    }

    private static void Distinct(List<int> nodes)
    {
        nodes.Sort();
        var kept = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (kept == 0 || nodes[kept - 1] != nodes[i]) { nodes[kept++] = nodes[i]; }
        }
        nodes.RemoveRange(kept, nodes.Count - kept);
    }

    /// <summary>A path in the parts that a reader needs.</summary>
    internal readonly record struct Parts(XPathStep[] Way, XPath Rest);
}
