namespace Ontotwin.Rdf.Writing;

/// <summary>One statement a line, straight into bytes: what recurs from line to line is copied, not encoded again.</summary>
internal sealed class NQuadsWriter(Stream output) : RdfWriter(output)
{
    private const int BufferBytes = 1 << 16;
    private readonly TermBytes terms = new();
    private readonly byte[] buffer = new byte[BufferBytes];
    private int length;
    private Term? lastSubject;
    private int subjectStart;
    private int subjectLength;

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        AppendSubject(subject);
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

    // Statements of one subject come together: its bytes stand in the buffer already.
    private void AppendSubject(Term subject)
    {
        if (ReferenceEquals(subject, lastSubject) && length + subjectLength <= BufferBytes)
        {
            buffer.AsSpan(subjectStart, subjectLength).CopyTo(buffer.AsSpan(length));
            length += subjectLength;
            return;
        }
        var bytes = terms.Of(subject);
        if (length + bytes.Length > BufferBytes) { Flush(); }
        (lastSubject, subjectStart, subjectLength) = bytes.Length <= BufferBytes ? (subject, length, bytes.Length) : (null, 0, 0);
        Append(bytes);
    }

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
        (length, lastSubject) = (0, null);
    }
}
