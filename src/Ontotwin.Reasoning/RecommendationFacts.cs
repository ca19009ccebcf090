using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Reasoning;

/// <summary>Recommendations as facts of the twin, so that they are stored, queried and compared as everything else.</summary>
public static class RecommendationFacts
{
    /// <summary>What every rule's IRI begins with.</summary>
    public const string RuleNamespace = "https://w3id.org/ontotwin/rule/";

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The facts of one recommendation; its node's IRI depends on the twin and the rule alone.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="twin">Whose.</param>
    /// <param name="knownAt">When it was concluded.</param>
    public static ImmutableArray<Fact> From(Recommendation recommendation, TwinId twin, DateTimeOffset knownAt)
    {
        var premises = recommendation.Proof.All().Where(n => n.Kind == ProofKind.Fact && n.Statement is not null).Select(n => n.Statement!).Distinct().ToImmutableArray();
        var why = new Derived(recommendation.Rule, recommendation.GuidelineVersion, premises);
        return [.. Triples(recommendation, twin).Select(t => new Fact(t, why, knownAt))];
    }

    /// <summary>The node of a rule's recommendation for a twin.</summary>
    public static Iri Node(TwinId twin, string rule) => Named(twin, "recommendation", rule);

    private static IEnumerable<Triple> Triples(Recommendation r, TwinId twin)
    {
        var node = Node(twin, r.Rule);
        var action = Named(twin, "action", r.Rule);
        yield return new(node, RdfTerms.Type, OntologyModel.Term("Recommendation"));
        yield return new(node, OntologyModel.Term("recommendationFor"), twin.Subject);
        yield return new(node, OntologyModel.Term("byRule"), new Iri(RuleNamespace + Uri.EscapeDataString(r.Rule)));
        yield return new(node, OntologyModel.Term("recommendationStatus"), OntologyModel.Term(r.Status.ToString()));
        yield return new(node, OntologyModel.Term("action"), action);
        yield return new(action, RdfTerms.Type, OntologyModel.Term("RecommendedAction"));
        yield return new(action, Rdfs.Label, Literal.InLanguage(r.Action.Wording.En, "en"));
        yield return new(action, Rdfs.Label, Literal.InLanguage(r.Action.Wording.Zh, "zh"));
        if (r.Action.Goal is { } goal) { yield return new(node, OntologyModel.Term("goal"), goal); }
        yield return new(node, OntologyModel.Term("urgency"), Literal.Text(r.Urgency));
        yield return new(node, OntologyModel.Term("because"), Literal.Text(r.Because.En));
        yield return new(node, OntologyModel.Term("because"), Literal.Text(r.Because.Zh));
        yield return new(node, OntologyModel.Term("asOf"), new Literal(r.AsOf.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture), Xsd.DateTime));
        foreach (var ask in r.Ask)
        {
            var missing = Named(twin, "missing", r.Rule + " " + ask);
            yield return new(node, OntologyModel.Term("asks"), missing);
            yield return new(missing, RdfTerms.Type, OntologyModel.Term("MissingInput"));
            yield return new(missing, Rdfs.Label, Literal.InLanguage(ask, "en"));
        }
        foreach (var attack in r.AttackedBy) { yield return new(node, OntologyModel.Term("attackedBy"), Node(twin, attack.Rule)); }
    }

    private static Iri Named(TwinId twin, string kind, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{twin.Value}\u001f{kind}\u001f{name}"));
        var text = new char[26];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            text[i] = Base32[(pair >> (11 - (bit % 8))) & 31];
        }
        return new(TwinId.InstanceNamespace + new string(text));
    }
}
