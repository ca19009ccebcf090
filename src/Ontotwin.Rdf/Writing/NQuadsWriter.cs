namespace Ontotwin.Rdf.Writing;

/// <summary>One statement a line, straight into bytes: what recurs from line to line is copied, not encoded again.</summary>
internal sealed class NQuadsWriter(Stream output) : RdfWriter(output)
{
    private const int BufferBytes = 1 << 16;
    private readonly TermBytes terms = new();
    private readonly byte[] buffer = new byte[BufferBytes];
    private int length;

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        Append(terms.OfSubject(subject));
        Append(" "u8);
        Append(terms.Of(predicate));
        Append(" "u8);
        Append(terms.Of(value));
        if (graph is not null)
        {
            Append(" "u8);
            Append(terms.Of(graph));
        }
        Append(" .\n"u8);
    }

    private protected override void Finish() => Flush();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > BufferBytes) { Flush(); }
        if (bytes.Length > BufferBytes)
        {
            Output.Write(bytes);
            return;
        }
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Flush()
    {
        Output.Write(buffer.AsSpan(0, length));
        length = 0;
    }
}
