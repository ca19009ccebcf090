namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Every limit of the CSV reader.</summary>
internal static class Limits
{
    /// <summary>The longest row whose quotes are believed, in bytes; behind it an opening quote is taken for a character.</summary>
    internal const int QuotedRowBytes = 1 << 20;
}
