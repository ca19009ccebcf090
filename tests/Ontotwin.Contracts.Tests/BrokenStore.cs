using System.Runtime.CompilerServices;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>What a store could get wrong.</summary>
public enum Flaw
{
    ForgetsKeys,
    OverwritesClosedFacts,
    IgnoresKnownAt,
    GivesFactsInAnyOrder,
    FeedBeginsAgain,
    FeedMissesOne,
    FeedForgetsErased,
    FeedGivesOnePositionTwice,
    LosesLanguages,
    RoundsDecimals,
    LosesProofs,
    KeepsErasedIdentifiers,
    AppliesInTwoSteps,
    AppendsChunks,
    SettingsChange,
    ForgetsRejects,
    KeepsDocumentsTwice,
    KeepsErasedDocuments,
    KeepsLinksTwice,
    ForgetsWhenLinked,
    CutsSeriesOneSampleShort,
    GivesOtherSeries,
    CohortsMissOne,
    CohortsForgetThePast,
    CohortsAreEverybody,
}

/// <summary>A store that is wrong in one way: a suite that passes on it would be worth nothing.</summary>
internal sealed class BrokenStore(IGraphStore inner, Flaw flaw) : IGraphStore
{
    private readonly Dictionary<Identifier, TwinId> remembered = [];
    private int changes;

    public IAsyncEnumerable<TwinId> TwinsAsync(CancellationToken cancellationToken) => inner.TwinsAsync(cancellationToken);

    public async Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken)
    {
        var found = new List<TwinId>(await inner.CohortAsync(flaw == Flaw.CohortsAreEverybody ? GraphCondition.Always : condition, cancellationToken));
        if (flaw == Flaw.CohortsMissOne && found.Count > 0) { found.RemoveAt(found.Count / 2); }
        foreach (var twin in flaw == Flaw.CohortsForgetThePast ? [.. found] : (TwinId[])[])
        {
            var now = (await inner.LoadAsync(twin, null, cancellationToken))!.Facts;
            if (!condition.IsFulfilled(part => now.Any(f => f.Triple.Predicate == part.Property && (part.Values.IsEmpty || part.Values.Contains(f.Triple.Object))))) { found.Remove(twin); }
        }
        return found;
    }

    public async IAsyncEnumerable<ChangeFeedEntry> ChangesAsync(FeedPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var entry in inner.ChangesAsync(flaw == Flaw.FeedBeginsAgain ? FeedPosition.Start : after, cancellationToken))
        {
            if (flaw == Flaw.FeedMissesOne && ++number % 3 == 2) { continue; }
            if (flaw == Flaw.FeedForgetsErased && entry.IsErased) { continue; }
            yield return flaw == Flaw.FeedGivesOnePositionTwice ? entry with { Position = entry.Position with { Number = after.Number + 1 } } : entry;
        }
    }

    public async Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var loaded = await inner.LoadAsync(twin, flaw == Flaw.IgnoresKnownAt ? null : knownAt, cancellationToken);
        return flaw == Flaw.GivesFactsInAnyOrder && loaded is not null ? new(twin, [.. loaded.Facts.Reverse()], loaded.Series, loaded.Aliases) : loaded;
    }

    public async Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken)
    {
        var history = await inner.HistoryAsync(twin, cancellationToken);
        return flaw == Flaw.OverwritesClosedFacts ? [.. history.Where(f => f.KnownUntil is null)] : history;
    }

    public async Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var chunks = await inner.SeriesAsync(twin, flaw == Flaw.GivesOtherSeries ? null : series, from, until, cancellationToken);
        return flaw == Flaw.CutsSeriesOneSampleShort && from is not null ? [.. chunks.Select(c => c.Within(from.Value.AddTicks(1), null))] : chunks;
    }

    public async Task<bool> ApplyAsync(TwinDelta delta, CancellationToken cancellationToken)
    {
        if (flaw == Flaw.ForgetsKeys) { delta = delta with { Key = null }; }
        if (flaw == Flaw.KeepsErasedIdentifiers) { foreach (var alias in delta.Aliases) { remembered[alias.Key] = delta.Twin; } }
        if (flaw == Flaw.AppendsChunks) { delta = delta with { Series = [.. delta.Series.Select(c => c with { Source = c.Source with { Rule = c.Source.Rule + changes++ } })] }; }
        if (flaw == Flaw.AppliesInTwoSteps && delta.Close.Length > 10)
        {
            await inner.ApplyAsync(delta with { Assert = [] }, cancellationToken);
            await Task.Delay(5, cancellationToken);
            delta = delta with { Close = [] };
        }
        return await inner.ApplyAsync(delta with { Assert = [.. delta.Assert.Select(Spoil)] }, cancellationToken);
    }

    public async Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken) =>
        await inner.FindAsync(key, cancellationToken) ?? (remembered.TryGetValue(key, out var twin) ? twin : null);

    public async Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken)
    {
        var documents = new List<KeptDocument>();
        await foreach (var document in inner.DocumentsAsync(cancellationToken)) { documents.Add(document); }
        var isErased = await inner.EraseAsync(twin, cancellationToken);
        foreach (var document in flaw == Flaw.KeepsErasedDocuments ? documents : []) { await inner.KeepDocumentAsync(document, cancellationToken); }
        return isErased;
    }

    public Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken) => inner.LinksAsync(cancellationToken);

    public Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken) => inner.AddLinkAsync(
        flaw == Flaw.KeepsLinksTwice ? link with { Origin = link.Origin with { DocumentHash = link.Origin.DocumentHash + changes++ } } : flaw == Flaw.ForgetsWhenLinked ? link with { At = null } : link, cancellationToken);

    public IAsyncEnumerable<KeptDocument> DocumentsAsync(CancellationToken cancellationToken) => inner.DocumentsAsync(cancellationToken);

    public Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken) => inner.FindDocumentAsync(name, hash, cancellationToken);

    public async Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken)
    {
        if (flaw == Flaw.KeepsDocumentsTwice) { await inner.KeepDocumentAsync(document with { Name = document.Name + changes++ }, cancellationToken); }
        await inner.KeepDocumentAsync(flaw == Flaw.ForgetsRejects ? document with { Rejects = [] } : document, cancellationToken);
    }

    public Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken) => inner.GetSettingAsync(name, cancellationToken);

    public async Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken) =>
        flaw == Flaw.SettingsChange ? value : await inner.SetSettingOnceAsync(name, value, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Fact Spoil(Fact fact) => (flaw, fact) switch
    {
        (Flaw.LosesLanguages, { Triple.Object: Literal { Language: not null } said }) => fact with { Triple = fact.Triple with { Object = Literal.Text(said.Lexical) } },
        (Flaw.RoundsDecimals, { Triple.Object: Literal said }) when said.Datatype == Xsd.Decimal =>
            fact with { Triple = fact.Triple with { Object = Literal.Number(decimal.Parse(said.Lexical, System.Globalization.CultureInfo.InvariantCulture) / 1.0m) } },
        (Flaw.LosesProofs, { Justification: Derived rule }) => fact with { Justification = rule with { Premises = [] } },
        _ => fact,
    };
}
