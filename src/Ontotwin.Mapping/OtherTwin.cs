using Ontotwin.Graph;

namespace Ontotwin.Mapping;

/// <summary>A twin that is said to be one person with another.</summary>
/// <param name="Twin">The twin.</param>
/// <param name="Authorities">Whose numbers of it the statements name.</param>
public sealed record OtherTwin(TwinId Twin, IReadOnlySet<string> Authorities);
