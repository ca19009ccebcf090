namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>What holds for every document, damaged or not.</summary>
public enum Theorem
{
    /// <summary>No exception leaves the reader.</summary>
    NoException,

    /// <summary>Every diagnostic has a code and bytes within the document.</summary>
    Located,

    /// <summary>The same bytes give the same records wherever they lie: nothing outside is read.</summary>
    NothingOutside,

    /// <summary>Read in stretches = read whole.</summary>
    ChunkedIsWhole,

    /// <summary>A value is what its bytes say.</summary>
    OriginIsValue,

    /// <summary>5 ms and a microsecond a byte.</summary>
    Time,

    /// <summary>1 MB and 32 times the document.</summary>
    Memory,
}

/// <summary>A document for which a theorem does not hold.</summary>
internal sealed class TheoremException : Exception
{
    public TheoremException()
    {
    }

    public TheoremException(string message)
        : base(message)
    {
    }

    public TheoremException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TheoremException(Theorem theorem, string message)
        : base($"{theorem}: {message}") => Theorem = theorem;

    public Theorem Theorem { get; }
}
