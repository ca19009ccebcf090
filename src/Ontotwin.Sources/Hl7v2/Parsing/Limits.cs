namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Every limit of the HL7 v2 reader.</summary>
internal static class Limits
{
    /// <summary>Segment names kept as strings; the standard has about 190.</summary>
    internal const int CachedSegmentNames = 4096;

    /// <summary>Remarks kept for one message; a message that earns more is told once that there are more.</summary>
    internal const int DiagnosticsPerMessage = 50;

    /// <summary>The deepest nesting of groups; the standard's deepest is eight.</summary>
    internal const int GroupDepth = 32;

    /// <summary>Segments looked at to see whether a prior result follows.</summary>
    internal const int SegmentsAhead = 64;

    /// <summary>Blanks or lines that one formatting escape (<c>\.sp9999\</c>) may ask for.</summary>
    internal const int EscapeRepetitions = 256;

    /// <summary>The longest escape sequence looked for, in bytes, hexadecimal data aside.</summary>
    internal const int EscapeLength = 64;

    /// <summary>Character sets of MSH-18 that are looked at; table 0211 has about 20.</summary>
    internal const int HeaderRepetitions = 16;

    /// <summary>Stretches of bytes in one message that are looked at for a remark, which is one a value.</summary>
    internal const int ToldStretches = 1_000;
}
