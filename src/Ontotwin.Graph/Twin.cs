using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Graph;

/// <summary>One person's graph, loaded: facts held at one instant of transaction time, series and identifiers.</summary>
public sealed class Twin
{
    private readonly Lazy<ILookup<Term, Fact>> bySubject;
    private readonly Lazy<ILookup<(Iri Predicate, Term Object), Fact>> byPredicateObject;
    private readonly Lazy<IReadOnlySet<(Iri Series, DateTimeOffset Instant)>> contested;

    /// <summary>A twin of these parts.</summary>
    public Twin(TwinId id, ImmutableArray<Fact> facts, ImmutableArray<SeriesChunk> series, ImmutableArray<Alias> aliases)
    {
        Id = id;
        Facts = facts;
        // By what they say, not by where a store keeps them: what is made of them is then the same over every store.
        Series = [.. series.OrderBy(c => c.Series.Value, StringComparer.Ordinal).ThenBy(c => c.Samples.IsEmpty ? default : c.Samples[0].Instant)
            .ThenBy(c => c.Source.Document, StringComparer.Ordinal).ThenBy(c => c.Source.Rule, StringComparer.Ordinal)];
        Aliases = [.. aliases.OrderBy(a => a.KnownFrom).ThenBy(a => a.Key.Authority, StringComparer.Ordinal).ThenBy(a => a.Key.Value, StringComparer.Ordinal)];
        bySubject = new(() => Facts.ToLookup(f => f.Triple.Subject));
        contested = new(() => SeriesOverlap.Contested(Series));
        byPredicateObject = new(() => Facts.ToLookup(f => (f.Triple.Predicate, f.Triple.Object)));
    }

    /// <summary>Whose.</summary>
    public TwinId Id { get; }

    /// <summary>All facts held, asserted and derived, in the order in which the store learned of them.</summary>
    public ImmutableArray<Fact> Facts { get; }

    /// <summary>All chunks of all series, by series and begin.</summary>
    public ImmutableArray<SeriesChunk> Series { get; }

    /// <summary>The instants of its series at which documents say different values, which nothing may use. The first call costs O(samples that overlap).</summary>
    public IReadOnlySet<(Iri Series, DateTimeOffset Instant)> ContestedSamples => contested.Value;

    /// <summary>The subject's identifiers, by when they were learned.</summary>
    public ImmutableArray<Alias> Aliases { get; }

    /// <summary>Facts about a node. The first call costs O(facts).</summary>
    public IEnumerable<Fact> About(Term subject) => bySubject.Value[subject];

    /// <summary>Facts with this predicate and object. The first call costs O(facts).</summary>
    public IEnumerable<Fact> With(Iri predicate, Term value) => byPredicateObject.Value[(predicate, value)];

    /// <summary>The first object of a node's property, or null.</summary>
    public Term? Value(Term subject, Iri predicate) => bySubject.Value[subject].FirstOrDefault(f => f.Triple.Predicate == predicate)?.Triple.Object;
}
