using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// A period in which a person has a key. Sources may end it otherwise: the earliest end is sure, and until the latest it may be the person's. One that says no
/// end says less than one that does. So the order in which they come does not matter.
/// </summary>
/// <param name="Person">Who has it.</param>
/// <param name="Since">From when; null: from ever.</param>
/// <param name="FirstEnd">The earliest end that is said; null: none.</param>
/// <param name="LastEnd">The latest end that is said; null: none.</param>
/// <param name="IsUncertain">Whether a time of it could not be read.</param>
internal sealed record LentPeriod(TwinId Person, PartialDateTime? Since, PartialDateTime? FirstEnd, PartialDateTime? LastEnd, bool IsUncertain)
{
    public static LentPeriod Of(TwinId person, PartialDateTime? since, IReadOnlyList<Loan> said)
    {
        var ends = said.Select(l => l.Until).OfType<PartialDateTime>().OrderBy(WallEnd).ToList();
        return new LentPeriod(person, since, ends.Count == 0 ? null : ends[0], ends.Count == 0 ? null : ends[^1], said.Any(l => l.IsUncertain));
    }

    /// <summary>Whether some of a time may lie in it.</summary>
    public bool Touches(PartialDateTime at) => IsUncertain || !((Since is { } since && IsOver(at, since)) || (LastEnd is { } end && IsOver(end, at)));

    /// <summary>Whether the whole of a time surely lies in it.</summary>
    public bool Covers(PartialDateTime at) => !(IsUncertain || (Since is { } since && BeginsBefore(at, since)) || (FirstEnd is { } end && GoesOnAfter(at, end)));

    /// <summary>Whether it may have a time in common with another.</summary>
    public bool Meets(LentPeriod other) => IsUncertain || other.IsUncertain || !((LastEnd is { } end && other.Since is { } begin && IsOver(end, begin)) || (other.LastEnd is { } ended && Since is { } began && IsOver(ended, began)));

    // As instants where both have a zone, else as the clocks on the wall show them.
    private static bool IsOver(PartialDateTime one, PartialDateTime before) => AreZoned(one, before) ? one.LatestExclusive <= before.Earliest : WallEnd(one) <= before.Start;

    private static bool BeginsBefore(PartialDateTime one, PartialDateTime other) => AreZoned(one, other) ? one.Earliest < other.Earliest : one.Start < other.Start;

    private static bool GoesOnAfter(PartialDateTime one, PartialDateTime end) => AreZoned(one, end) ? one.LatestExclusive > end.LatestExclusive : WallEnd(one) > WallEnd(end);

    private static bool AreZoned(PartialDateTime one, PartialDateTime other) => one.Offset is not null && other.Offset is not null;

    private static DateTime WallEnd(PartialDateTime time) => (time with { Offset = null }).LatestExclusive.UtcDateTime;
}
