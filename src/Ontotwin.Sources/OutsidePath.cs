using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>What lies in a document outside all that was read of it: the outermost elements or values of one path.</summary>
/// <param name="Path">Their path without places: <c>/HealthData/Workout</c>, <c>$.workouts[*]</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first of them.</param>
public sealed record OutsidePath(string Path, long Count, SourcePlace First);
