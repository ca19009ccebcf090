using Ontotwin.Sources.Json;

namespace Ontotwin.Sources.Fhir;

/// <summary>
/// Reads a JSON object that is surely well-formed and within all limits, from the places of its tokens. Whatever else it meets it leaves to
/// <see cref="FhirParser"/>'s reading token by token, which is slower and says what is wrong and where: both give one tree.
/// </summary>
internal ref struct FhirTokens
{
    private readonly ReadOnlyMemory<byte> text;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly NameTable names;
    private readonly FhirTree tree;
    private readonly Action<string, string, int> report;
    private JsonStructure tokens;
    private int depth;
    private int endOfLast;

    /// <param name="text">The document's bytes up to where the object ends at the latest.</param>
    /// <param name="names">Names that its records share.</param>
    /// <param name="tree">What it is read into.</param>
    /// <param name="report">Takes what is odd in it: code, message and node.</param>
    public FhirTokens(ReadOnlyMemory<byte> text, NameTable names, FhirTree tree, Action<string, string, int> report)
    {
        (this.text, this.names, this.tree, this.report) = (text, names, tree, report);
        bytes = text.Span;
    }

    /// <summary>Reads the object that begins at <paramref name="start"/>; false, with a tree of no use, where it may not be fine.</summary>
    public bool TryRead(int start, out int next)
    {
        tokens = new JsonStructure(text, start);
        var first = tokens.Next();
        var isRead = first >= 0 && bytes[first] == '{';
        if (isRead)
        {
            tree.OpenRoot(first);
            depth = 1;
            isRead = TryMembers();
        }
        tokens.Dispose();
        next = endOfLast;
        return isRead;
    }

    private bool TryMembers()
    {
        var isFirst = true;
        while (true)
        {
            var at = tokens.Next();
            if (at < 0 || tree.Nodes.Count >= FhirLimits.MaxNodes || tokens.IsFaulty) { return false; }
            // What was opened may end before its first value, and nothing else may.
            if (isFirst && TryEnd(at)) { isFirst = false; }
            else if (!tree.IsInArray && (bytes[at] != '"' || !TryName(at) || (at = tokens.Next()) < 0)) { return false; }
            else if (!TryValue(at, bytes[at], out isFirst)) { return false; }
            if (isFirst) { continue; }
            if (!TryEnds()) { return false; }
            if (!tree.IsOpen) { return true; }
        }
    }

    // After a value: the ends of what it closes, or a comma, which promises another value.
    private bool TryEnds()
    {
        while (tree.IsOpen)
        {
            var at = tokens.Next();
            if (at < 0) { return false; }
            if (bytes[at] == ',') { return true; }
            if (!TryEnd(at)) { return false; }
        }
        return !tokens.IsFaulty;
    }

    private bool TryEnd(int at)
    {
        if (bytes[at] == (tree.IsInArray ? ']' : '}'))
        {
            endOfLast = at + 1;
            depth--;
            if (tree.IsInArray) { tree.CloseArray(); }
            else { tree.Close(endOfLast, report); }
            return true;
        }
        return false;
    }

    private bool TryName(int at)
    {
        var end = tokens.Next();
        if (end < 0) { return false; }
        var name = bytes[(at + 1)..end];
        if (tokens.HasBackslash(at + 1, end))
        {
            if (!JsonGrammar.AreEscapes(name)) { return false; }
            tree.Name = names.Intern(name);
        }
        else { tree.Name = names.InternPlain(name); }
        var colon = tokens.Next();
        return colon >= 0 && bytes[colon] == ':';
    }

    private bool TryValue(int at, byte mark, out bool isFirst)
    {
        isFirst = false;
        switch (mark)
        {
            case (byte)'"': return TryText(at);
            case (byte)'{':
                tree.Open(at);
                isFirst = true;
                return ++depth < FhirLimits.MaxDepth;
            case (byte)'[':
                isFirst = true;
                return tree.OpenArray() && ++depth < FhirLimits.MaxDepth;
            default:
                var length = JsonGrammar.LengthAt(bytes[at..]);
                tree.Leaf(at, length, mark == 'n' ? FhirNodeKind.Nothing : FhirNodeKind.Literal);
                return length > 0;
        }
    }

    private bool TryText(int at)
    {
        var end = tokens.Next();
        if (end < 0) { return false; }
        var isEscaped = tokens.HasBackslash(at + 1, end);
        tree.Leaf(at + 1, end - at - 1, isEscaped ? FhirNodeKind.EscapedText : FhirNodeKind.PlainText);
        return !isEscaped || JsonGrammar.AreEscapes(bytes[(at + 1)..end]);
    }
}
