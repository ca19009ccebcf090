namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Every limit of the CSV reader.</summary>
internal static class Limits
{
    /// <summary>The longest row whose quotes are believed, in bytes; behind it an opening quote is taken for a character.</summary>
    internal const int QuotedRowBytes = 1 << 20;

    /// <summary>Rows in which headings are looked for.</summary>
    internal const int HeadingRows = 1000;

    /// <summary>Lines in which the header is looked for by one of its cells.</summary>
    internal const int PreambleLines = 100;
}
