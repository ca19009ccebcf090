using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// Keys that are people's for a time. Who has one at a time is told only where that is sure: the whole of the time lies in one period, and no other person's
/// period touches it. Complete before the first question; then safe to share between threads.
/// </summary>
internal sealed class Loans(IriMaker iris)
{
    private readonly Dictionary<TwinId, List<Loan>> byKey = [];
    private Dictionary<TwinId, LentPeriod[]>? periods;

    /// <summary>Whether there are any.</summary>
    public bool Any => byKey.Count > 0;

    /// <summary>Takes a loan; whether it says something new.</summary>
    public bool Add(Loan loan)
    {
        var lent = iris.Twin(loan.Key);
        if (!byKey.TryGetValue(lent, out var all)) { byKey.Add(lent, all = []); }
        if (all.Exists(l => l with { Origin = loan.Origin } == loan)) { return false; }
        all.Add(loan);
        periods = null;
        return true;
    }

    /// <summary>Says that whose twin a key is may have changed.</summary>
    public void Forget() => periods = null;

    /// <summary>Whether a twin stands for a key that is lent, and is no person.</summary>
    public bool IsLent(TwinId twin) => byKey.ContainsKey(twin);

    /// <summary>Who has a key at a time; null where nobody surely has it. Cost: O(periods of the key).</summary>
    /// <param name="lent">What stands for the key.</param>
    /// <param name="at">The time.</param>
    /// <param name="whose">Whose twin a key of a person is.</param>
    /// <param name="why">Why nobody has it; empty where somebody has.</param>
    public TwinId? HolderAt(TwinId lent, PartialDateTime at, Func<Identifier, TwinId> whose, out string why)
    {
        TwinId? holder = null;
        var (isSure, isShared) = (false, false);
        foreach (var period in PeriodsOf(lent, whose))
        {
            if (!period.Touches(at)) { continue; }
            isShared |= holder is { } other && other != period.Person;
            holder = period.Person;
            isSure |= period.Covers(at);
        }
        why = holder is null ? "nobody is known to have it at the time of the record"
            : isShared ? "several people may have it at the time of the record"
            : isSure ? "" : "whether it was the person's at the time of the record is not sure";
        return why.Length == 0 ? holder : null;
    }

    /// <summary>Whether two people have a key at one time.</summary>
    public bool IsContested(Identifier key, Func<Identifier, TwinId> whose)
    {
        if (!IsLent(iris.Twin(key))) { return false; }
        var all = PeriodsOf(iris.Twin(key), whose);
        return Array.Exists(all, one => Array.Exists(all, other => one.Person != other.Person && one.Meets(other)));
    }

    private LentPeriod[] PeriodsOf(TwinId lent, Func<Identifier, TwinId> whose)
    {
        periods ??= byKey.ToDictionary(k => k.Key, k => k.Value.GroupBy(l => (Person: whose(l.Person), l.Since)).Select(g => LentPeriod.Of(g.Key.Person, g.Key.Since, [.. g])).ToArray());
        return periods[lent];
    }
}
