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
    /// <summary>All such properties, in the order of their names; what was concluded is no source. O(facts).</summary>
    /// <param name="facts">The facts about one node, in the order of their documents.</param>
    /// <param name="ontology">Says which properties have one value.</param>
    public static IReadOnlyList<DifferingValues> Of(IEnumerable<Fact> facts, OntologyModel ontology)
    {
        var said = facts.Where(f => f.Origin is not null).ToList();
        return [.. said.Where(f => ontology.Properties.GetValueOrDefault(f.Triple.Predicate) is { IsFunctional: true } && !ontology.IsCompanion(f.Triple.Predicate))
            .GroupBy(f => f.Triple.Predicate)
            .Select(g => new DifferingValues(g.Key, [.. g.Select(f => new SaidValue(f.Triple.Object, UnitOf(f, said, ontology), f.Origin!)).DistinctBy(Meaning)]))
            .Where(d => d.Values.Count > 1).OrderBy(d => d.Property.Value, StringComparer.Ordinal)];
    }

    // The unit that the same document gives; the only one where there is one.
    private static string? UnitOf(Fact fact, List<Fact> said, OntologyModel ontology)
    {
        if (ontology.Properties[fact.Triple.Predicate].UnitProperty is not { } property) { return null; }
        var units = said.Where(f => f.Triple.Predicate == property).ToList();
        var own = units.Where(f => f.Origin!.Document == fact.Origin!.Document).Select(f => (f.Triple.Object as Literal)?.Lexical).Distinct().ToList();
        return own.Count == 1 ? own[0] : units.Select(f => (f.Triple.Object as Literal)?.Lexical).Distinct().Take(2).ToArray() is [var only] ? only : null;
    }

    // 1.2 and 1.20 are one number.
    private static (string Value, string? Unit) Meaning(SaidValue said) =>
        (said.Value is Literal { Language: null } number && number.Datatype != Xsd.String && decimal.TryParse(number.Lexical, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : said.Value.ToString()!, said.Unit);
}
