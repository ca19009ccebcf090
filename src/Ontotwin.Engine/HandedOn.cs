using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>
/// Keys that are people's for a time, kept in the store: as statements about the person and what stands for the key. What was read before such a statement
/// came is read again, for it may be another's now.
/// </summary>
internal static class HandedOn
{
    private const string Unreadable = "unreadable";

    /// <summary>A loan as the store keeps it.</summary>
    public static TwinLink LinkOf(Loan loan, IdentityTable identities, DateTimeOffset now) =>
        new(identities.Twin(loan.Person), identities.LentTwin(loan.Key), TwinLinkKind.Lent, loan.Person, loan.Key, loan.IsUncertain ? loan.Origin with { Lookups = Unreadable } : loan.Origin, null, now) { Since = loan.Since, Until = loan.Until };

    /// <summary>A loan that the store keeps.</summary>
    public static Loan LoanOf(TwinLink link) => new(link.OtherKey, link.KeptKey, link.Since, link.Until, link.Origin) { IsUncertain = link.Origin.Lookups == Unreadable };

    /// <summary>
    /// Documents that the store knows and that what is said now of keys may concern: those that told of a key as if it were a person, or of somebody who has
    /// it, and those of which something was nobody's.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="identities">What the documents of the run say.</param>
    /// <param name="except">Documents that are read anyway.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<IReadOnlyList<KeptDocument>> ConcernedAsync(IGraphStore store, IdentityTable identities, IReadOnlySet<string> except, CancellationToken cancellationToken)
    {
        if (identities.SaidLoans.Count == 0) { return []; }
        var known = (await store.LinksAsync(cancellationToken)).Where(l => l.Kind == TwinLinkKind.Lent).ToList();
        var said = identities.SaidLoans.Where(l => !known.Exists(k => LoanOf(k) with { Origin = l.Origin } == l)).Select(l => l.Key).Distinct().ToList();
        if (said.Count == 0) { return []; }
        var twins = said.Select(identities.LentTwin).Concat(known.Where(k => said.Contains(k.OtherKey)).Select(k => k.Kept)).ToHashSet();
        var concerned = new List<KeptDocument>();
        await foreach (var document in store.DocumentsAsync(cancellationToken))
        {
            if (!except.Contains(document.Name) && (document.Twins.Any(twins.Contains) || document.Rejects.Any(r => r.Code == Reject.LentCode))) { concerned.Add(document); }
        }
        return [.. concerned.OrderBy(d => d.FirstRead)];
    }
}
