using Ontotwin.Language;

namespace Ontotwin.Mapping.Reading;

/// <summary>One way in which a file is read, for all maps and identity statements that read it so.</summary>
/// <param name="By">The first of them.</param>
/// <param name="All">All of them.</param>
internal sealed record FileReading(SourceSelector By, IReadOnlyList<SourceSelector> All);
