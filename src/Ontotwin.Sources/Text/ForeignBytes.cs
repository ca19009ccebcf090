namespace Ontotwin.Sources.Text;

/// <summary>The bytes of one text that its character set does not have, and what was made of them.</summary>
internal sealed class ForeignBytes
{
    /// <summary>Where the text that is decoded begins in the value.</summary>
    public int Base { get; set; }

    public int Count { get; private set; }

    /// <summary>The first of them in the value.</summary>
    public int First { get; private set; }

    /// <summary>After the last of them.</summary>
    public int End { get; private set; }

    /// <summary>What they were read as.</summary>
    public string ReadAs => (isReplaced, isKept) switch { (true, true) => "U+FFFD or ISO 8859-1", (true, false) => "U+FFFD", _ => "ISO 8859-1" };

    private bool isReplaced, isKept;

    public void Replaced(int at, int length) => (_, isReplaced) = (Add(at, length), true);

    public void Kept(int at, int length) => (_, isKept) = (Add(at, length), true);

    private int Add(int at, int length)
    {
        if (Count == 0) { First = Base + at; }
        End = Base + at + length;
        return Count += length;
    }
}
