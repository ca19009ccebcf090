namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>What is wrong with MSH-2.</summary>
internal enum DelimiterFault
{
    None = 0,

    /// <summary>It is empty or has characters outside ASCII.</summary>
    Odd,

    /// <summary>It has one character twice.</summary>
    Doubled,
}
