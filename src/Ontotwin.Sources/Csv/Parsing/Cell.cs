namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Where a cell's value lies in the text: inside its quotes.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">After the last byte.</param>
/// <param name="HasDoubledQuotes">Whether quotes inside are doubled.</param>
internal readonly record struct Cell(int Start, int End, bool HasDoubledQuotes);
