using Ontotwin.Values;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>A heading that was found: its text, kept beside the stretch it was read from, and its place.</summary>
/// <param name="Name">What rows have it under.</param>
/// <param name="Utf8">Its text.</param>
/// <param name="Bytes">Its place in the document.</param>
/// <param name="Path">Human path: <c>line 2 cell 1</c>, <c>line 4 "Patient Info"</c>.</param>
internal sealed record HeadingCell(string Name, byte[] Utf8, ByteRange Bytes, string Path);
