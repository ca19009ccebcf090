using System.Text.Json;
using Ontotwin.Rdf;
using Ontotwin.Reasoning.Owl;
using Ontotwin.Testing;

namespace Ontotwin.Reasoning.Tests;

public class OwlTests
{
    // Rules that our ontologies do not use, and rules over the schema alone, whose consequences for individuals the rules here reach step by step.
    private static readonly string[] NotOurs = ["prp-key", "dt-eq", "dt-type2", "cls-maxqc3", "cls-maxqc4", "eq-rep-p"];

    private static readonly string[] Reported = ["cax-dw", "cax-adc", "cls-com", "cls-nothing2", "cls-maxc1", "eq-diff1", "prp-irp", "prp-asyp", "prp-pdw"];

    [Theory]
    [InlineData("p rdfs:subPropertyOf q", "a p b", "a q b", "prp-spo1")]
    [InlineData("p owl:inverseOf q", "a p b", "b q a", "prp-inv1")]
    [InlineData("p a owl:TransitiveProperty", "a p b; b p c", "a p c", "prp-trp")]
    [InlineData("p a owl:SymmetricProperty", "a p b", "b p a", "prp-symp")]
    [InlineData("p rdfs:domain C", "a p b", "a a C", "prp-dom")]
    [InlineData("p rdfs:range C", "a p b", "b a C", "prp-rng")]
    [InlineData("C rdfs:subClassOf D", "a a C", "a a D", "cax-sco")]
    [InlineData("C owl:equivalentClass D", "a a D", "a a C", "cax-eqc2")]
    [InlineData("R owl:onProperty p; R owl:hasValue v", "a p v", "a a R", "cls-hv2")]
    [InlineData("R owl:onProperty p; R owl:hasValue v", "a a R", "a p v", "cls-hv1")]
    [InlineData("R owl:onProperty p; R owl:someValuesFrom C", "a p b; b a C", "a a R", "cls-svf1")]
    [InlineData("R owl:onProperty p; R owl:allValuesFrom C", "a a R; a p b", "b a C", "cls-avf")]
    [InlineData("p a owl:FunctionalProperty", "a p b; a p c", "b owl:sameAs c", "prp-fp")]
    [InlineData("p a owl:InverseFunctionalProperty", "a p x; b p x", "a owl:sameAs b", "prp-ifp")]
    public void A_rule_derives_its_conclusion_with_its_premises(string axioms, string given, string conclusion, string rule)
    {
        var run = Run(Parse(axioms), Parse(given));
        var wanted = Parse(conclusion)[0];
        var found = run.Derived.FirstOrDefault(d => d.Triple == wanted || (d.Triple.Predicate == Rdf.Owl.SameAs && d.Triple.Subject.Equals(wanted.Object) && d.Triple.Object.Equals(wanted.Subject)));
        Assert.Equal(rule, found.Rule);
        Assert.All(Parse(given), g => Assert.Contains(g, found.Premises));
        Assert.All(Parse(axioms), a => Assert.Contains(a, found.Premises));
    }

    [Fact]
    public void Common_instances_of_disjoint_classes_are_reported()
    {
        var diagnostic = Assert.Single(Run(Parse("C owl:disjointWith D"), Parse("a a C; a a D")).Contradictions);
        Assert.Equal("OT6101", diagnostic.Code);
    }

    [Fact]
    public void Closures_agree_with_the_reference_about_individuals()
    {
        var folder = SharedData.Require("oracles", "owlrl");
        var (compared, failures) = (0, new List<string>());
        foreach (var @case in Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, "meta.json"))).Order(StringComparer.Ordinal))
        {
            using var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(@case, "meta.json")));
            var rules = meta.RootElement.GetProperty("rules").EnumerateArray().Select(r => r.GetString()!).ToList();
            if (rules.Any(NotOurs.Contains) || meta.RootElement.GetProperty("needs_generalised_triples").GetBoolean()) { continue; }
            var input = Read(Path.Combine(@case, "input.nt"));
            var schema = input.Where(IsSchema).Select(t => t.Subject).Concat(input.Where(IsSchema).Select(t => t.Object)).ToHashSet();
            bool AboutIndividuals(Triple t) => !IsSchema(t) && !(t.Predicate == RdfTerms.Type && t.Object is Iri type && IsBuiltIn(type)) && !(t.Predicate == Rdf.Owl.SameAs && t.Subject.Equals(t.Object));
            if (input.Any(t => t.Predicate.LocalName == "differentFrom" && t.Subject.Equals(t.Object))) { continue; }
            var individuals = input.Where(AboutIndividuals).ToList();
            var run = Run(input, individuals);
            if (!meta.RootElement.GetProperty("consistent").GetBoolean())
            {
                // Here we stop merging where the rules run on; that it is contradictory must be said.
                var fires = meta.RootElement.GetProperty("fires").EnumerateArray().Select(f => f.GetString()!).ToList();
                if (fires.All(Reported.Contains) && run.Contradictions.IsEmpty) { failures.Add($"{Path.GetFileName(@case)}: {string.Join(' ', fires)} is not reported"); }
                continue;
            }
            var ours = individuals.Concat(new OwlSchema(input).Members).Concat(run.Derived.Select(d => d.Triple)).Where(t => t.Subject is not Literal && InScope(t, input)).ToHashSet();
            var theirs = Read(Path.Combine(@case, "closure.nt")).Where(AboutIndividuals).Where(t => InScope(t, input)).ToHashSet();
            var missing = theirs.Where(t => !ours.Contains(t)).Take(3).ToList();
            var extra = ours.Where(t => AboutIndividuals(t) && !theirs.Contains(t)).Take(3).ToList();
            if (missing.Count + extra.Count > 0) { failures.Add($"{Path.GetFileName(@case)} ({string.Join(' ', rules)}): missing {string.Join(' ', missing)} extra {string.Join(' ', extra)}"); }
            compared++;
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(compared >= 28, $"only {compared} closures were compared");
    }

    // Blank nodes get new labels when they are read.
    private static bool InScope(Triple t, List<Triple> input)
    {
        var terms = Terms.GetValue(input, i => [.. i.SelectMany(x => new[] { x.Subject, x.Predicate, x.Object })]);
        return t.Subject is not BlankNode && t.Object is not BlankNode && terms.Contains(t.Subject) && terms.Contains(t.Object);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<List<Triple>, HashSet<Term>> Terms = [];

    private static bool IsBuiltIn(Iri iri) =>
        iri.Value.StartsWith(Rdf.Owl.Namespace, StringComparison.Ordinal) || iri.Value.StartsWith(Rdfs.Namespace, StringComparison.Ordinal)
        || iri.Value.StartsWith(RdfTerms.Namespace, StringComparison.Ordinal) || iri.Value.StartsWith(Xsd.Namespace, StringComparison.Ordinal);

    private static bool IsSchema(Triple t) => IsBuiltIn(t.Predicate) && t.Predicate != RdfTerms.Type && t.Predicate != Rdf.Owl.SameAs;

    private static OwlRun Run(List<Triple> schema, List<Triple> given)
    {
        var compiled = new OwlSchema(schema);
        var run = new OwlRun(compiled, new(null), _ => true);
        foreach (var member in compiled.Members) { run.Given(member); }
        foreach (var triple in given) { run.Given(triple); }
        run.Run();
        return run;
    }

    private static List<Triple> Read(string path)
    {
        var triples = new List<Triple>();
        var diagnostic = RdfReader.ReadFile(path, q => triples.Add(q.Triple));
        Assert.Null(diagnostic);
        return triples;
    }

    private static List<Triple> Parse(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries).Select(s => s.Split(' ')).Select(p => new Triple(Name(p[0]), p[1] == "a" ? RdfTerms.Type : Name(p[1]), Name(p[2])))];

    private static Iri Name(string name) =>
        name.StartsWith("owl:", StringComparison.Ordinal) ? Rdf.Owl.Term(name[4..])
        : name.StartsWith("rdfs:", StringComparison.Ordinal) ? new(Rdfs.Namespace + name[5..])
        : new("https://example.org/" + name);
}
