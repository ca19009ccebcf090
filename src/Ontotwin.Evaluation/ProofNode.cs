using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>
/// One step of an explanation, and what it stands on. Every leaf is a <see cref="ProofKind.Source"/> (the bytes), an
/// <see cref="ProofKind.Assumption"/>, an <see cref="ProofKind.Unknown"/>, or a constant of the rule (<see cref="ProofKind.Constant"/>).
/// </summary>
/// <param name="Kind">What sort of step it is.</param>
/// <param name="Text">The step in clinical words.</param>
public sealed record ProofNode(ProofKind Kind, BilingualText Text)
{
    /// <summary>Truth of a condition; null when it is none.</summary>
    public Truth? Truth { get; init; }

    /// <summary>The values possible; null when it has no number.</summary>
    public Interval? Value { get; init; }

    /// <summary>UCUM unit of <see cref="Value"/>; null for a bare number.</summary>
    public string? Unit { get; init; }

    /// <summary>The statement meant, of a fact or a rule of the ontology.</summary>
    public Triple? Statement { get; init; }

    /// <summary>The exact place in a document, of a source.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Name of the rule, score, feature, model or causal graph; null when it is none of these.</summary>
    public string? Rule { get; init; }

    /// <summary>Version of the module or ontology that <see cref="Rule"/> stands in.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The publication it stands on.</summary>
    public Citation? Citation { get; init; }

    /// <summary>Why it is unknown, of an unknown.</summary>
    public UnknownReason? Reason { get; init; }

    /// <summary>When the thing said was true, as the source said; null when it has no time.</summary>
    public PartialDateTime? At { get; init; }

    /// <summary>What it stands on.</summary>
    public ImmutableArray<ProofNode> Children { get; init; } = [];

    /// <summary>This node and all below it, each before its children.</summary>
    public IEnumerable<ProofNode> All()
    {
        var waiting = new Stack<ProofNode>();
        waiting.Push(this);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--) { waiting.Push(node.Children[i]); }
        }
    }
}

/// <summary>What sort of step a <see cref="ProofNode"/> is.</summary>
public enum ProofKind
{
    /// <summary>A recommendation with its status.</summary>
    Recommendation = 0,

    /// <summary>A guideline's rule.</summary>
    Rule,

    /// <summary>What must hold, or must not (<c>when</c>, <c>unless</c>, and, or, not).</summary>
    Condition,

    /// <summary>A comparison of a value with another.</summary>
    Comparison,

    /// <summary>Whether the person has a condition, a procedure or a medication.</summary>
    Presence,

    /// <summary>A value taken from observations, or computed.</summary>
    Value,

    /// <summary>A constant that the rule itself names.</summary>
    Constant,

    /// <summary>A score.</summary>
    Score,

    /// <summary>One term or input of a score.</summary>
    ScoreTerm,

    /// <summary>A feature of a series.</summary>
    Feature,

    /// <summary>A model's output.</summary>
    Model,

    /// <summary>What one input contributed to a model's output.</summary>
    Attribution,

    /// <summary>A causal claim.</summary>
    CausalClaim,

    /// <summary>A statement of the twin.</summary>
    Fact,

    /// <summary>A statement that an OWL rule derived.</summary>
    OwlRule,

    /// <summary>An axiom of the ontology.</summary>
    Axiom,

    /// <summary>The bytes of a document.</summary>
    Source,

    /// <summary>An absence counted as false, or an unknown collapsed by <c>surely</c> or <c>possibly</c>.</summary>
    Assumption,

    /// <summary>Something not known, and why.</summary>
    Unknown,

    /// <summary>Two sources or two rules that disagree.</summary>
    Conflict,

    /// <summary>An argument against or for a recommendation.</summary>
    Argument,
}
