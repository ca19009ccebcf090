using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>Buffers that a thread's maps use one after the other, each leaving them as it found them: nested uses stack up behind the outer ones.</summary>
internal sealed class Scratch
{
    [ThreadStatic]
    private static Scratch? ofThread;

    public static Scratch OfThread => ofThread ??= new Scratch();

    /// <summary>Values being walked.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>Names of nodes being compared.</summary>
    public HashSet<Iri> Names { get; } = [];

    /// <summary>Whose the nodes of a record are.</summary>
    public NearestPeople Nearest { get; } = new();

    /// <summary>Texts being joined.</summary>
    public Utf8Buffer Text { get; } = new();

    /// <summary>Forgets what a map left that was broken off.</summary>
    public void Reset()
    {
        Values.Clear();
        Text.Length = 0;
    }
}

/// <summary>A growing text in UTF-8.</summary>
internal sealed class Utf8Buffer
{
    private byte[] bytes = new byte[1024];

    public int Length { get; set; }

    public ReadOnlySpan<byte> From(int start) => bytes.AsSpan(start..Length);

    public void Append(byte value)
    {
        if (Length == bytes.Length) { Array.Resize(ref bytes, Length * 2); }
        bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(Length));
    }

    private void Reserve(int count)
    {
        if (bytes.Length - Length < count) { Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count)); }
    }
}
