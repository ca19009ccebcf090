namespace Ontotwin.Language.Binding;

/// <summary>An import whose module is nowhere.</summary>
/// <param name="File">The file that imports.</param>
/// <param name="Names">The names that it asks for; empty for all.</param>
internal sealed record UnfoundImport(string File, IReadOnlyCollection<string> Names);
