using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>What became of some maps' statements in one document, as far as it concerns one twin.</summary>
/// <param name="Document">The document.</param>
/// <param name="IsAvailable">Whether it is still there with the same content; if not, nothing is known.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Rejects">What of it gave nothing.</param>
public sealed record DocumentTrace(KeptDocument Document, bool IsAvailable, IReadOnlyList<TraceStep> Steps, IReadOnlyList<Reject> Rejects);
