using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>Writes given values as facts.</summary>
internal sealed class GivenFacts(OntologyModel ontology, DateTimeOffset asOf)
{
    /// <summary>What stands in the place of a rule and a document where a value was given by hand.</summary>
    public const string Rule = "given";

    private static readonly TwinId Id = new("given0000000000000000000000");
    private readonly ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
    private int count;

    public Twin Build() => new(Id, facts.ToImmutable(), [], []);

    public void Add(TestGiven given)
    {
        switch (given)
        {
            case GivenPresence { IsPresent: true } presence: Presence(presence); break;
            case GivenCategory { Class: null } sex: State(Id.Subject, Hdt.Sex, sex.Category, "sex", sex.Category.LocalName); break;
            case GivenCategory { Class: { } type } category: Category(type, category.Category); break;
            case GivenValue { Class: { } type, Value: { } value } number: Number(type, value, number.Unit); break;
        }
    }

    private void Presence(GivenPresence presence)
    {
        var node = Node();
        Type(node, presence.Class);
        // `given on ACEi` says that it is taken.
        if (ontology.IsSubClass(presence.Class, Hdt.MedicationUse)) { State(node, Hdt.Status, Rdf.Literal.Text("active"), presence.Class.LocalName, "active"); }
        if (presence.Since is not { } since) { return; }
        var start = Literal(Clock.Back(asOf, since));
        var property = ontology.IsSubClass(presence.Class, Hdt.Procedure) ? Hdt.PerformedAt : ontology.IsSubClass(presence.Class, Hdt.Observation) ? Hdt.ObservedAt : Hdt.StartedAt;
        State(node, property, start, presence.Class.LocalName, start.Lexical);
    }

    private void Category(Iri type, Iri category)
    {
        var node = Node();
        Type(node, type);
        Type(node, category);
        State(node, Hdt.Finding, category, type.LocalName, category.LocalName);
        State(node, Hdt.ObservedAt, Literal(asOf), type.LocalName, "");
    }

    private void Number(Iri type, Interval value, string? unit)
    {
        var node = Node();
        Type(node, type);
        var (first, second) = (value.Low ?? value.High ?? 0, value.High);
        var text = first.ToString(CultureInfo.InvariantCulture);
        State(node, Hdt.Value, Rdf.Literal.Number(first), type.LocalName, text);
        if (value is { Low: not null, High: not null, IsPoint: false }) { State(node, Hdt.UpperValue, Rdf.Literal.Number(second!.Value), type.LocalName, text); }
        if (value.Low is null) { State(node, Hdt.Comparator, Rdf.Literal.Text(value.HighOpen ? "<" : "<="), type.LocalName, text); }
        if (value.High is null) { State(node, Hdt.Comparator, Rdf.Literal.Text(value.LowOpen ? ">" : ">="), type.LocalName, text); }
        if ((unit ?? ontology.UnitOfClass(type)) is { } code) { State(node, Hdt.Unit, Rdf.Literal.Text(code), type.LocalName, code); }
        State(node, Hdt.ObservedAt, Literal(asOf), type.LocalName, "");
    }

    private Iri Node() => new(TwinId.InstanceNamespace + "given" + (++count).ToString("D21", CultureInfo.InvariantCulture));

    private static Literal Literal(DateTimeOffset time) => new(time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), Xsd.DateTime);

    private void Type(Iri node, Iri type)
    {
        State(node, RdfTerms.Type, type, type.LocalName, "");
        foreach (var ancestor in ontology.Classes.GetValueOrDefault(type)?.Ancestors ?? [])
        {
            facts.Add(new(new(node, RdfTerms.Type, ancestor), new Derived("cax-sco", ontology.Version, [new(node, RdfTerms.Type, type)]), asOf));
        }
    }

    private void State(Iri node, Iri property, Term value, string path, string text) =>
        facts.Add(new(new(node, property, value), new Asserted(new(Rule, "", default, path, text, Rule, "", "")), asOf));
}
