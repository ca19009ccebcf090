using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Ontology.Shapes;
using Ontotwin.Rdf;

namespace Ontotwin.Ontology;

/// <summary>What a validation found (SHACL, section 3).</summary>
public sealed class ValidationReport
{
    private readonly GraphIndex shapes;

    internal ValidationReport(ImmutableArray<ValidationResult> results, GraphIndex shapes) => (Results, this.shapes) = (results, shapes);

    /// <summary>Whether nothing was found, of whatever severity.</summary>
    public bool Conforms => Results.IsEmpty;

    /// <summary>What was found, by shape and then by node.</summary>
    public ImmutableArray<ValidationResult> Results { get; }

    /// <summary>Shapes that say what they are of: without any nothing was checked.</summary>
    public int TargetedShapes { get; internal init; }

    /// <summary>The report as RDF. Its own nodes are blank and named <c>report…</c>; values and shapes that are blank keep their labels.</summary>
    public IEnumerable<Triple> ToTriples()
    {
        var made = 0;
        BlankNode Fresh() => new("report" + (made++).ToString(CultureInfo.InvariantCulture));
        var report = Fresh();
        yield return new(report, RdfTerms.Type, Shacl.Of("ValidationReport"));
        yield return new(report, Shacl.Of("conforms"), Literal.Boolean(Conforms));
        foreach (var result in Results)
        {
            var node = Fresh();
            yield return new(report, Shacl.Of("result"), node);
            yield return new(node, RdfTerms.Type, Shacl.Of("ValidationResult"));
            yield return new(node, Shacl.Of("focusNode"), result.FocusNode);
            yield return new(node, Shacl.Of("resultSeverity"), result.Severity);
            yield return new(node, Shacl.Of("sourceConstraintComponent"), result.Component);
            yield return new(node, Shacl.Of("sourceShape"), result.SourceShape);
            if (result.Value is not null) { yield return new(node, Shacl.Of("value"), result.Value); }
            foreach (var message in result.Messages) { yield return new(node, Shacl.Of("resultMessage"), message); }
            if (result.Path is null) { continue; }
            var copied = new List<Triple>();
            yield return new(node, Shacl.Of("resultPath"), Copy(result.Path, copied, Fresh));
            foreach (var triple in copied) { yield return triple; }
        }
    }

    /// <summary>A path as SPARQL writes it: <c>^ex:a/ex:b*</c>, with whole IRIs.</summary>
    public string PathText(Term path)
    {
        if (path is not BlankNode) { return path.ToString(); }
        if (shapes.List(path) is { Count: > 0 } steps) { return string.Join('/', steps.Select(PathText)); }
        var part = shapes.About(path).First();
        return Shacl.NameOf(part.Predicate) switch
        {
            "inversePath" => "^" + PathText(part.Object),
            "alternativePath" => $"({string.Join('|', shapes.List(part.Object)!.Select(PathText))})",
            "zeroOrMorePath" => $"({PathText(part.Object)})*",
            "oneOrMorePath" => $"({PathText(part.Object)})+",
            _ => $"({PathText(part.Object)})?",
        };
    }

    private Term Copy(Term path, List<Triple> copied, Func<BlankNode> fresh)
    {
        if (path is not BlankNode) { return path; }
        var node = fresh();
        var isList = shapes.List(path) is { Count: > 0 };
        // What else is said of the node is no part of the path.
        foreach (var triple in shapes.About(path).Where(t => isList ? t.Predicate == RdfTerms.First || t.Predicate == RdfTerms.Rest : Shacl.NameOf(t.Predicate) is not null)) { copied.Add(new(node, triple.Predicate, Copy(triple.Object, copied, fresh))); }
        return node;
    }
}
