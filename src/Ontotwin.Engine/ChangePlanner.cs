using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Turns what a record says of a node into facts to hold and facts to close, given what is held: a newer version of a record replaces the older one, an older
/// one never undoes a newer one, a retraction leaves a tombstone.
/// </summary>
internal static class ChangePlanner
{
    private static readonly Iri IsRetracted = OntologyModel.Term("isRetracted");

    /// <summary>The facts to assert and to close for one change.</summary>
    /// <param name="change">What the record says.</param>
    /// <param name="held">Facts held about the node.</param>
    /// <param name="knownAt">Transaction time.</param>
    public static PlannedChange Plan(NodeVersion change, IEnumerable<Fact> held, DateTimeOffset knownAt)
    {
        if (change.Record is not null) { return RecordsOfPerson.Plan(change, [.. held.Where(f => IsOwn(change, f))], knownAt); }
        if (!change.HasLifeCycle)
        {
            // The person of every row of a long file: to look through all that is held each time would take the square of the rows.
            var ended = change.NullProperties.Count == 0 ? [] : held.Where(f => IsOwn(change, f) && change.NullProperties.Contains(f.Triple.Predicate));
            return new PlannedChange([.. change.Facts.Select(f => Assert(f, knownAt))], [.. ended], null);
        }
        var own = held.Where(f => IsOwn(change, f)).ToList();
        var order = OrderOf(change, own);
        if (order < 0) { return Older(change, own, knownAt); }
        var next = change.Kind == LifeCycleKind.Retract ? Tombstone(change, knownAt) : Versioned(change, knownAt);
        if (own.Count == 0) { return new PlannedChange(next, [], null); }
        if (order == 0) { return Beside(change, own, next); }
        var planned = Content(own).SetEquals(Content(next)) ? Reordered(own, next) : new PlannedChange(next, [.. own.Where(f => f.Triple.Predicate != RecordMarks.OtherKey)], Replaced(change, own));
        return planned with { IsNewer = !change.Kind.OnlySays() || !planned.Close.IsEmpty, Before = own };
    }

    // Nothing of it holds. What a correction waited for has come.
    private static PlannedChange Older(NodeVersion change, List<Fact> own, DateTimeOffset knownAt)
    {
        var found = change.Kind.OnlySays() ? own.FindAll(f => f.Triple.Predicate == RecordMarks.AwaitsOriginal) : [];
        var other = change.OtherKey is null ? [] : RecordMarks.Of(change).Where(t => t.Predicate == RecordMarks.OtherKey && !own.Exists(f => f.Triple == t)).Select(t => Assert(t, change.Origin, knownAt));
        return new PlannedChange([.. other], [.. found], Compared(change, own) < 0 ? Late(change) : NotFinal(change)) { IsOlder = true };
    }

    /// <summary>Whether a fact came of the same statement of the same map.</summary>
    public static bool IsOwn(NodeVersion change, Fact fact) => fact.Origin is { } origin && IsFrom(origin.Rule, change.Rule);

    // What the record says, without when it was sent and whether it corrects.
    private static HashSet<Triple> Content(IEnumerable<Fact> facts) => [.. facts.Where(f => !RecordMarks.Is(f)).Select(f => f.Triple)];

    // Neither is the newer one, and arrival says nothing: what they disagree on is shown so.
    private static PlannedChange Beside(NodeVersion change, List<Fact> own, ImmutableArray<Fact> next)
    {
        var held = Content(own);
        if (held.SetEquals(Content(next))) { return new PlannedChange(Again(own, next), [], null); }
        var told = new Diagnostic("OT8118", Severity.Warning, "two records of one key and one time say different things: both are kept") { Place = change.Place, Hint = "what needs one value of what they disagree on is unknown until a correction comes" };
        return new PlannedChange([.. next.Where(f => !RecordMarks.Is(f) && !held.Contains(f.Triple))], [], told);
    }

    // The same content sent again: every fact has one origin more, up to a limit, and only the time that orders its versions moves on.
    private static PlannedChange Reordered(List<Fact> own, ImmutableArray<Fact> next)
    {
        var (before, after, again) = (own.Where(RecordMarks.Is).ToImmutableArray(), next.Where(RecordMarks.Is).ToImmutableArray(), Again(own, next));
        return before.Select(f => f.Triple).ToHashSet().SetEquals(after.Select(f => f.Triple)) ? new PlannedChange(again, [], null) : new PlannedChange([.. again, .. after], before, null);
    }

    private static ImmutableArray<Fact> Again(List<Fact> own, ImmutableArray<Fact> next) =>
        own.Count(f => !RecordMarks.Is(f)) < next.Count(f => !RecordMarks.Is(f)) * Limits.MaxOriginsPerFact ? [.. next.Where(f => !RecordMarks.Is(f))] : [];

    // Which of two records of one time is the newer one: the one that says more of the other.
    private static int Rank(LifeCycleKind kind) => kind switch { LifeCycleKind.Retract => 2, LifeCycleKind.Replace => 1, _ => 0 };

    // The same of what is held.
    private static int Rank(Fact fact) => fact.Triple.Predicate == IsRetracted ? 2 : fact.Triple.Predicate == RecordMarks.IsCorrected ? 1 : 0;

    private static bool IsFrom(string rule, string nodeRule) => rule == nodeRule || (rule.StartsWith(nodeRule, StringComparison.Ordinal) && rule[nodeRule.Length] == '.');

    private static Fact Assert((Triple Triple, Origin Origin) said, DateTimeOffset knownAt) => Assert(said.Triple, said.Origin, knownAt);

    /// <summary>A fact as a source says it.</summary>
    public static Fact Assert(Triple triple, Origin origin, DateTimeOffset knownAt) => new(triple, new Asserted(origin), knownAt);

    private static ImmutableArray<Fact> Versioned(NodeVersion change, DateTimeOffset knownAt)
    {
        var facts = change.Facts.Select(f => Assert(f, knownAt));
        facts = facts.Concat(RecordMarks.Of(change).Select(t => Assert(t, change.Origin, knownAt)));
        if (change.Kind == LifeCycleKind.Replace) { facts = facts.Append(Assert(new Triple(change.Node, RecordMarks.IsCorrected, Literal.Boolean(true)), change.Origin, knownAt)); }
        return [.. change.OrderedBy is { } order ? facts.Append(Order(change, order, knownAt)) : facts];
    }

    private static ImmutableArray<Fact> Tombstone(NodeVersion change, DateTimeOffset knownAt)
    {
        var facts = ImmutableArray.Create(Assert(new Triple(change.Node, IsRetracted, Literal.Boolean(true)), change.Origin, knownAt));
        return change.OrderedBy is { } order ? facts.Add(Order(change, order, knownAt)) : facts;
    }

    private static Fact Order(NodeVersion change, PartialDateTime order, DateTimeOffset knownAt) =>
        Assert(new Triple(change.Node, RecordMarks.OrderedAt, RecordMarks.TermOf(order)), change.Origin, knownAt);

    /// <summary>The document that a fact came of, and its hash; nothing for a conclusion.</summary>
    public static (string Name, string Hash) DocumentOf(Fact fact) => fact.Origin is { } origin ? (origin.Document, origin.DocumentHash) : default;

    /// <summary>Whether it comes before (negative) or after what is held; 0 where neither surely does: a day holds every hour of it. Null where one of them has no time.</summary>
    public static int? Compared(NodeVersion change, IEnumerable<Fact> own)
    {
        if (change.OrderedBy is not { } order || RecordMarks.TimeIn(own.FirstOrDefault(f => f.Triple.Predicate == RecordMarks.OrderedAt)?.Triple.Object) is not { } heldOrder) { return null; }
        return order.LatestExclusive <= heldOrder.Earliest ? -1 : order.Earliest >= heldOrder.LatestExclusive ? 1 : 0;
    }

    /// <summary>The same, but what is preliminary comes before whatever is not, and of two records of one time the one that corrects is the newer one.</summary>
    public static int? OrderOf(NodeVersion change, IReadOnlyCollection<Fact> own)
    {
        if (own.Count == 0) { return null; }
        var isFinal = change.Kind != LifeCycleKind.Preliminary;
        if (isFinal == IsPreliminary(own)) { return isFinal ? 1 : -1; }
        return Compared(change, own) is not 0 and var order ? order : Rank(change.Kind).CompareTo(own.Max(Rank));
    }

    private static bool IsPreliminary(IEnumerable<Fact> own) => own.Any(f => f.Triple.Predicate == RecordMarks.IsPreliminary);

    private static Diagnostic Late(NodeVersion change) => new("OT8101", Severity.Warning, "an older version of a record arrived after a newer one and changes nothing") { Place = change.Place };

    private static Diagnostic NotFinal(NodeVersion change) =>
        new("OT8126", Severity.Warning, "a preliminary version of a record that is final already changes nothing") { Place = change.Place, Hint = "only a final version, a correction or a retraction ends what is final: ask the sender which of both holds" };

    // What was preliminary was to be replaced.
    private static Diagnostic? Replaced(NodeVersion change, IEnumerable<Fact> own) => change.Kind == LifeCycleKind.Assert && !IsPreliminary(own)
        ? new Diagnostic("OT8102", Severity.Warning, "a record with the same key and another content replaced the one before, although its status does not call it a correction") { Place = change.Place }
        : null;
}

/// <summary>Facts to hold and to close, and what is to be said about it.</summary>
internal readonly record struct PlannedChange(ImmutableArray<Fact> Assert, ImmutableArray<Fact> Close, Diagnostic? Diagnostic)
{
    /// <summary>Whether it is a version that comes after one that is held: what stood in that one goes with it.</summary>
    public bool IsNewer { get; init; }

    /// <summary>Whether it comes before the one that is held: nothing of it holds, nor of what stands in it.</summary>
    public bool IsOlder { get; init; }

    /// <summary>The facts of the version before; empty unless <see cref="IsNewer"/> was asked of one.</summary>
    public IReadOnlyList<Fact> Before { get; init; } = [];
}
