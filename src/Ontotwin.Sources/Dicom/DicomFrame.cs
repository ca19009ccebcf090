namespace Ontotwin.Sources.Dicom;

/// <summary>A data set, or a sequence of items, that is being read.</summary>
internal sealed class DicomFrame
{
    /// <summary>The data set's node; for a sequence that of the data set it stands in.</summary>
    public required int Node { get; init; }

    /// <summary>Offset where it ends at the latest; bytes that are left out of what is held are counted.</summary>
    public required long End { get; init; }

    public required bool IsExplicit { get; set; }

    public required bool IsBigEndian { get; init; }

    public bool IsSequence { get; init; }

    /// <summary>Whether a delimiter ends it.</summary>
    public bool IsUndefinedLength { get; init; }

    /// <summary>Index of a sequence's element.</summary>
    public int Element { get; init; } = -1;

    public CharacterSet Characters { get; set; } = CharacterSet.Default;

    /// <summary>Pixel Representation (0028,0103) in force: what US or SS is.</summary>
    public bool IsSigned { get; set; }

    /// <summary>Number of rows of the LUT Descriptor in force; 0 without any.</summary>
    public int LookupEntries { get; set; }

    /// <summary>The last child of <see cref="Node"/>, or for a sequence of its data set.</summary>
    public int LastChild = -1;

    public uint LastTag { get; set; }

    public bool IsDisorderReported { get; set; }

    public int Items { get; set; }

    /// <summary>Who reserved which block: group and block number in one.</summary>
    public Dictionary<uint, string>? Creators { get; set; }
}
