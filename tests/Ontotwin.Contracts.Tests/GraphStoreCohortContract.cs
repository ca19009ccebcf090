using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Contracts.Tests;

/// <summary>What every store promises of cohorts: none misses a twin, and those that have nothing of what is asked for stay out.</summary>
public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task A_cohort_has_the_twins_that_hold_a_property_or_a_value()
    {
        // Properties and values that are in no other test's twins.
        var (code, note, link, a, b) = (Made.Hdt_("code" + twin), Made.Hdt_("note" + twin), Made.Hdt_("link" + twin), new Iri("http://loinc.org/rdf#" + twin), new Iri("http://loinc.org/rdf#2-" + twin));
        TwinId[] twins = [.. Enumerable.Range(0, 4).Select(_ => Made.NewTwin()).OrderBy(t => t.Value, StringComparer.Ordinal)];
        var mother = twins[1].Subject;
        await store.ApplyAsync(Made.Delta(twins[0], 1, Made.Said(Made.Node(twins[0], "o"), code, a), Made.Said(twins[0].Subject, note, Literal.Text("x"))), Cancel);
        await store.ApplyAsync(Made.Delta(twins[1], 1, Made.Said(Made.Node(twins[1], "o"), code, a)), Cancel);
        await store.ApplyAsync(Made.Delta(twins[1], 2, Made.Said(Made.Node(twins[1], "o2"), code, b)), Cancel);
        await store.ApplyAsync(Made.Delta(twins[2], 1, Made.Concluded(new(twins[2].Subject, code, b)), Made.Said(twins[2].Subject, link, mother), Made.Said(twins[2].Subject, note, new BlankNode("n"))), Cancel);
        await store.ApplyAsync(Made.Delta(twins[3], 1, Made.Potassium(twins[3], 1, "5.2").AsSpan()), Cancel);
        await AssertCohortAsync(new TripleCondition(code), twins[0], twins[1], twins[2]);
        await AssertCohortAsync(new TripleCondition(code, [a]), twins[0], twins[1]);
        await AssertCohortAsync(new TripleCondition(code, [a, b]), twins[0], twins[1], twins[2]);
        await AssertCohortAsync(GraphCondition.All([new TripleCondition(code, [a]), new TripleCondition(code, [b])]), twins[1]);
        await AssertCohortAsync(GraphCondition.Any([new TripleCondition(note), new TripleCondition(code, [b])]), twins[0], twins[1], twins[2]);
        await AssertCohortAsync(GraphCondition.All([new TripleCondition(note), new TripleCondition(code, [b])]), twins[2]);
        await AssertCohortAsync(new TripleCondition(link), twins[2]);
        // Literals, blank nodes and nodes of persons may be looked up by their property alone; nobody who has them is missed.
        Assert.Contains(twins[0], await store.CohortAsync(new TripleCondition(note, [Literal.Text("x")]), Cancel));
        Assert.Contains(twins[2], await store.CohortAsync(new TripleCondition(note, [new BlankNode("n")]), Cancel));
        Assert.Contains(twins[2], await store.CohortAsync(new TripleCondition(link, [b, mother]), Cancel));
        Assert.Empty(await store.CohortAsync(GraphCondition.Never, Cancel));
        Assert.Equal(twins, (await store.CohortAsync(GraphCondition.Always, Cancel)).Intersect(twins));
        await store.EraseAsync(twins[1], Cancel);
        await AssertCohortAsync(new TripleCondition(code, [a]), twins[0]);
        await store.ApplyAsync(Made.Delta(twins[1], 9, Made.Said(twins[1].Subject, note, Literal.Text("again"))), Cancel);
        await AssertCohortAsync(new TripleCondition(code, [a]), twins[0]);
    }

    [Fact]
    public async Task What_was_closed_stays_in_a_cohort_for_the_past_can_be_asked()
    {
        var fact = Made.Said(Made.Node(twin, "o"), Made.Hdt_("code" + twin), new Iri("http://loinc.org/rdf#" + twin));
        await store.ApplyAsync(Made.Delta(twin, 1, fact), Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(5)) { Close = [fact] }, Cancel);
        Assert.Empty((await store.LoadAsync(twin, null, Cancel))!.Facts);
        Assert.Single((await store.LoadAsync(twin, Made.Instant(4), Cancel))!.Facts);
        await AssertCohortAsync(new TripleCondition(fact.Triple.Predicate, [fact.Triple.Object]), twin);
    }

    [Fact]
    public async Task No_cohort_of_whatever_condition_misses_a_twin()
    {
        var (random, twins) = (new Random(1), Enumerable.Range(0, 6).Select(_ => Made.NewTwin()).ToArray());
        Iri Property() => Made.Hdt_("p" + random.Next(4) + twin);
        Term Value() => random.Next(4) switch { 0 => Literal.Integer(random.Next(3)), 1 => twins[random.Next(6)].Subject, 2 => new BlankNode("b" + random.Next(2)), _ => Made.Hdt_("v" + random.Next(5)) };
        GraphCondition Condition(int depth) => depth == 0 || random.Next(3) == 0 ? new TripleCondition(Property(), [.. Enumerable.Range(0, random.Next(3)).Select(_ => Value())])
            : random.Next(2) == 0 ? GraphCondition.All([Condition(depth - 1), Condition(depth - 1)]) : GraphCondition.Any([Condition(depth - 1), Condition(depth - 1)]);
        for (var i = 0; i < 20; i++)
        {
            Fact[] facts = [.. Enumerable.Range(0, 3).Select(_ => Made.Said(Made.Node(twin, "n" + random.Next(3)), Property(), Value()))];
            await store.ApplyAsync(new TwinDelta(twins[random.Next(6)], Made.Instant(i)) { Assert = [.. facts[..2]], Close = [.. facts[1..]] }, Cancel);
        }
        var holding = new Dictionary<TwinId, List<Triple>>();
        foreach (var each in twins) { holding[each] = [.. (await store.HistoryAsync(each, Cancel)).Select(f => f.Triple)]; }
        for (var i = 0; i < 40; i++)
        {
            var condition = Condition(3);
            var wanted = twins.Where(t => condition.IsFulfilled(part => holding[t].Exists(h => h.Predicate == part.Property && (part.Values.IsEmpty || part.Values.Contains(h.Object)))));
            Assert.Empty(wanted.Except(await store.CohortAsync(condition, Cancel)));
        }
    }

    private async Task AssertCohortAsync(GraphCondition condition, params TwinId[] expected) => Assert.Equal(expected, await store.CohortAsync(condition, Cancel));
}
