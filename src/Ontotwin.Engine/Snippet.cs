namespace Ontotwin.Engine;

/// <summary>The bytes around a field, as a person can read them.</summary>
/// <param name="Lines">Lines of text, or rows of a hex view.</param>
/// <param name="IsHex">Whether it is a hex view.</param>
/// <param name="CutBytes">Highlighted bytes that are not shown.</param>
public sealed record Snippet(IReadOnlyList<SnippetLine> Lines, bool IsHex, long CutBytes);

/// <summary>A line, in three parts.</summary>
/// <param name="Label">What stands before it: an offset; empty for a line of text.</param>
/// <param name="Before">Before the field.</param>
/// <param name="Marked">The field, or the part of it on this line.</param>
/// <param name="After">After it.</param>
/// <param name="Characters">A hex row as characters; empty for a line of text.</param>
public sealed record SnippetLine(string Label, string Before, string Marked, string After, string Characters);
