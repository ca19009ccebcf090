using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Checks what lookups give against the ontology: a target that it does not have, and one that the property does not take.</summary>
internal sealed class ValueSetChecks(OntologyModel ontology, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    private const int ToldAtMost = 5;

    /// <summary>Tells of targets that are no term of the ontology.</summary>
    public void Check(LookupDeclaration lookup)
    {
        foreach (var target in TermsOf(lookup).Where(t => !IsKnown(t)).Take(ToldAtMost))
        {
            var names = ontology.Individuals.Keys.Concat(ontology.Classes.Keys).Select(i => i.LocalName);
            diagnostics.Add(new Diagnostic("OT2111", Severity.Error, $"the lookup's target 'hdt:{target}' is no term of the ontology") { Span = lookup.Span, Hint = Suggest.From(target, names)?.Text });
        }
    }

    /// <summary>Tells of bindings whose lookup gives what the property does not take.</summary>
    public void Check(IEnumerable<MapStatement> statements, IReadOnlyDictionary<string, LookupDeclaration> lookups)
    {
        foreach (var binding in MapStatement.Nodes(statements).SelectMany(n => n.Bindings))
        {
            if (binding.Conversions.OfType<ViaConversion>().FirstOrDefault() is not { } via || !binding.Property.IsObjectProperty || !lookups.TryGetValue(via.Lookup, out var lookup)) { continue; }
            foreach (var target in TermsOf(lookup).Where(t => IsKnown(t) && !Takes(binding.Property, t)).Take(ToldAtMost))
            {
                var ranges = string.Join(" and ", binding.Property.Ranges.Select(r => "hdt:" + r.LocalName));
                diagnostics.Add(new Diagnostic("OT2112", Severity.Error, $"'{binding.Property.Name}' takes {ranges}, and the lookup '{via.Lookup}' gives 'hdt:{target}'") { Span = binding.Span, Hint = "correct the table, or use another lookup" });
            }
        }
    }

    private static IEnumerable<string> TermsOf(LookupDeclaration lookup) =>
        lookup.Entries.Values.Where(c => c.System == OntologyModel.Namespace).Select(c => c.Value).Distinct().Order(StringComparer.Ordinal);

    private bool IsKnown(string target) => OntologyModel.Term(target) is var term && (ontology.Classes.ContainsKey(term) || ontology.Individuals.ContainsKey(term));

    // A concept is a class or an individual of one.
    private bool Takes(OntologyProperty property, string target)
    {
        var term = OntologyModel.Term(target);
        return property.Ranges.All(range => ontology.IsSubClass(term, range) || ontology.TypesOf(term).Any(type => ontology.IsSubClass(type, range)));
    }
}
