using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Language;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Makes unknown results with their reasons.</summary>
internal static class Unknowns
{
    /// <summary>An unknown value.</summary>
    public static Evaluated Of(params ImmutableArray<UnknownReason> reasons) => new(Node(reasons)) { Reasons = reasons };

    /// <summary>An unknown truth.</summary>
    public static Evaluated Truth(params ImmutableArray<UnknownReason> reasons) => Of(reasons) with { Truth = Values.Truth.Unknown };

    public static UnknownReason Missing(Evaluator evaluator, Iri? type, string name) => new(UnknownKind.Missing, type, name, Words.Missing(Label(evaluator, type, name)));

    public static BilingualText Label(Evaluator evaluator, Iri? type, string name) =>
        type is not null ? Words.Label(evaluator.Ontology, type) : name switch { "age" => new("age", "年龄"), "sex" => new("sex", "性别"), _ => Words.Same(name) };

    /// <summary>A leaf for one reason.</summary>
    public static ProofNode Leaf(UnknownReason reason) => new(ProofKind.Unknown, reason.Text) { Reason = reason };

    /// <summary>Reasons of several results, each once.</summary>
    public static ImmutableArray<UnknownReason> Union(IEnumerable<Evaluated> results) =>
        [.. results.SelectMany(r => r.Reasons).DistinctBy(r => (r.Kind, r.Name))];

    private static ProofNode Node(ImmutableArray<UnknownReason> reasons) =>
        reasons is [var only] ? Leaf(only)
        : new(ProofKind.Unknown, ClinicalText.Join(reasons.Select(r => r.Text), "; ", "；")) { Children = [.. reasons.Select(Leaf)], Reason = reasons.FirstOrDefault() };
}
