using Ontotwin.Language.Binding;
using Ontotwin.Ontology;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Language.Analysis;

/// <summary>Proposes what may be written at the cursor.</summary>
internal sealed class Completer(OntologyModel ontology, SymbolIndex index, CursorContext cursor)
{
    private readonly CursorShapes shapes = new(cursor);

    private string Last => cursor.Statement.Count == 0 ? "" : cursor.Statement[^1].Text;

    private string First => cursor.Statement.Count == 0 ? "" : cursor.Statement[0].Text;

    private bool IsMapping => cursor.Blocks.Any(b => b.Kind is "map" or "identity" or "site") || First is "map" or "identity";

    public IEnumerable<Proposal> Propose()
    {
        if (cursor.IsInText) { return []; }
        if (cursor.IsInUnit) { return Units(); }
        if (cursor.Path.AsSpan().LastIndexOfAny("./-") is >= 0 and var separator && !Last.StartsWith('"')) { return Fields(cursor.Path[..separator], cursor.Path[separator]); }
        if (cursor.Statement.Count == 0) { return Statements(); }
        if (cursor.BeginsStatement) { return Statements().Concat(IsMapping ? MapWords() : RuleWords()); }
        return Named() ?? (IsMapping ? MapWords() : RuleWords());
    }

    private IEnumerable<Proposal> Fields(string path, char separator)
    {
        if (!IsMapping) { return index.Globals.Any(g => g.Kind == SymbolKind.Score && g.Name == path) ? Words("highest") : []; }
        if (path == "site") { return Words("authority", "zone", "name"); }
        var shape = path.Length == 0 ? null : shapes.At(path);
        var found = shape?.Proposals.Select(p => new Proposal(Quoted(p), ProposalKind.Field, shape.Describe(p))) ?? [];
        return separator == '.' ? found.Concat(Words("first", "last", "ofType", "resolve", "fhirpath")) : found;
    }

    private IEnumerable<Proposal> Statements() => cursor.Block switch
    {
        null => Words("module", "ontology", "import", "map", "identity", "lookup", "site", "function", "guideline", "score", "feature", "model", "causal", "test", "codes", "units", "authorities"),
        { Kind: "node" } node => Properties(node.After(":")).Concat(Words("on", "node", "for", "series")),
        { Kind: "map" or "for" } => Words("node", "for", "series"),
        { Kind: "identity" } => Words("each", "for", "replaces", "links", "separates"),
        { Kind: "options" } => Words("delimiter", "decimal", "skip", "encoding", "no", "heading"),
        { Kind: "on" } => Words("other", "absent"),
        { Kind: "site" } => Words("zone", "authority", "null", "dates"),
        { Kind: "guideline" } => Words("cite", "translation", "rule", "conflict", "test"),
        { Kind: "rule" } => Words("when", "unless", "recommend", "contraindicate", "alternative", "strength", "urgency", "expects", "monitor", "missing", "because", "patient", "overrides", "raise", "causal", "cite"),
        { Kind: "score" } => Words("within", "input", "let", "table", "value", "term", "missing", "test").Concat(Classes()),
        { Kind: "model" } => Words("input", "output", "attribute"),
        { Kind: "causal" } => Words("latent", "effect", "cite").Concat(Classes()),
        { Kind: "test" } => Words("given", "expect"),
        { Kind: "missing" } => Classes(),
        _ => [],
    };

    // What the word before asks for by itself; null when it asks for nothing of its own.
    private IEnumerable<Proposal>? Named() => Last switch
    {
        ":" when First is "node" or "series" => Classes(),
        "identity" or "ref" or "since" or "monitor" or "expects" or "alternative" => Classes(),
        "has" => Classes(),
        "on" when !IsMapping => Classes().Concat(Words("miss")),
        "is" => Classes().Concat(Individuals()),
        "latest" or "mean" or "median" or "min" or "max" or "sum" or "count" or "slope" or "sd" => Classes().Concat(Declared(SymbolKind.Feature)),
        "of" when First == "feature" => Classes(),
        "of" when First == "test" => Declared(SymbolKind.Map, SymbolKind.Score, SymbolKind.Guideline),
        "recommend" or "contraindicate" => Words("start", "stop", "continue", "give", "do", "order", "refer", "reduce"),
        "for" when First is "recommend" => Individuals(),
        "for" when First is "missing" => Classes(),
        _ when First is "recommend" or "contraindicate" or "alternative" && cursor.Statement.Count == 2 => Classes(),
        "via" or "lookup" when First != "lookup" => Declared(SymbolKind.Lookup),
        "as" => Words([.. PropertyBinder.ValueTypes]),
        "import" => Declared(SymbolKind.Module),
        "ontology" => Words("hdt"),
        "->" when cursor.Block is { Kind: "on" } => Words([.. PropertyBinder.LifeCycleWords]),
        "overrides" => Declared(SymbolKind.Rule),
        "expect" => Words("one", "no", "some", "diagnostic").Concat(Declared(SymbolKind.Rule, SymbolKind.Score)).Concat(Classes()),
        "one" or "no" => Classes().Concat(Words("diagnostics", "reject")),
        "from" when First is "map" or "identity" => Words("hl7v2", "fhir", "dicom", "csv"),
        _ when First is "map" or "identity" => Header(),
        _ => null,
    };

    private IEnumerable<Proposal> Header()
    {
        var words = cursor.Statement.Select(t => t.Text).ToList();
        var types = words.Contains("fhir") ? FhirSchema.ResourceNames : words.Contains("hl7v2") ? Hl7v2Schema.For("2.8").Structures.Order(StringComparer.Ordinal) : [];
        return Words("from", "any", "only", "when").Concat(types.Select(t => new Proposal(t, ProposalKind.Field, "")));
    }

    private IEnumerable<Proposal> MapWords() => Last is "<-" or "(" or "," or "??" or "each" or "when" or "=" or "in" or "and" or "or" or "not" or "to" or "ordered" or "by" or "of" or "at" or "value" or "["
        ? Sources().Concat(Words("each", "ref", "not", "exists", "unitOf", "authority"))
        : Words("as", "via", "when", "otherwise", "check", "in", "to", "zone", "format", "key", "of", "or", "and", "stub", "ordered", "by", "at", "value", "else", "quarantine");

    private IEnumerable<Proposal> Sources()
    {
        foreach (var block in cursor.Blocks)
        {
            if (block is { Kind: "for", Header: [_, var name, ..] }) { yield return new Proposal(name.Text, ProposalKind.Variable, "in " + block.After("in")); }
            foreach (var (node, type) in block.Nodes) { yield return new Proposal(node, ProposalKind.Variable, "node : " + type); }
        }
        if (shapes.Root is { } root)
        {
            foreach (var field in root.Proposals) { yield return new Proposal(Quoted(field), ProposalKind.Field, PathBinder.IsSegmentName(field) ? root.DescribeSegment(field) : root.Describe(field)); }
        }
        foreach (var function in Declared(SymbolKind.Function)) { yield return function; }
        yield return new Proposal("site", ProposalKind.Variable, "site.authority, site.zone");
    }

    private IEnumerable<Proposal> RuleWords() =>
        Words("has", "on", "latest", "and", "or", "not", "within", "before", "mean", "median", "min", "max", "count", "is", "in", "age", "unknown", "surely", "possibly", "because", "en", "zh", "for", "via", "certainty", "native")
            .Concat(Declared(SymbolKind.Score, SymbolKind.Feature, SymbolKind.Model, SymbolKind.Input, SymbolKind.Let)).Concat(Classes());

    private IEnumerable<Proposal> Classes() => ontology.Classes.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Proposal(c.Name, ProposalKind.Class, TermText.Line(c)));

    private IEnumerable<Proposal> Individuals() => ontology.Individuals.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Proposal(c.Name, ProposalKind.Individual, TermText.Line(c)));

    // Those that may be said of the class first; all of them when it is none.
    private IEnumerable<Proposal> Properties(string type)
    {
        var name = new string([.. type.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
        // The header's text has no blanks: the class is the longest name that it begins with.
        var subject = Enumerable.Range(1, name.Length).Reverse().Select(n => ontology.Class(name[..n])).FirstOrDefault(c => c is not null);
        return ontology.Properties.Values.Where(p => subject is null || p.Domains.All(d => ontology.IsSubClass(subject.Iri, d)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new Proposal(p.Name, ProposalKind.Property, TermText.Line(p)));
    }

    private IEnumerable<Proposal> Declared(params SymbolKind[] kinds) =>
        index.Globals.Where(g => kinds.Contains(g.Kind)).OrderBy(g => g.Name, StringComparer.Ordinal)
            .Select(g => new Proposal(g.Name, g.Kind == SymbolKind.Function ? ProposalKind.Function : ProposalKind.Declaration, g.Written));

    private IEnumerable<Proposal> Units() =>
        ontology.Classes.Values.SelectMany(c => new[] { c.CanonicalUnit, c.SiUnit, c.UsUnit }).OfType<string>()
            .Concat(["d", "h", "min", "wk", "mo", "a", "%", "1"]).Distinct().Order(StringComparer.Ordinal).Select(u => new Proposal(u, ProposalKind.Unit, ""));

    private static IEnumerable<Proposal> Words(params string[] words) => words.Select(w => new Proposal(w, ProposalKind.Keyword, ""));

    private static string Quoted(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"`{name}`";
}
