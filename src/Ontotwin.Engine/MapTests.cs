using System.Text;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The result of one <c>test</c> block.</summary>
/// <param name="Test">The block.</param>
/// <param name="Failures">What was not as expected; empty when it passed.</param>
public sealed record TestResult(TestDeclaration Test, IReadOnlyList<string> Failures);

/// <summary>Runs the <c>test</c> blocks of maps: the given documents in order, into an empty twin.</summary>
public static class MapTests
{
    private static readonly byte[] TestSecret = Encoding.UTF8.GetBytes("the secret of test blocks, not secret");

    /// <summary>Whether a test is one of maps: it gives documents.</summary>
    public static bool IsMapTest(TestDeclaration test) => test.Given.Any(g => g is GivenDocument or GivenText);

    /// <summary>Runs one test.</summary>
    public static TestResult Run(TestDeclaration test, TwinProgram program)
    {
        var failures = new List<string>();
        var documents = test.Given.Select(g => Document(g, test, failures)).OfType<SourceDocument>().ToList();
        var iris = new IriMaker(TestSecret);
        var overrides = test.Lookups.ToDictionary(l => l.Key, l => (IReadOnlyDictionary<string, Code>)l.Value);
        // The map named is tested alone; the program's other maps are not run.
        var only = test.Of is null ? program : program with { Maps = [.. program.Maps.Where(m => m.Name == test.Of)] };
        var services = new MappingServices(only, new IdentityTable(iris), iris) { LookupOverrides = overrides };
        var (mapper, reader) = (new Mapper(services), new DocumentReader(program) { OpenBeside = path => documents.Find(d => d.Name == path) ?? InputFiles.OpenBeside(path) });
        var items = documents.Where(d => !reader.IsPartner(d.Name)).SelectMany(d => reader.Read(d, mapper.IsNullText)).ToList();
        foreach (var record in items.Select(i => i.Record).OfType<SourceRecord>()) { mapper.Identify(record); }
        var twins = new TestTwins(GroupsOf(services.Identities));
        var rejects = items.Count(i => i.IsReject);
        var read = new HashSet<SourceDocument>();
        var diagnostics = items.SelectMany(i => i.Diagnostics).ToList();
        var nodes = documents.ToDictionary(d => d, _ => mapper.BeginDocument());
        foreach (var record in items.Select(i => i.Record).OfType<SourceRecord>())
        {
            var mapped = nodes[record.Document].Tell(mapper.Map(record));
            if (mapped.Nodes.Count > 0) { read.Add(record.Document); }
            rejects += mapped.Rejects.Count;
            diagnostics.AddRange(mapped.Diagnostics);
            rejects += twins.Apply(mapped);
        }
        if (rejects > 0 && !test.Expect.Any(e => e is ExpectRejects or ExpectDiagnostics))
        {
            // Of what is not read nothing comes: "expect no …" would show nothing.
            failures.AddRange(documents.Where(d => !read.Contains(d) && !reader.IsPartner(d.Name)).Select(d => $"nothing of '{Path.GetFileName(d.Name)}' was read: it is a reject, which 'expect 1 reject' would say"));
        }
        foreach (var expectation in test.Expect) { Check(expectation, twins, program, rejects, diagnostics, failures); }
        return new TestResult(test, failures);
    }

    private static TwinGroups GroupsOf(IdentityTable identities) => TwinGroups.Of(
        identities.Relations.Select((r, i) => new TwinLink(identities.Twin(r.Kept), identities.Twin(r.Other), Ingestion.KindOf(r.Kind), r.Kept, r.Other, r.Origin, r.At, DateTimeOffset.UnixEpoch.AddTicks(i))), null);

    private static SourceDocument? Document(TestGiven given, TestDeclaration test, List<string> failures)
    {
        if (given is GivenText text) { return new SourceDocument(text.Name, Encoding.UTF8.GetBytes(text.Text)); }
        if (given is not GivenDocument { Path: var relative }) { failures.Add("a test of a map gives documents only"); return null; }
        var path = Path.Combine(Path.GetDirectoryName(test.Module.File) ?? "", relative);
        if (InputFiles.Open(path, out var problem) is { } document) { return document; }
        failures.Add(problem!.Message + $": '{relative}'");
        return null;
    }

    private static void Check(TestExpectation expectation, TestTwins twins, TwinProgram program, int rejects, List<Diagnostic> diagnostics, List<string> failures)
    {
        switch (expectation)
        {
            case ExpectNodes nodes when twins.Matching(nodes, program) is var count && count != nodes.Count:
                failures.Add($"expected {nodes.Count} {nodes.Class.Name}{(nodes.Properties.IsEmpty ? "" : " with these properties")}, found {count}");
                break;
            case ExpectRejects expected when expected.Count != rejects:
                failures.Add($"expected {expected.Count} rejects, found {rejects}");
                break;
            case ExpectDiagnostics { Some: false } when diagnostics.Count > 0 || rejects > 0:
                failures.Add($"expected no diagnostics, found {diagnostics.FirstOrDefault()?.ToString() ?? "rejects"}");
                break;
            case ExpectDiagnostics { Some: true, Code: null } when diagnostics.Count == 0:
                failures.Add("expected some diagnostics, found none");
                break;
            case ExpectDiagnostics { Some: true, Code: { } code } when !diagnostics.Exists(d => d.Code == code):
                failures.Add($"expected the diagnostic {code}, found {(diagnostics.Count == 0 ? "none" : string.Join(", ", diagnostics.Select(d => d.Code).Distinct()))}");
                break;
        }
    }

    /// <summary>The nodes that a test's documents leave.</summary>
    private sealed class TestTwins(TwinGroups groups)
    {
        private readonly Dictionary<Term, List<Fact>> nodes = [];
        private VersionsOfTwin? versionsOfAll;

        private VersionsOfTwin Current => versionsOfAll ??= new VersionsOfTwin(nodes, null);

        /// <summary>Applies what a record gave; returns how many of its changes fit several nodes.</summary>
        public int Apply(MappedRecord mapped)
        {
            var versions = mapped.Nodes.Select(n => NodeVersion.Of(n) is var said && n.Node == n.Twin.Subject ? said.As(groups.Representative(n.Twin).Subject) : said).ToList();
            var namedBy = VersionsOfTwin.NamedBy(versions);
            var ambiguous = 0;
            foreach (var said in versions)
            {
                if (Current.Resolve(said) is not { } version) { ambiguous++; continue; }
                Current.Apply(version, namedBy, default);
            }
            return ambiguous;
        }

        public int Matching(ExpectNodes expected, TwinProgram program) => nodes.Values.Count(facts =>
            facts.Exists(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri type && program.Ontology.IsSubClass(type, expected.Class.Iri))
            && expected.Properties.All(p => facts.Exists(f => f.Triple.Predicate == p.Property.Iri && Matches(f.Triple.Object, p, facts)) && (SaysBound(expected, p) || !IsBound(p, facts))));

        // "<5" is not 5: who expects a bound says so, by the property that holds it.
        private static bool SaysBound(ExpectNodes expected, ExpectedProperty property) => expected.Properties.Any(p => p.Property.Iri == property.Property.ComparatorProperty);

        private static bool IsBound(ExpectedProperty property, List<Fact> facts) =>
            property.Property.ComparatorProperty is { } comparator && facts.Exists(f => f.Triple.Predicate == comparator && f.Triple.Object is not Literal { Lexical: "=" });

        private static bool Matches(Term value, ExpectedProperty expected, List<Fact> facts) => expected.Value switch
        {
            TextLiteral text => value switch { Iri iri => iri.Value == text.Value, Literal literal => literal.Lexical == text.Value || IsSameMoment(literal, text.Value), _ => false },
            TruthLiteral truth => value is Literal { Lexical: var lexical } && lexical == (truth.Value == Truth.True ? "true" : "false"),
            QuantityLiteral quantity => value is Literal number && decimal.TryParse(number.Lexical, System.Globalization.CultureInfo.InvariantCulture, out var held) && Equal(held, quantity, expected, facts),
            _ => false,
        };

        // An instant may be written in any zone.
        private static bool IsSameMoment(Literal held, string expected) => XsdMoment.IsOf(held.Datatype) && LiteralOrder.Compare(held, new Literal(expected, held.Datatype)) == 0;

        private static bool Equal(decimal held, QuantityLiteral quantity, ExpectedProperty expected, List<Fact> facts)
        {
            var unit = facts.Find(f => f.Triple.Predicate == expected.Property.UnitProperty)?.Triple.Object as Literal;
            if (quantity.Unit is null || unit is null || unit.Lexical == quantity.Unit) { return held == quantity.Value; }
            return UcumUnit.TryParse(quantity.Unit, out var from, out _) && UcumUnit.TryParse(unit.Lexical, out var to, out _) && default(Substance).TryConvert(quantity.Value, from, to, out var converted) && converted == held;
        }
    }
}
