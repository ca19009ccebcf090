namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Where a cell's value lies in the text: inside its quotes. 8 bytes: a line of nothing but delimiters has a cell for each byte.</summary>
/// <param name="start">First byte.</param>
/// <param name="end">After the last byte, at most 2^30.</param>
/// <param name="hasDoubledQuotes">Whether quotes inside are doubled.</param>
internal readonly struct Cell(int start, int end, bool hasDoubledQuotes)
{
    private readonly uint endAndMark = ((uint)end << 1) | (hasDoubledQuotes ? 1u : 0u);

    /// <summary>First byte.</summary>
    public int Start => start;

    /// <summary>After the last byte.</summary>
    public int End => (int)(endAndMark >> 1);

    /// <summary>Whether quotes inside are doubled.</summary>
    public bool HasDoubledQuotes => (endAndMark & 1) != 0;
}
