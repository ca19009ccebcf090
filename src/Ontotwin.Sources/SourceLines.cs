namespace Ontotwin.Sources;

/// <summary>Line numbers of places in a document, counted from 1 by line feeds. A place near the last one asked for costs the bytes between them.</summary>
/// <param name="document">The document, in an encoding whose line feeds are one byte.</param>
public sealed class SourceLines(SourceDocument document)
{
    private long at;
    private int line = 1;

    /// <summary>The line that a byte of the document lies in; of places outside of what is at hand, that of its nearest end.</summary>
    public int At(long place)
    {
        var bytes = document.Bytes.Span;
        var to = Math.Clamp(place - document.Offset, 0, bytes.Length);
        var between = bytes[(int)Math.Min(at, to)..(int)Math.Max(at, to)].Count((byte)'\n');
        line += to < at ? -between : between;
        at = to;
        return line;
    }
}
