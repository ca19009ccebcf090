using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>A value that a source gives.</summary>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its UCUM unit; null when it is no quantity, or its unit is not known.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record SaidValue(Term Value, string? Unit, Origin Origin);
