using Ontotwin.Values;

namespace Ontotwin.Ontology.Tests;

public sealed class OntologyModelTests
{
    private static readonly string[] Languages = ["en", "zh"];

    private static OntologyModel Model => Shipped.Model;

    private static IEnumerable<OntologyTerm> OwnTerms =>
        Model.Classes.Values.Concat<OntologyTerm>(Model.Properties.Values).Where(t => t.Iri.Value.StartsWith(OntologyModel.Namespace, StringComparison.Ordinal));

    [Fact]
    public void Every_class_and_property_has_a_label_and_a_definition_in_both_languages()
    {
        var poor = OwnTerms.SelectMany(t => Languages.Where(l => !t.Labels.ContainsKey(l) || !t.Definitions.ContainsKey(l)).Select(l => $"{t.Name} ({l})"));
        None(poor);
        Assert.True(OwnTerms.Count() > 200);
    }

    [Fact]
    public void Labels_come_in_the_language_that_is_asked_for()
    {
        Assert.Equal("potassium", Model.Label(OntologyModel.Term("Potassium"), "en"));
        Assert.Equal("血钾", Model.Label(OntologyModel.Term("Potassium"), "zh"));
        Assert.Equal("NothingOfOurs", Model.Label(OntologyModel.Term("NothingOfOurs"), "zh"));
    }

    [Fact]
    public void Every_unit_is_UCUM() =>
        None(Units().Where(u => !UcumUnit.TryParse(u.Unit, out _, out _)).Select(u => $"{u.Class.Name}: {u.Unit}"));

    [Fact]
    public void Units_of_a_class_convert_into_its_canonical_unit()
    {
        var apart = from u in Units()
                    where u.Class.CanonicalUnit is not null && UcumUnit.TryParse(u.Unit, out _, out _)
                    where !Converts(u.Unit, u.Class.CanonicalUnit!, u.Class.MolarMass)
                    select $"{u.Class.Name}: {u.Unit} to {u.Class.CanonicalUnit}";
        None(apart);
    }

    [Fact]
    public void Companions_of_a_quantity_exist_and_are_functional()
    {
        var wrong = from property in Model.Properties.Values
                    where property.UnitProperty is not null
                    from companion in new[] { property.UnitProperty, property.ComparatorProperty, property.OriginalValueProperty, property.OriginalUnitProperty }
                    where companion is not null && Model.Properties.GetValueOrDefault(companion) is not { IsFunctional: true, IsObjectProperty: false }
                    select $"{property.Name}: {companion.LocalName}";
        None(wrong);
        Assert.Equal("unit", Model.Property("value")!.UnitProperty!.LocalName);
    }

    [Fact]
    public void A_code_leads_to_its_class_and_unit()
    {
        var potassium = new Rdf.Iri("http://loinc.org/rdf#2823-3");
        Assert.Contains(OntologyModel.Term("Potassium"), Model.ConceptClasses[potassium]);
        Assert.Equal("mmol/L", Model.UnitOfConcept(potassium));
        Assert.True(Model.IsSubClass(OntologyModel.Term("Potassium"), OntologyModel.Term("Observation")));
    }

    private static bool Converts(string from, string to, decimal? molarMass) =>
        UcumUnit.TryParse(from, out var a, out _) && UcumUnit.TryParse(to, out var b, out _)
        && (a.IsCommensurableWith(b) || (molarMass is { } grams && a.TryConvertWithMolarMass(1, b, grams, out _)));

    private static IEnumerable<(OntologyClass Class, string Unit)> Units() =>
        from type in Model.Classes.Values
        from unit in new[] { type.CanonicalUnit, type.UsUnit, type.SiUnit }
        where unit is not null
        select (type, unit);

    private static void None(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
