using System.Text;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Language.Analysis;

/// <summary>Terms of the ontology in words.</summary>
internal static class TermText
{
    private static readonly string[] Languages = ["en", "zh"];

    /// <summary>A term's label in both languages, in a line.</summary>
    public static string Line(OntologyTerm term) => string.Join(" · ", Languages.Select(l => term.Labels.GetValueOrDefault(l)).OfType<string>().Distinct());

    /// <summary>Everything a person may want to know of a symbol, as Markdown.</summary>
    public static string Describe(Symbol symbol, OntologyModel ontology) => symbol.Kind switch
    {
        SymbolKind.Class => Class(ontology.Class(symbol.Name)!, ontology),
        SymbolKind.Property => Property(ontology.Property(symbol.Name)!),
        SymbolKind.Individual => Term(ontology.Individuals[OntologyModel.Term(symbol.Name)], "individual").ToString(),
        _ => $"```twin\n{symbol.Written}\n```",
    };

    private static string Class(OntologyClass found, OntologyModel ontology)
    {
        var text = Term(found, "class");
        if (ontology.UnitOfClass(found.Iri) is { } unit) { text.Append("\n\nunit `").Append(unit).Append('`'); }
        if (found.Ancestors.Count > 0) { text.Append("\n\nbelow ").AppendJoin(", ", found.Ancestors.Select(a => a.LocalName)); }
        return text.ToString();
    }

    private static string Property(OntologyProperty found)
    {
        var text = Term(found, found.IsObjectProperty ? "property that points at a node" : "property that holds a value");
        text.Append("\n\n").Append(found.IsFunctional ? "at most one value" : "any number of values");
        Append(text, "of", found.Domains);
        Append(text, "range", found.Ranges);
        if (found.UnitProperty is not null) { text.Append("; a quantity"); }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string word, IReadOnlyList<Iri> terms)
    {
        if (terms.Count > 0) { text.Append("; ").Append(word).Append(' ').AppendJoin(" and ", terms.Select(t => t.LocalName)); }
    }

    private static StringBuilder Term(OntologyTerm term, string kind)
    {
        var text = new StringBuilder().Append("**").Append(term.Name).Append("** — ").Append(kind);
        if (Line(term) is { Length: > 0 } labels) { text.Append("\n\n").Append(labels); }
        foreach (var language in Languages)
        {
            if (term.Definitions.TryGetValue(language, out var definition)) { text.Append("\n\n").Append(definition); }
        }
        return text;
    }
}
