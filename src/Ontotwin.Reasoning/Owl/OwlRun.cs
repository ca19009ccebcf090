using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Owl;

/// <summary>One semi-naive run: each new triple meets everything known once.</summary>
/// <param name="schema">The axioms.</param>
/// <param name="store">What is known before.</param>
/// <param name="mayBeMerged">Whether a functional property may make this term the same as another.</param>
internal sealed class OwlRun(OwlSchema schema, TripleStore store, Func<Term, bool> mayBeMerged)
{
    private const string Icd10 = "http://hl7.org/fhir/sid/icd-10-cm/";
    private const int CategoryLength = 3;
    private static readonly Iri Code = OntologyModel.Term("code");
    private static readonly Iri CodeCategory = OntologyModel.Term("codeCategory");

    private readonly Queue<Triple> waiting = new();
    private readonly Dictionary<string, Diagnostic> contradictions = [];
    private bool hasSame;

    /// <summary>Derived triples with rule and premises, in order of derivation.</summary>
    public List<(Triple Triple, string Rule, ImmutableArray<Triple> Premises)> Derived { get; } = [];

    /// <summary>Contradictions, each kind once.</summary>
    public ImmutableArray<Diagnostic> Contradictions => [.. contradictions.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value)];

    public void Given(Triple triple)
    {
        if (store.Add(triple)) { waiting.Enqueue(triple); }
    }

    public void Run()
    {
        while (waiting.TryDequeue(out var triple))
        {
            if (Derived.Count > Limits.MaxDerivedFacts) { Contradict("OT6103", "the twin entails more statements than the limit allows; the rest is left out"); return; }
            if (triple.Predicate == RdfTerms.Type) { OnType(triple); }
            else if (triple.Predicate == Rdf.Owl.SameAs) { OnSame(triple); }
            else { OnProperty(triple); }
            if (hasSame && triple.Predicate != Rdf.Owl.SameAs) { Replace(triple); }
        }
    }

    private void Derive(Term subject, Iri predicate, Term value, string rule, Triple first, ImmutableArray<Triple> axioms, Triple? second = null)
    {
        if (subject is Literal) { return; }
        var triple = new Triple(subject, predicate, value);
        if (!store.Add(triple)) { return; }
        Derived.Add((triple, rule, second is null ? [first, .. axioms] : [first, second, .. axioms]));
        waiting.Enqueue(triple);
    }

    private void OnType(Triple t)
    {
        var (x, c) = (t.Subject, t.Object);
        foreach (var super in Of(schema.Supers, c)) { Derive(x, RdfTerms.Type, super.Target, super.Rule, t, super.Axioms); }
        foreach (var r in Of(schema.HasValueByClass, c)) { Derive(x, r.Property, r.Filler, "cls-hv1", t, r.Axioms); }
        foreach (var r in Of(schema.AllByClass, c))
        {
            foreach (var y in store.Objects(x, r.Property)) { Derive(y, RdfTerms.Type, r.Filler, "cls-avf", t, r.Axioms, new(x, r.Property, y)); }
        }
        foreach (var r in Of(schema.SomeByFiller, c))
        {
            foreach (var u in store.Subjects(r.Property, x)) { Derive(u, RdfTerms.Type, r.Class, "cls-svf1", new(u, r.Property, x), r.Axioms, t); }
        }
        foreach (var both in Of(schema.IntersectionsOf, c))
        {
            if (!both.Members.All(m => store.Contains(new(x, RdfTerms.Type, m)))) { continue; }
            Derive(x, RdfTerms.Type, both.Class, "cls-int1", t, [.. both.Members.Where(m => !m.Equals(c)).Select(m => new Triple(x, RdfTerms.Type, m)), .. both.Axioms]);
        }
        if (schema.Disjoint.TryGetValue(c, out var disjoint) && store.Objects(x, RdfTerms.Type).FirstOrDefault(disjoint.Contains) is { } other)
        {
            Contradict("OT6101", $"a node is both {Pair(c, other)}, which have no common instance (cax-dw)");
        }
        if (c.Equals(Rdf.Owl.Term("Nothing"))) { Contradict("OT6101", "a node is of a class that can have no instance (cls-nothing2)"); }
        foreach (var max in schema.MaxByProperty.Values.SelectMany(m => m).Where(m => m.Class.Equals(c))) { AtMost(max, x); }
    }

    private void OnProperty(Triple t)
    {
        var (x, p, y) = (t.Subject, t.Predicate, t.Object);
        foreach (var super in Of(schema.SuperProperties, p)) { Derive(x, super.Target, y, super.Rule, t, super.Axioms); }
        foreach (var inverse in Of(schema.Inverses, p)) { Derive(y, inverse.Target, x, inverse.Rule, t, inverse.Axioms); }
        if (schema.Symmetric.TryGetValue(p, out var symmetric)) { Derive(y, p, x, "prp-symp", t, [symmetric]); }
        if (schema.Transitive.TryGetValue(p, out var transitive))
        {
            foreach (var z in store.Objects(y, p)) { Derive(x, p, z, "prp-trp", t, [transitive], new(y, p, z)); }
            foreach (var w in store.Subjects(p, x)) { Derive(w, p, y, "prp-trp", new(w, p, x), [transitive], t); }
        }
        foreach (var chain in Of(schema.ChainsByLink, p)) { Follow(chain, t); }
        foreach (var domain in Of(schema.Domains, p)) { Derive(x, RdfTerms.Type, domain.Target, domain.Rule, t, domain.Axioms); }
        foreach (var range in Of(schema.Ranges, p)) { Derive(y, RdfTerms.Type, range.Target, range.Rule, t, range.Axioms); }
        if (p == Code) { Categorize(t); }
        Restrictions(t);
        Keys(t);
        if (schema.Irreflexive.Contains(p) && x.Equals(y)) { Contradict("OT6101", $"'{p.LocalName}' relates a node to itself (prp-irp)"); }
        if (schema.Asymmetric.Contains(p) && store.Contains(new(y, p, x))) { Contradict("OT6101", $"'{p.LocalName}' holds both ways (prp-asyp)"); }
        if (schema.DisjointProperties.TryGetValue(p, out var others) && others.FirstOrDefault(o => store.Contains(new(x, o, y))) is { } clash)
        {
            Contradict("OT6101", $"{Pair(p, clash)} relate the same two nodes (prp-pdw)");
        }
    }

    // ICD-10-CM is a tree by its spelling: every code lies in the category that its first three characters name. Derived where a class asks for the category.
    private void Categorize(Triple t)
    {
        if (t.Object is not Iri code || !code.Value.StartsWith(Icd10, StringComparison.Ordinal) || code.Value.Length < Icd10.Length + CategoryLength) { return; }
        var category = new Iri(code.Value[..(Icd10.Length + CategoryLength)]);
        if (schema.HasValueByPair.ContainsKey((CodeCategory, category))) { Derive(t.Subject, CodeCategory, category, "icd-10-cm-category", t, []); }
    }

    private void Restrictions(Triple t)
    {
        var (x, p, y) = (t.Subject, t.Predicate, t.Object);
        foreach (var r in Of(schema.HasValueByPair, (p, y))) { Derive(x, RdfTerms.Type, r.Class, "cls-hv2", t, r.Axioms); }
        foreach (var r in Of(schema.SomeByProperty, p))
        {
            if (r.Filler.Equals(Rdf.Owl.Thing)) { Derive(x, RdfTerms.Type, r.Class, "cls-svf2", t, r.Axioms); }
            else if (store.Contains(new(y, RdfTerms.Type, r.Filler))) { Derive(x, RdfTerms.Type, r.Class, "cls-svf1", t, r.Axioms, new(y, RdfTerms.Type, r.Filler)); }
        }
        foreach (var r in Of(schema.AllByProperty, p))
        {
            if (store.Contains(new(x, RdfTerms.Type, r.Class))) { Derive(y, RdfTerms.Type, r.Filler, "cls-avf", new(x, RdfTerms.Type, r.Class), r.Axioms, t); }
        }
        foreach (var r in Of(schema.MaxByProperty, p)) { if (store.Contains(new(x, RdfTerms.Type, r.Class))) { AtMost(r, x); } }
    }

    private void AtMost(Restriction max, Term x)
    {
        var values = store.Objects(x, max.Property);
        var most = (max.Filler as Literal)?.Lexical;
        if (most == "0" && values.Count > 0) { Contradict("OT6101", $"a node has a value of '{max.Property.LocalName}', of which it may have none (cls-maxc1)"); }
        for (var i = 1; most == "1" && i < values.Count; i++) { Same(new(x, max.Property, values[0]), new(x, max.Property, values[i]), values[0], values[i], "cls-maxc2", max.Axioms); }
    }

    private void Keys(Triple t)
    {
        var (x, p, y) = (t.Subject, t.Predicate, t.Object);
        if (schema.Functional.TryGetValue(p, out var functional))
        {
            foreach (var other in store.Objects(x, p).Where(o => !o.Equals(y))) { Same(t, new(x, p, other), y, other, "prp-fp", [functional]); }
        }
        if (y is not Literal && schema.InverseFunctional.TryGetValue(p, out var inverse))
        {
            foreach (var other in store.Subjects(p, y).Where(o => !o.Equals(x))) { Same(t, new(other, p, y), x, other, "prp-ifp", [inverse]); }
        }
    }

    // Nodes of the twin may turn out to be one; codes, sexes and other terms that everybody shares are never merged by one person's data.
    private void Same(Triple first, Triple second, Term a, Term b, string rule, ImmutableArray<Triple> axioms)
    {
        var different = schema.Different.TryGetValue(a, out var others) && others.Contains(b);
        if (a is Literal || b is Literal || different || !mayBeMerged(a) || !mayBeMerged(b))
        {
            Contradict("OT6102", $"sources give one node two values of '{first.Predicate.LocalName}', which has at most one ({rule})");
            return;
        }
        Derive(a, Rdf.Owl.SameAs, b, rule, first, axioms, second);
    }

    private void OnSame(Triple t)
    {
        var (x, y) = (t.Subject, t.Object);
        if (x.Equals(y)) { return; }
        hasSame = true;
        if (schema.Different.TryGetValue(x, out var others) && others.Contains(y)) { Contradict("OT6101", "two nodes are the same and different (eq-diff1)"); return; }
        Derive(y, Rdf.Owl.SameAs, x, "eq-sym", t, []);
        foreach (var about in store.About(x))
        {
            if (about.Predicate == Rdf.Owl.SameAs)
            {
                if (about.Subject.Equals(x) && !about.Object.Equals(y)) { Derive(y, Rdf.Owl.SameAs, about.Object, "eq-trans", t, [], about); }
                continue;
            }
            if (about.Subject.Equals(x)) { Derive(y, about.Predicate, about.Object, "eq-rep-s", t, [], about); }
            if (about.Object.Equals(x)) { Derive(about.Subject, about.Predicate, y, "eq-rep-o", t, [], about); }
        }
    }

    private void Replace(Triple t)
    {
        foreach (var other in store.Objects(t.Subject, Rdf.Owl.SameAs)) { Derive(other, t.Predicate, t.Object, "eq-rep-s", new(t.Subject, Rdf.Owl.SameAs, other), [], t); }
        if (t.Object is Literal || t.Predicate == RdfTerms.Type) { return; }
        foreach (var other in store.Objects(t.Object, Rdf.Owl.SameAs)) { Derive(t.Subject, t.Predicate, other, "eq-rep-o", new(t.Object, Rdf.Owl.SameAs, other), [], t); }
    }

    private void Follow(Chain chain, Triple t)
    {
        for (var at = 0; at < chain.Links.Length; at++)
        {
            if (chain.Links[at] != t.Predicate) { continue; }
            var paths = new List<ImmutableArray<Triple>> { ImmutableArray.Create(t) };
            for (var i = at + 1; i < chain.Links.Length; i++) { paths = [.. paths.SelectMany(path => store.Objects(path[^1].Object, chain.Links[i]).Select(o => path.Add(new(path[^1].Object, chain.Links[i], o))))]; }
            for (var i = at - 1; i >= 0; i--) { paths = [.. paths.SelectMany(path => store.Subjects(chain.Links[i], path[0].Subject).Select(s => path.Insert(0, new(s, chain.Links[i], path[0].Subject))))]; }
            foreach (var path in paths) { Derive(path[0].Subject, chain.Property, path[^1].Object, "prp-spo2", path[0], [.. path.Skip(1), .. chain.Axioms]); }
        }
    }

    private void Contradict(string code, string message) => contradictions.TryAdd(code + message, new(code, Severity.Warning, message));

    private static string Pair(Term a, Term b)
    {
        var names = new[] { Name(a), Name(b) }.Order(StringComparer.Ordinal).ToArray();
        return $"{names[0]} and {names[1]}";
    }

    private static string Name(Term term) => term is Iri iri ? iri.LocalName : "an anonymous class";

    private static List<T> Of<TKey, T>(Dictionary<TKey, List<T>> map, TKey key)
        where TKey : notnull => map.TryGetValue(key, out var list) ? list : [];
}
