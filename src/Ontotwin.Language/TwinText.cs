namespace Ontotwin.Language;

/// <summary>The text of a <c>.twin</c> file, saved or not.</summary>
/// <param name="Path">Its path: what tables it names are relative to.</param>
/// <param name="Text">The text.</param>
public sealed record TwinText(string Path, string Text);
