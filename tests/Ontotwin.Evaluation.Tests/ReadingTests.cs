using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Tests;

public class ReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 9, 15, 0, TimeSpan.FromHours(1));
    private static readonly TwinId Id = new("abcdefghijklmnopqrstuvwxyz");
    private readonly List<Fact> facts = [];

    [Fact]
    public void The_latest_of_several_is_taken_and_proved_down_to_its_bytes()
    {
        Potassium("a", 5.4m, "2026-11-02T08:00:00+01:00").Potassium("b", 4.6m, "2026-11-03T08:00:00+01:00");
        var found = Latest("Potassium", "14");
        Assert.Equal(Interval.Point(4.6m), found.Value);
        Assert.Equal("4.6", found.Proof.All().First(n => n.Origin is { Path: "value" }).Origin!.Text);
        Assert.All(found.Proof.All().Where(n => n.Children.IsEmpty), n => Assert.True(n.Kind is ProofKind.Source or ProofKind.Axiom));
    }

    [Fact]
    public void What_is_too_old_is_stale_and_says_when_it_was()
    {
        Potassium("a", 5.4m, "2026-08-02T08:00:00+01:00");
        var reason = Assert.Single(Latest("Potassium", "14").Reasons);
        Assert.Equal(UnknownKind.Stale, reason.Kind);
        Assert.Contains("2026-08-02", reason.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_obtained_is_unknown_for_that_reason()
    {
        Potassium("a", null, "2026-11-02T08:00:00+01:00");
        State("a", "absentReason", Literal.Text("cannot-be-obtained"));
        Assert.Equal(UnknownKind.LowQuality, Assert.Single(Latest("Potassium", "14").Reasons).Kind);
    }

    [Fact]
    public void Two_values_of_one_node_are_a_conflict()
    {
        Potassium("a", 5.4m, "2026-11-02T08:00:00+01:00");
        State("a", "value", Literal.Number(4.6m));
        Assert.Equal(UnknownKind.Conflict, Assert.Single(Latest("Potassium", "14").Reasons).Kind);
    }

    [Fact]
    public void A_number_without_a_unit_is_not_in_the_unit_of_its_class()
    {
        Node("a", "Potassium");
        State("a", "value", Literal.Number(5.4m));
        State("a", "observedAt", new Literal("2026-11-02T08:00:00+01:00", Xsd.DateTime));
        Assert.Equal(UnknownKind.Unmapped, Assert.Single(Latest("Potassium", "14").Reasons).Kind);
    }

    [Fact]
    public void A_comparator_leaves_open_what_it_leaves_open()
    {
        Potassium("a", 5m, "2026-11-02T08:00:00+01:00");
        State("a", "comparator", Literal.Text("<"));
        Assert.Equal(Truth.True, Compare("<", 5m));
        Assert.Equal(Truth.Unknown, Compare("<", 3m));
        Assert.Equal(Truth.False, Compare(">=", 5m));
    }

    [Theory]
    [InlineData("2025-11-05", 1)]
    [InlineData("2025-11-06", 0)]
    public void Age_counts_completed_years(string birth, int years)
    {
        facts.Add(Asserted(Id.Subject, "birthDate", new Literal(birth, Xsd.Date), "birth"));
        Assert.Equal(Interval.Point(years), Age().Value);
    }

    [Fact]
    public void Age_of_a_partial_birth_date_is_an_interval()
    {
        facts.Add(Asserted(Id.Subject, "birthDate", new Literal("1965", Xsd.GYear), "birth"));
        Assert.Equal(new Interval(60, 61), Age().Value);
        Assert.Equal(UnknownKind.Uncertain, Assert.Single(Age().Reasons).Kind);
    }

    [Fact]
    public void Molar_and_mass_units_are_compared_through_the_molar_mass()
    {
        Observation("c", "Creatinine", 123.76m, "umol/L", "2026-11-02T08:00:00+01:00");
        var latest = new WindowExpression("latest", "Creatinine", OntologyModel.Term("Creatinine"), new(7, "d"), null);
        Assert.Equal(Truth.True, Run(new OperatorExpression(">=", [latest, new QuantityLiteral(1.39m, "mg/dL")])).Truth);
        Assert.Equal(Truth.False, Run(new OperatorExpression(">", [latest, new QuantityLiteral(1.41m, "mg/dL")])).Truth);
    }

    [Fact]
    public void A_resolved_condition_and_a_stopped_medicine_do_not_count()
    {
        Node("dx", "Hypertension");
        State("dx", "clinicalStatus", Literal.Text("resolved"));
        Node("rx", "ACEi");
        State("rx", "status", Literal.Text("stopped"));
        Assert.Equal(Truth.False, Run(new PresenceExpression(OntologyModel.Term("Hypertension"), false, false, null)).Truth);
        Assert.Equal(Truth.False, Run(new PresenceExpression(OntologyModel.Term("ACEi"), true, false, null)).Truth);
    }

    [Fact]
    public void An_absence_is_an_assumption_unless_it_must_be_known()
    {
        var absent = Run(new PresenceExpression(OntologyModel.Term("Hypertension"), false, false, null));
        Assert.Equal(Truth.False, absent.Truth);
        Assert.Contains(absent.Proof.All(), n => n.Kind == ProofKind.Assumption);
        Assert.Equal(Truth.Unknown, Run(new PresenceExpression(OntologyModel.Term("Hypertension"), false, true, null)).Truth);
    }

    [Fact]
    public void A_month_that_straddles_the_window_leaves_it_open()
    {
        Node("op", "KneeReplacement");
        State("op", "performedAt", new Literal("2026-10", Xsd.GYearMonth));
        Assert.Equal(Truth.Unknown, Run(new PresenceExpression(OntologyModel.Term("KneeReplacement"), false, false, new(30, "d"))).Truth);
        Assert.Equal(Truth.True, Run(new PresenceExpression(OntologyModel.Term("KneeReplacement"), false, false, new(60, "d"))).Truth);
        Assert.Equal(Truth.False, Run(new PresenceExpression(OntologyModel.Term("KneeReplacement"), false, false, new(2, "d"))).Truth);
    }

    [Fact]
    public void Features_read_the_samples_of_their_window_and_show_their_bytes()
    {
        Node("series", "PedalExercise");
        Sample At(int day, decimal minutes) => new(new DateTimeOffset(2026, 11, day, 10, 0, 0, TimeSpan.Zero), minutes, new(day * 10, (day * 10) + 2), day);
        var source = new Origin("pedal.csv", "", new(0, 99), "minutes", "", "map", "1", "");
        var chunk = new SeriesChunk(Iri("series"), "min", source, true, [At(1, 12), At(3, 8), At(4, 19)]);
        var evaluator = new Evaluator(Shipped.Program, new Twin(Id, [.. facts], [chunk], []), Now, NoModels.Instance);
        var minutes = evaluator.Feature("PedalMinutes")!;
        Assert.Equal((Interval.Point(27), "min"), (minutes.Value!.Value, minutes.Unit));
        Assert.Equal([30L, 40L], minutes.Proof.All().Where(n => n.Kind == ProofKind.Source).Select(n => n.Origin!.Bytes.Start));
    }

    private Evaluated Latest(string name, string days) =>
        Run(new WindowExpression("latest", name, OntologyModel.Term(name), new(decimal.Parse(days, System.Globalization.CultureInfo.InvariantCulture), "d"), null));

    private Truth? Compare(string op, decimal bound) =>
        Run(new OperatorExpression(op, [new WindowExpression("latest", "Potassium", OntologyModel.Term("Potassium"), new(14, "d"), null), new QuantityLiteral(bound, "mmol/L")])).Truth;

    private Evaluated Age() => Run(new NamedExpression(NamedKind.Age, "age"));

    private Evaluated Run(Expression expression) => new Evaluator(Shipped.Program, new Twin(Id, [.. facts], [], []), Now, NoModels.Instance).Evaluate(expression);

    private ReadingTests Potassium(string name, decimal? value, string at) => Observation(name, "Potassium", value, "mmol/L", at);

    private ReadingTests Observation(string name, string type, decimal? value, string unit, string at)
    {
        Node(name, type);
        if (value is { } number) { State(name, "value", Literal.Number(number)); State(name, "unit", Literal.Text(unit)); }
        State(name, "observedAt", new Literal(at, Xsd.DateTime));
        return this;
    }

    private void Node(string name, string type)
    {
        foreach (var c in Shipped.Ontology.Class(type)!.Ancestors.Prepend(OntologyModel.Term(type))) { facts.Add(new(new(Iri(name), RdfTerms.Type, c), new Asserted(Place("type", "")), Now)); }
    }

    private void State(string name, string property, Term value) => facts.Add(Asserted(Iri(name), property, value, property));

    private static Fact Asserted(Iri node, string property, Term value, string path) =>
        new(new(node, OntologyModel.Term(property), value), new Asserted(Place(path, (value as Literal)?.Lexical ?? "")), Now);

    private static Origin Place(string path, string text) => new("doc", "", new(1, 4), path, text, "map", "1", "");

    private static Iri Iri(string name) => new(TwinId.InstanceNamespace + name);
}
