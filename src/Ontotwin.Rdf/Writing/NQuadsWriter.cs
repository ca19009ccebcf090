namespace Ontotwin.Rdf.Writing;

/// <summary>One statement a line, straight into bytes: what recurs from line to line is copied, not encoded again.</summary>
internal sealed class NQuadsWriter(Stream output, bool graphs) : RdfWriter(output)
{
    private const int BufferBytes = 1 << 16;
    private const byte Blank = (byte)' ';
    private readonly TermBytes terms = new();
    private readonly byte[] buffer = new byte[BufferBytes];
    private int length;

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        Append(terms.OfSubject(subject), Blank);
        Append(terms.Of(predicate), Blank);
        Append(terms.Of(value), Blank);
        if (graphs && graph is not null) { Append(terms.Of(graph), Blank); }
        Append("."u8, (byte)'\n');
    }

    private protected override void Finish() => Flush();

    private void Append(ReadOnlySpan<byte> bytes, byte after)
    {
        if (length + bytes.Length >= BufferBytes) { Flush(); }
        if (bytes.Length < BufferBytes)
        {
            bytes.CopyTo(buffer.AsSpan(length));
            length += bytes.Length;
        }
        else { Output.Write(bytes); }
        buffer[length++] = after;
    }

    private void Flush()
    {
        Output.Write(buffer.AsSpan(0, length));
        length = 0;
    }
}
