using System.Text.RegularExpressions;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Checks of what a test names: a test of nothing, and one that expects what cannot come, is told before it is run.</summary>
internal sealed partial class TestChecks(BindingScope scope)
{
    /// <summary>Reports a test of a map, guideline, score, feature or model that is not there.</summary>
    public void CheckTested(TwinParser.QualifiedNameContext tree)
    {
        var name = SyntaxText.Name(tree);
        if (!scope.Names.Tested.Contains(name)) { scope.Report("OT1363", tree, $"there is no map, guideline or score '{name}'", Suggest.From(name, scope.Names.Tested)); }
    }

    /// <summary>Reports entries in place of those of a lookup that is not there: the test would run with the real ones.</summary>
    public void CheckLookup(TwinParser.NameContext tree)
    {
        var name = SyntaxText.Name(tree);
        if (!scope.Names.Lookups.Contains(name)) { scope.Report("OT1366", tree, $"there is no lookup '{name}' whose entries the test could replace", Suggest.From(name, scope.Names.Lookups)); }
    }

    /// <summary>Warns of given files that are not there. Packs may be installed without the data of their tests, which only running them needs: where the whole folder is wanting, nothing is said.</summary>
    public void CheckFiles(TwinParser.TestDeclarationContext tree)
    {
        // A text that is only written yet has nothing beside it.
        if (!File.Exists(scope.File)) { return; }
        foreach (var document in tree.testStatement().OfType<TwinParser.GivenStatementContext>().SelectMany(g => g.given()).OfType<TwinParser.GivenDocumentContext>().Where(d => d.STRING().Length == 1))
        {
            var given = SyntaxText.String(document.STRING(0));
            if (TableFile.PathOf(scope.File, given, out var why) is not null || !Directory.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(scope.File)) ?? "", Path.GetDirectoryName(given) ?? ""))) { continue; }
            scope.Report("OT1364", document, why!, "the path is relative to the .twin file", Severity.Warning);
        }
    }

    /// <summary>Reports an expected value that the property never has.</summary>
    public void CheckValue(TwinParser.ExpectedPropertyContext tree, OntologyProperty? property, Expression? value)
    {
        if (property is null || value is not TextLiteral { Value: var text }) { return; }
        if (text.StartsWith(OntologyModel.Namespace, StringComparison.Ordinal)) { CheckTerm(tree, new Iri(text)); }
        else if (property.HoldsTime && !Moment().IsMatch(text)) { scope.Report("OT1365", tree, $"'{property.Name}' holds times, and \"{text}\" is none", "such as 1957-03-14, or \"2024-05-01T08:30:00+02:00\""); }
    }

    private void CheckTerm(TwinParser.ExpectedPropertyContext tree, Iri term)
    {
        var ontology = scope.Ontology;
        if (ontology.Individuals.ContainsKey(term) || ontology.Classes.ContainsKey(term) || ontology.ConceptClasses.ContainsKey(term)) { return; }
        scope.Report("OT2102", tree, $"'{term.LocalName}' is no term of the ontology", Suggest.From(term.LocalName, ontology.Individuals.Keys.Concat(ontology.Classes.Keys).Select(i => i.LocalName)));
    }

    // A year, a month, a day or an instant.
    [GeneratedRegex(@"^\d{4}(-\d\d(-\d\d(T\d\d.*)?)?)?$")]
    private static partial Regex Moment();
}
