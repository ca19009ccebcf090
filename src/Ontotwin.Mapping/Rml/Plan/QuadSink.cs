using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Takes statements in N-Quads, a line each, in large pieces.</summary>
internal sealed class QuadSink(Stream output, RmlTargetFile? file = null)
{
    private readonly byte[] buffer = new byte[1 << 17];
    private int length;

    /// <summary>How it is written; null for the run's own output.</summary>
    public RmlTargetFile? File => file;

    /// <summary>Statements taken.</summary>
    public long Count { get; private set; }

    public void Write(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> predicate, ReadOnlySpan<byte> value, ReadOnlySpan<byte> graph)
    {
        Count++;
        var size = subject.Length + predicate.Length + value.Length + graph.Length + 6;
        if (length + size > buffer.Length)
        {
            Flush();
            if (size > buffer.Length) { WriteLarge(subject, predicate, value, graph); return; }
        }
        var into = buffer.AsSpan(length);
        subject.CopyTo(into);
        into[subject.Length] = (byte)' ';
        into = into[(subject.Length + 1)..];
        predicate.CopyTo(into);
        into[predicate.Length] = (byte)' ';
        into = into[(predicate.Length + 1)..];
        value.CopyTo(into);
        into = into[value.Length..];
        if (!graph.IsEmpty)
        {
            into[0] = (byte)' ';
            graph.CopyTo(into[1..]);
            into = into[(graph.Length + 1)..];
        }
        " .\n"u8.CopyTo(into);
        length = buffer.Length - into.Length + 3;
    }

    public void Flush()
    {
        output.Write(buffer.AsSpan(0, length));
        length = 0;
    }

    private void WriteLarge(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> predicate, ReadOnlySpan<byte> value, ReadOnlySpan<byte> graph)
    {
        output.Write(subject);
        output.Write(" "u8);
        output.Write(predicate);
        output.Write(" "u8);
        output.Write(value);
        if (!graph.IsEmpty)
        {
            output.Write(" "u8);
            output.Write(graph);
        }
        output.Write(" .\n"u8);
    }
}
