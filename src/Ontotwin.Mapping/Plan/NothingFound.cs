using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>A guard that did not hold, in the frame of its map.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Frame">Where it was asked; not left yet.</param>
/// <param name="IsInLoop">Whether it stood in a loop: what the loop stood at is not known any more.</param>
internal readonly record struct MissedGuard(GuardCompiler Guard, Frame Frame, bool IsInLoop);

/// <summary>Says why the maps of a record found nothing in it: which were tried, and which <c>when</c> was the nearest to hold.</summary>
internal static class NothingFound
{
    /// <summary>What is to be said after "found nothing in it".</summary>
    /// <param name="maps">Names of the maps that fit the record.</param>
    /// <param name="missed">Guards that did not hold.</param>
    public static string Reason(IReadOnlyList<string> maps, IReadOnlyCollection<MissedGuard> missed)
    {
        var tried = $" (tried: {string.Join(", ", maps.Take(Limits.MaxNamesTold))}{(maps.Count > Limits.MaxNamesTold ? $" and {maps.Count - Limits.MaxNamesTold} more" : "")})";
        if (missed.Count == 0) { return tried + ": what their loops and keys look for is not there"; }
        var nearest = missed.Select(m => (m.Guard, m.IsInLoop, Judged: m.IsInLoop ? (Held: 0, Failed: m.Guard.Span) : m.Guard.Judge(m.Frame))).MaxBy(m => m.Judged.Held);
        var far = nearest is { IsInLoop: false, Guard.Count: > 1 and var count } ? $", where {nearest.Judged.Held} of {count} conditions hold" : "";
        return $"{tried}: no 'when' of theirs holds; the nearest is that of {nearest.Guard.Rule}{far}, see {Place(nearest.Judged.Failed)}";
    }

    private static string Place(TextSpan span) => $"{Path.GetFileName(span.File)}:{span.Start.Line}:{span.Start.Column}";
}
