using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>Facts, identifiers and samples of an invented person.</summary>
internal static class Made
{
    public const string Hdt = "https://w3id.org/ontotwin/hdt#";

    public static DateTimeOffset Instant(int minutes) => new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(minutes).AddTicks(minutes * 7);

    public static TwinId NewTwin() => new(Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture)[..26]);

    public static Iri Hdt_(string name) => new(Hdt + name);

    public static Iri Node(TwinId twin, string name) => new($"{TwinId.InstanceNamespace}{twin}/{name}");

    public static Origin Origin(string document, int at = 0, string text = "4.1") =>
        new(document, new string('a', 63) + (at % 10).ToString(CultureInfo.InvariantCulture), new ByteRange(100 + at, 103 + at), $"OBX[{at}]-5", text, "site.labs/obs.value", "1.2.0", "loinc@2.80");

    public static Fact Said(Term subject, Iri predicate, Term value, string document = "a.hl7", int at = 0) =>
        new(new Triple(subject, predicate, value), new Asserted(Origin(document, at)), default);

    public static Fact Concluded(Triple triple, params Triple[] premises) => new(triple, new Derived("cax-sco", "0.1.0", [.. premises]), default);

    /// <summary>A potassium of the person: five facts.</summary>
    public static ImmutableArray<Fact> Potassium(TwinId twin, int number, string lexical)
    {
        var node = Node(twin, "obs" + number.ToString(CultureInfo.InvariantCulture));
        return
        [
            Said(node, RdfTerms.Type, Hdt_("Potassium"), at: number),
            Said(node, Hdt_("subject"), twin.Subject, at: number),
            Said(node, Hdt_("value"), new Literal(lexical, Xsd.Decimal), at: number),
            Said(node, Hdt_("unit"), Literal.Text("mmol/L"), at: number),
            Said(node, Hdt_("observedAt"), new Literal("2026-02-03T07:30:00+01:00", Xsd.DateTime), at: number),
        ];
    }

    public static TwinDelta Delta(TwinId twin, int minutes, params ReadOnlySpan<Fact> assert) => new(twin, Instant(minutes)) { Assert = [.. assert] };

    public static SeriesChunk Chunk(TwinId twin, string document, params decimal[] values) => new(
        Node(twin, "hr"), "/min", Origin(document) with { Path = "bpm" }, true,
        [.. values.Select((v, i) => new Sample(Instant(i), v, new ByteRange(40 + (i * 20), 42 + (i * 20)), i + 2))]);

    /// <summary>Facts in an order that does not depend on the store.</summary>
    public static ImmutableArray<string> Shown(IEnumerable<Fact> facts) => [.. facts.Select(f => Show(f)).Order(StringComparer.Ordinal)];

    private static string Show(Fact fact)
    {
        var why = fact.Justification switch
        {
            Derived rule => $"{rule.Rule} {rule.RuleVersion} {string.Join(' ', rule.Premises)}",
            Justification said => said.ToString(),
        };
        return $"{fact.Triple} {why} {fact.KnownFrom:O} {fact.KnownUntil:O}";
    }
}
