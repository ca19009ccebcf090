using GraphQL;
using GraphQL.Types;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Schema;

/// <summary>A proof as a tree.</summary>
internal sealed class ProofNodeType : DescribedType<ProofNode>
{
    // Most steps of a proof stand on one or two others.
    private const double ChildrenExpected = 1.3;

    public ProofNodeType()
        : base("ProofNode", "One step of an explanation, and what it stands on. Leaves are sources (bytes), assumptions, unknowns and constants.")
    {
        ProofFields.AddTo(this, n => n);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ProofNodeType>>>>("children").Description($"What it stands on. A query may nest {Limits.MaxQueryDepth} deep; proofFlat has no such bound.")
            .WithComplexityImpact(1, ChildrenExpected).Resolve(c => c.Source.Children);
    }

    /// <summary>Fields that a node has in a tree and in a list.</summary>
    internal static class ProofFields
    {
        public static void AddTo<T>(DescribedType<T> type, Func<T, ProofNode> node)
        {
            type.Field<NonNullGraphType<ProofKindType>>("kind").Description("What sort of step it is.").Resolve(c => node(c.Source).Kind);
            type.Field<NonNullGraphType<StringGraphType>>("textEn").Description("The step in clinical words, in English.").Resolve(c => node(c.Source).Text.En);
            type.Field<NonNullGraphType<StringGraphType>>("textZh").Description("The step in clinical words, in Chinese.").Resolve(c => node(c.Source).Text.Zh);
            type.Field<TruthType>("truth").Description("Truth of a condition; null when it is none.").Resolve(c => node(c.Source).Truth);
            type.Field<DecimalGraphType>("low").Description("Lowest possible value; null when it has no number or it is unbounded below.").Resolve(c => node(c.Source).Value?.Low);
            type.Field<DecimalGraphType>("high").Description("Highest possible value.").Resolve(c => node(c.Source).Value?.High);
            type.Field<BooleanGraphType>("lowOpen").Description("Whether low itself is excluded.").Resolve(c => node(c.Source).Value?.LowOpen);
            type.Field<BooleanGraphType>("highOpen").Description("Whether high itself is excluded.").Resolve(c => node(c.Source).Value?.HighOpen);
            type.Field<StringGraphType>("unit").Description("UCUM unit of low and high.").Resolve(c => node(c.Source).Unit);
            type.Field<StringGraphType>("rule").Description("Name of the rule, score, feature, model or causal graph.").Resolve(c => node(c.Source).Rule);
            type.Field<StringGraphType>("ruleVersion").Description("Version of the module or ontology that rule stands in.").Resolve(c => node(c.Source).RuleVersion);
            type.Field<StatementType>("statement").Description("The statement meant, of a fact or a rule of the ontology.").Resolve(c => node(c.Source).Statement);
            type.Field<OriginType>("origin").Description("The exact place in a document, of a source.").Resolve(c => node(c.Source).Origin);
            type.Field<CitationType>("citation").Description("The publication it stands on.").Resolve(c => node(c.Source).Citation);
            type.Field<UnknownReasonType>("reason").Description("Why it is unknown, of an unknown.").Resolve(c => node(c.Source).Reason);
            type.Field<StringGraphType>("at").Description("When the thing said was true, as the source said (XSD).").Resolve(c => node(c.Source).At?.ToXsd());
        }
    }
}

/// <summary>A node of a flat proof.</summary>
internal sealed record FlatProofNode(int Index, int? Parent, int Depth, ProofNode Node);

/// <summary>A proof as a list.</summary>
internal sealed class FlatProofNodeType : DescribedType<FlatProofNode>
{
    public FlatProofNodeType()
        : base("FlatProofNode", "One step of an explanation in a list, for clients that cannot recurse.")
    {
        Always<IntGraphType>("index", "Its place in the list, from 0.", n => n.Index);
        Maybe<IntGraphType>("parent", "Place of the step that stands on it; null for the first.", n => n.Parent);
        Always<IntGraphType>("depth", "How many steps are above it.", n => n.Depth);
        ProofNodeType.ProofFields.AddTo(this, n => n.Node);
    }
}

/// <summary>Makes flat proofs.</summary>
internal static class FlatProof
{
    /// <summary>Every node before its children; cut at <see cref="Limits.MaxFlatProofNodes"/>.</summary>
    public static List<FlatProofNode> Of(ProofNode root)
    {
        var list = new List<FlatProofNode>();
        var waiting = new Stack<(ProofNode Node, int? Parent, int Depth)>();
        waiting.Push((root, null, 0));
        while (list.Count < Limits.MaxFlatProofNodes && waiting.TryPop(out var next))
        {
            var index = list.Count;
            list.Add(new(index, next.Parent, next.Depth, next.Node));
            foreach (var child in next.Node.Children.Reverse()) { waiting.Push((child, index, next.Depth + 1)); }
        }
        return list;
    }
}

/// <summary>A triple.</summary>
internal sealed class StatementType : DescribedType<Triple>
{
    public StatementType()
        : base("Statement", "A statement, each term in N-Triples.")
    {
        Always<StringGraphType>("subject", "Subject.", t => t.Subject.ToString());
        Always<StringGraphType>("predicate", "Predicate.", t => t.Predicate.ToString());
        Always<StringGraphType>("object", "Object.", t => t.Object.ToString());
    }
}

/// <summary>A publication.</summary>
internal sealed class CitationType : DescribedType<Citation>
{
    public CitationType()
        : base("Citation", "A publication, where in it, and how long it holds.")
    {
        Always<StringGraphType>("text", "The reference in words.", c => c.Text);
        Maybe<StringGraphType>("section", "Where in it.", c => c.Section);
        Maybe<DateOnlyGraphType>("published", "When it appeared.", c => c.Published);
        Maybe<DateOnlyGraphType>("validFrom", "From when it holds; null: from its publication.", c => c.ValidFrom);
        Maybe<DateOnlyGraphType>("validUntil", "When it must be looked at again.", c => c.ValidUntil);
    }
}

/// <summary>Why something is unknown.</summary>
internal sealed class UnknownReasonType : DescribedType<UnknownReason>
{
    public UnknownReasonType()
        : base("UnknownReason", "Why something is not known.")
    {
        Always<UnknownKindType>("kind", "The kind of reason.", r => r.Kind);
        Always<StringGraphType>("name", "What it is about, as programs write it.", r => r.Name);
        Maybe<StringGraphType>("class", "Local name of the class that should be observed; null when it is none.", r => r.Class?.LocalName);
        Words("text", "In words.", r => r.Text);
    }
}
