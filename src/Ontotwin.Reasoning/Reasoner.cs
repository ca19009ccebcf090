using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Reasoning.Concluding;

namespace Ontotwin.Reasoning;

/// <summary>Concludes: closes a twin under the ontology, evaluates every rule, lets the rules argue, and explains.</summary>
public static class Reasoner
{
    private static readonly ConditionalWeakTable<OntologyModel, OwlReasoner> Compiled = [];

    /// <summary>
    /// Everything that follows of one twin at one instant. Starts from what sources assert: facts derived earlier are ignored. Pure; safe to call from
    /// several threads.
    /// </summary>
    public static Conclusions Conclude(TwinProgram program, Twin twin, DateTimeOffset asOf, IModelOutputs models, ICausalClaims causal)
    {
        var asserted = twin.Facts.Any(f => f.Justification is Derived) ? new Twin(twin.Id, [.. twin.Facts.Where(f => f.Justification is Asserted)], twin.Series, twin.Aliases) : twin;
        var closure = Compiled.GetValue(program.Ontology, o => new OwlReasoner(o)).Close(asserted);
        var given = new GivenTwin(closure.Twin, ImmutableDictionary<string, GivenValue>.Empty);
        return Conclude(program, given, asOf, models, causal) with { Derived = closure.Derived, Diagnostics = closure.Diagnostics };
    }

    /// <summary>The same over a twin that is closed already, with some values given instead of computed.</summary>
    public static Conclusions Conclude(TwinProgram program, GivenTwin closed, DateTimeOffset asOf, IModelOutputs models, ICausalClaims causal)
    {
        var evaluator = new Evaluator(program, closed, asOf, models);
        var concluder = new Concluder(program, evaluator);
        var settled = concluder.Conclude();
        var builder = new RecommendationBuilder(evaluator, causal, settled, concluder.Attacks);
        var all = settled.Values.OrderBy(s => s.Own.Name, StringComparer.Ordinal).Select(s => (Settled: s, Recommendation: builder.Build(s))).ToList();
        return new(closed.Twin, asOf, [.. all.Select(a => a.Recommendation)], program.Hash)
        {
            Recommendations = [.. all.Where(a => IsShown(a.Settled)).Select(a => a.Recommendation).OrderByDescending(r => Concluder.Level(r.Urgency))
                .ThenBy(r => Order(r.Status)).ThenByDescending(r => r.Grade.IsStrong).ThenBy(r => r.Rule, StringComparer.Ordinal)],
            Scores = Results(program.Scores.Keys, evaluator.Score),
            Features = Results(program.Features.Keys, evaluator.Feature),
            Predictions = Results(program.Models.Keys, evaluator.Model),
        };
    }

    // Shown is what stands, and what would stand but for an argument, an exception or an unknown that is asked for.
    private static bool IsShown(Settled s) => s.Own.Rule.Raises is null && s.Own.Standing != Standing.Out;

    private static int Order(RecommendationStatus status) => status switch
    {
        RecommendationStatus.In => 0,
        RecommendationStatus.Blocked => 1,
        RecommendationStatus.Undecided => 2,
        RecommendationStatus.Superseded => 3,
        _ => 4,
    };

    // A score that nothing of this person enters is a fact about everybody, and not shown.
    private static ImmutableArray<NamedResult> Results(IEnumerable<string> names, Func<string, Evaluated?> evaluate) =>
        [.. names.Order(StringComparer.Ordinal).Select(n => (Name: n, Result: evaluate(n))).Where(r => r.Result is { IsUnknown: false } found && found.Proof.All().Any(n => n.Kind == ProofKind.Source))
            .Select(r => new NamedResult(r.Name, r.Result!))];
}
