namespace Ontotwin.Sources.Dicom;

/// <summary>What a node of a DICOM record is.</summary>
internal enum DicomNodeKind : byte
{
    /// <summary>The data set.</summary>
    Root = 0,

    /// <summary>A value of an element.</summary>
    Value,

    /// <summary>A value that says nothing: of length 0, padding alone, or cut by the end of the file.</summary>
    Empty,

    /// <summary>An item of a sequence.</summary>
    Item,

    /// <summary>A group or component of a person name.</summary>
    NamePart,
}

/// <summary>One node. Links are indexes in the record's array, -1 for none.</summary>
internal struct DicomNode
{
    public int Parent;
    public int FirstChild;
    public int NextSibling;

    /// <summary>Index of its element; -1 for the root.</summary>
    public int Element;
    public int Start;
    public int Length;

    /// <summary>Repetition from 1; 0 for an element's only value.</summary>
    public int Index;
    public DicomNodeKind Kind;

    /// <summary>Which part of a person name, as an index in <see cref="PersonName.PartNames"/>.</summary>
    public byte Part;
}

/// <summary>What the values of one data element have in common.</summary>
internal sealed record DicomElement(uint Tag, Vr Vr, string Name)
{
    /// <summary>VR in the file where it was resolved from UN or is missing (Implicit VR); else as <see cref="Vr"/>.</summary>
    public required Vr VrInFile { get; init; }

    public required CharacterSet Characters { get; init; }

    /// <summary>The whole value field in the content.</summary>
    public int Start { get; init; }

    public int Length { get; init; }

    public bool IsUndefinedLength { get; init; }

    /// <summary>Whether its value was left out.</summary>
    public bool IsSkipped { get; init; }

    public bool IsBigEndian { get; init; }

    /// <summary>Who reserved the block of a private element; null when nobody did.</summary>
    public string? Creator { get; init; }

    public bool IsPrivate => (Tag >> 16 & 1) == 1;

    /// <summary>Whether it reserves a block of private elements (PS3.5 7.8.1).</summary>
    public bool IsCreator => IsPrivate && (Tag & 0xFFFF) is >= 0x10 and <= 0xFF;
}
