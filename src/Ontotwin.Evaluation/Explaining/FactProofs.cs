using System.Collections.Immutable;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation.Explaining;

/// <summary>Walks facts back to sources: an asserted fact to its bytes, a derived one through its rule to its premises.</summary>
internal sealed class FactProofs(Twin twin, OntologyModel ontology)
{
    private readonly Dictionary<Triple, ProofNode> made = [];

    /// <summary>The proof of a statement of the twin or the ontology.</summary>
    public ProofNode Of(Triple triple) => Of(triple, 0, []);

    /// <summary>The bytes of a document.</summary>
    public static ProofNode Source(Origin origin) => origin.Rule == GivenFacts.Rule
        ? new(ProofKind.Assumption, new($"given: {origin.Path} {origin.Text}".TrimEnd(), $"给定：{origin.Path} {origin.Text}".TrimEnd()))
        : new(ProofKind.Source, SourceText(origin)) { Origin = origin, Rule = origin.Rule, RuleVersion = origin.RuleVersion };

    private ProofNode Of(Triple triple, int depth, HashSet<Triple> above)
    {
        if (made.TryGetValue(triple, out var known)) { return known; }
        var facts = twin.About(triple.Subject).Where(f => f.Triple == triple).ToList();
        if (facts.Count == 0) { return Axiom(triple); }
        var asserted = facts.Select(f => f.Justification).OfType<Asserted>().OrderBy(a => a.Origin.Document, StringComparer.Ordinal).ThenBy(a => a.Origin.Bytes.Start).ToList();
        if (asserted.Count > 0)
        {
            return made[triple] = new(ProofKind.Fact, FactText(triple))
            {
                Statement = triple,
                At = TimeOf(triple.Subject),
                Children = [.. asserted.Take(Limits.MaxProofChildren).Select(a => Source(a.Origin))],
            };
        }
        var derived = facts.Select(f => f.Justification).OfType<Derived>().First();
        var node = new ProofNode(ProofKind.OwlRule, FactText(triple)) { Statement = triple, Rule = derived.Rule, RuleVersion = derived.RuleVersion };
        if (depth >= Limits.MaxProofDepth || !above.Add(triple)) { return node with { Children = [TooDeep] }; }
        node = ByDescription(node, [.. derived.Premises.Take(Limits.MaxProofChildren).Select(p => Of(p, depth + 1, above))]);
        above.Remove(triple);
        return made[triple] = node;
    }

    // A class found by its description (`whatever has this code is potassium`) is one step to a reader, though the rules take two.
    private ProofNode ByDescription(ProofNode node, ImmutableArray<ProofNode> premises)
    {
        if (premises.FirstOrDefault(p => p is { Kind: ProofKind.OwlRule, Statement.Object: BlankNode }) is not { } described) { return node with { Children = premises }; }
        var label = node.Statement!.Object is Iri type ? Words.Label(ontology, type) : Words.Same("…");
        var facts = described.Children.Where(c => c.Kind != ProofKind.Axiom).ToImmutableArray();
        var what = ClinicalText.Join(facts.Select(f => f.Text), ", ", "，");
        var axiom = new ProofNode(ProofKind.Axiom, new($"the ontology: a record with {what.En} is {label.En}", $"本体：{what.Zh}的记录属于{label.Zh}"))
        {
            Statement = premises.FirstOrDefault(p => p.Kind == ProofKind.Axiom)?.Statement,
            RuleVersion = ontology.Version,
        };
        return node with { Rule = $"{described.Rule}, {node.Rule}", Children = [.. facts, axiom] };
    }

    private static readonly ProofNode TooDeep = new(ProofKind.Assumption, new("the rest of this derivation is not written out", "其余推导从略"));

    private ProofNode Axiom(Triple triple) => new(ProofKind.Axiom, AxiomText(triple)) { Statement = triple, RuleVersion = ontology.Version };

    private Values.PartialDateTime? TimeOf(Term node)
    {
        foreach (var property in (ReadOnlySpan<Iri>)[Hdt.ObservedAt, Hdt.PerformedAt, Hdt.StartedAt])
        {
            if (DateText.Read(twin.Value(node, property)) is { } time) { return time; }
        }
        return null;
    }

    private BilingualText FactText(Triple triple)
    {
        if (triple.Predicate == RdfTerms.Type && triple.Object is Iri type)
        {
            var label = Words.Label(ontology, type);
            return new($"it is: {label.En}", $"属于：{label.Zh}");
        }
        var property = Words.Label(ontology, triple.Predicate);
        var value = ValueText(triple);
        return new($"{property.En}: {value.En}", $"{property.Zh}：{value.Zh}");
    }

    private BilingualText ValueText(Triple triple)
    {
        switch (triple.Object)
        {
            case Iri iri:
                return Words.Label(ontology, iri);
            case Literal literal when DateText.Read(literal) is { } time:
                return Words.Same(ClinicalText.Time(time));
            case Literal literal when triple.Predicate == Hdt.Value && twin.Value(triple.Subject, Hdt.Unit) is Literal unit:
                var comparator = twin.Value(triple.Subject, Hdt.Comparator) is Literal c ? c.Lexical + " " : "";
                return Words.Same($"{comparator}{literal.Lexical} {ClinicalText.Unit(unit.Lexical)}".TrimEnd());
            case Literal literal:
                return Words.Same(literal.Lexical);
            default:
                return Words.Same("…");
        }
    }

    private BilingualText AxiomText(Triple triple)
    {
        var subject = triple.Subject is Iri s ? Words.Label(ontology, s) : new("what the ontology describes so", "本体所述者");
        var target = triple.Object is Iri o ? Words.Label(ontology, o) : triple.Object is Literal l ? Words.Same(l.Lexical) : new("…", "…");
        if (triple.Predicate == Rdfs.SubClassOf) { return new($"{subject.En} is a kind of {target.En}", $"{subject.Zh}属于{target.Zh}"); }
        var property = triple.Predicate.LocalName;
        return new($"ontology: {subject.En} {property} {target.En}", $"本体：{subject.Zh} {property} {target.Zh}");
    }

    private static BilingualText SourceText(Origin origin)
    {
        var quoted = origin.Text.Length > 0 ? $" \"{origin.Text}\"" : "";
        return new(
            $"{origin.Document} {origin.Path} bytes {origin.Bytes}{quoted}".Replace("  ", " ", StringComparison.Ordinal),
            $"{origin.Document} {origin.Path} 字节 {origin.Bytes}{quoted}".Replace("  ", " ", StringComparison.Ordinal));
    }
}
