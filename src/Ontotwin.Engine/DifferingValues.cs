using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>A property that has at most one value, and of which sources give several: which is right is not known, and never guessed.</summary>
/// <param name="Property">The property.</param>
/// <param name="Values">The values, each once, in the order of their documents; at least two.</param>
public sealed record DifferingValues(Iri Property, IReadOnlyList<SaidValue> Values)
{
    /// <summary>All such properties of a node, in the order of their names; what was concluded is no source. O(facts about the node).</summary>
    public static IReadOnlyList<DifferingValues> Of(Twin twin, OntologyModel ontology, Iri node)
    {
        var said = twin.About(node).Where(f => f.Justification is Asserted).OrderBy(f => OriginOf(f).Document, StringComparer.Ordinal).ThenBy(f => OriginOf(f).Bytes.Start).ThenBy(f => f.Triple.ToString(), StringComparer.Ordinal).ToList();
        return [.. said.Where(f => ontology.Properties.GetValueOrDefault(f.Triple.Predicate) is { IsFunctional: true } && !ontology.IsCompanion(f.Triple.Predicate))
            .GroupBy(f => f.Triple.Predicate)
            .Select(g => new DifferingValues(g.Key, [.. g.Select(f => new SaidValue(f.Triple.Object, UnitOf(f, said, ontology), OriginOf(f))).DistinctBy(Meaning)]))
            .Where(d => d.Values.Count > 1).OrderBy(d => d.Property.Value, StringComparer.Ordinal)];
    }

    private static Origin OriginOf(Fact fact) => ((Asserted)fact.Justification).Origin;

    // The unit that the same document gives; the only one where there is one.
    private static string? UnitOf(Fact fact, List<Fact> said, OntologyModel ontology)
    {
        if (ontology.Properties[fact.Triple.Predicate].UnitProperty is not { } property) { return null; }
        var units = said.Where(f => f.Triple.Predicate == property).ToList();
        var own = units.Where(f => OriginOf(f).Document == OriginOf(fact).Document).Select(f => (f.Triple.Object as Literal)?.Lexical).Distinct().ToList();
        return own.Count == 1 ? own[0] : units.Select(f => (f.Triple.Object as Literal)?.Lexical).Distinct().Take(2).ToArray() is [var only] ? only : null;
    }

    // 1.2 and 1.20 are one number.
    private static (string Value, string? Unit) Meaning(SaidValue said) =>
        (said.Value is Literal { Language: null } number && number.Datatype != Xsd.String && decimal.TryParse(number.Lexical, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : said.Value.ToString()!, said.Unit);
}
