using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>The constraints of one shape (SHACL, section 4). A parameter that SHACL Core does not have is left alone.</summary>
internal sealed class ConstraintReader(GraphIndex graph, ShapeReader shapes, Shape shape)
{
    public IEnumerable<Constraint> Read() => graph.About(shape.Id).Select(t => Shacl.NameOf(t.Predicate) is { } name ? Of(name, t.Object) : null).OfType<Constraint>().ToList();

    private Constraint? Of(string name, Term value) => name switch
    {
        "class" => new EachValue("Class", $"is no instance of {value}", (v, run) => run.Data.IsInstance(v, value)),
        "datatype" => Datatype(value),
        "nodeKind" => NodeKind(value),
        "in" => In(value),
        "minExclusive" or "minInclusive" or "maxExclusive" or "maxInclusive" => Range(name, value),
        "minLength" => Length("MinLength", $"is shorter than {value}", length => length >= Count(name, value)),
        "maxLength" => Length("MaxLength", $"is longer than {value}", length => length <= Count(name, value)),
        "pattern" => Pattern(value),
        "languageIn" => LanguageIn(value),
        "minCount" => Number("MinCount", $"there are fewer than {value}", count => count >= Count(name, value)),
        "maxCount" => Number("MaxCount", $"there are more than {value}", count => count <= Count(name, value)),
        "uniqueLang" => value is Literal { Lexical: "true" } ? UniqueLang() : null,
        "hasValue" => new AllValues("HasValue", $"{value} is missing", (_, values, _) => values.Contains(value) ? [] : [null]),
        "equals" or "disjoint" or "lessThan" or "lessThanOrEquals" => Pair(name, value as Iri ?? throw Wrong(name, "is no property")),
        "property" => Property(value),
        "closed" => value is Literal { Lexical: "true" or "1" } ? Closed() : null,
        _ => OfShapes(name, value),
    };

    private Constraint? OfShapes(string name, Term value)
    {
        switch (name)
        {
            case "node":
                var node = shapes.Read(value);
                return new EachValue("Node", $"does not conform to {value}", (v, run) => run.Conforms(v, node));
            case "not":
                var not = shapes.Read(value);
                return new EachValue("Not", $"conforms to {value}, and must not", (v, run) => !run.Conforms(v, not));
            case "and" or "or" or "xone":
                var members = List(name, value).ConvertAll(shapes.Read);
                return name switch
                {
                    "and" => new EachValue("And", "does not conform to all of the shapes", (v, run) => members.TrueForAll(m => run.Conforms(v, m))),
                    "or" => new EachValue("Or", "conforms to none of the shapes", (v, run) => members.Exists(m => run.Conforms(v, m))),
                    _ => new EachValue("Xone", "does not conform to exactly one of the shapes", (v, run) => members.Count(m => run.Conforms(v, m)) == 1),
                };
            case "qualifiedMinCount" or "qualifiedMaxCount":
                return Qualified(name, Count(name, value));
            default:
                return null;
        }
    }

    private PropertyConstraint Property(Term value)
    {
        var property = shapes.Read(value);
        return property.Path is null && !graph.Objects(value, Shacl.Path).Any() ? throw Wrong("property", "has no sh:path") : new PropertyConstraint(property);
    }

    private EachValue Datatype(Term value)
    {
        var datatype = value as Iri ?? throw Wrong("datatype", "is no IRI");
        return new("Datatype", $"is no {value}", (v, _) => v is Literal literal && literal.Datatype == datatype && XsdDatatypes.HasForm(literal.Lexical, datatype));
    }

    private EachValue NodeKind(Term value)
    {
        var kind = (value as Iri) is { } iri ? Shacl.NameOf(iri) : null;
        if (kind is not ("BlankNode" or "IRI" or "Literal" or "BlankNodeOrIRI" or "BlankNodeOrLiteral" or "IRIOrLiteral")) { throw Wrong("nodeKind", "is no kind of nodes"); }
        return new("NodeKind", $"is no {kind}", (v, _) => kind.Contains(v is Iri ? "IRI" : v is Literal ? "Literal" : "BlankNode", StringComparison.Ordinal));
    }

    private EachValue In(Term value)
    {
        var allowed = List("in", value).ToHashSet();
        return new("In", "is none of the values that are allowed", (v, _) => allowed.Contains(v));
    }

    private EachValue Range(string name, Term value)
    {
        var bound = value as Literal ?? throw Wrong(name, "is no literal");
        bool IsMet(int order) => name switch { "minExclusive" => order > 0, "minInclusive" => order >= 0, "maxExclusive" => order < 0, _ => order <= 0 };
        return new(char.ToUpperInvariant(name[0]) + name[1..], $"is not within {name} {value}", (v, _) => v is Literal literal && LiteralOrder.Compare(literal, bound) is { } order && IsMet(order));
    }

    private static EachValue Length(string component, string message, Func<int, bool> isMet) => new(component, message, (v, _) => TextOf(v) is { } text && isMet(text.EnumerateRunes().Count()));

    private EachValue Pattern(Term value)
    {
        var pattern = (value as Literal)?.Lexical ?? throw Wrong("pattern", "is no string");
        var flags = graph.Objects(shape.Id, Shacl.Of("flags")).OfType<Literal>().FirstOrDefault()?.Lexical ?? "";
        var regex = XPathRegex.Of(pattern, flags) ?? throw Wrong("pattern", "is no regular expression");
        return new("Pattern", $"does not match {value}", (v, _) => TextOf(v) is { } text && IsMatch(regex, text));
    }

    private bool IsMatch(Regex regex, string text)
    {
        try { return regex.IsMatch(text); }
        catch (RegexMatchTimeoutException) { throw Wrong("pattern", "takes too long on a value"); }
    }

    private EachValue LanguageIn(Term value)
    {
        var ranges = List("languageIn", value).OfType<Literal>().Select(l => l.Lexical).ToList();
        return new("LanguageIn", $"is in none of the languages {string.Join(", ", ranges)}", (v, _) => v is Literal { Language: { } tag } && ranges.Exists(r => Matches(tag, r)));
    }

    // Basic filtering of RFC 4647, as SPARQL's langMatches.
    private static bool Matches(string tag, string range) =>
        tag.StartsWith(range, StringComparison.OrdinalIgnoreCase) && (tag.Length == range.Length || tag[range.Length] == '-');

    private static AllValues Number(string component, string message, Func<int, bool> isMet) => new(component, message, (_, values, _) => isMet(values.Count) ? [] : [null]);

    private static AllValues UniqueLang() => new("UniqueLang", "there is more than one text in a language", (_, values, _) =>
        values.OfType<Literal>().Where(l => l.Language is not null).GroupBy(l => l.Language, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(_ => (Term?)null));

    private static AllValues Pair(string name, Iri property)
    {
        var component = char.ToUpperInvariant(name[0]) + name[1..];
        IEnumerable<Term?> Wrong(Term focus, IReadOnlyList<Term> values, Validation run)
        {
            var others = run.Data.Objects(focus, property).ToList();
            return name switch
            {
                "equals" => values.Except(others).Concat(others.Except(values)),
                "disjoint" => values.Intersect(others),
                _ => from value in values from other in others where !IsLess(value, other, name == "lessThanOrEquals") select value,
            };
        }
        return new(component, $"sh:{name} {property} does not hold", Wrong);
    }

    private static bool IsLess(Term value, Term other, bool orEqual) =>
        value is Literal a && other is Literal b && LiteralOrder.Compare(a, b) is { } order && (order < 0 || (orEqual && order == 0));

    // Without sh:qualifiedValueShape the parameters of the component are not complete, and nothing is checked.
    private AllValues Qualified(string name, int count)
    {
        var qualified = graph.Objects(shape.Id, Shacl.QualifiedValueShape).Select(shapes.Read).ToList();
        var isDisjoint = graph.Objects(shape.Id, Shacl.Of("qualifiedValueShapesDisjoint")).Any(v => v is Literal { Lexical: "true" or "1" });
        var siblings = qualified.ToDictionary(q => q, q => isDisjoint ? Siblings(q.Id) : []);
        bool IsMet(Shape of, IReadOnlyList<Term> all, Validation run)
        {
            var conforming = all.Count(v => run.Conforms(v, of) && !siblings[of].Exists(s => run.Conforms(v, s)));
            return name == "qualifiedMinCount" ? conforming >= count : conforming <= count;
        }
        return new(char.ToUpperInvariant(name[0]) + name[1..], $"sh:{name} {count} does not hold", (_, all, run) => qualified.Where(q => !IsMet(q, all, run)).Select(_ => (Term?)null));
    }

    // The qualified shapes of the other properties of the shapes that this one is a property of (section 4.7.3).
    private List<Shape> Siblings(Term own) =>
    [
        .. graph.SubjectsOf(Shacl.Property, shape.Id).SelectMany(parent => graph.Objects(parent, Shacl.Property)).SelectMany(p => graph.Objects(p, Shacl.QualifiedValueShape))
            .Where(s => s != own).Distinct().Select(shapes.Read),
    ];

    private ClosedConstraint Closed()
    {
        var known = graph.Objects(shape.Id, Shacl.Property).SelectMany(p => graph.Objects(p, Shacl.Path)).Where(p => p is Iri).ToHashSet();
        foreach (var list in graph.Objects(shape.Id, Shacl.Of("ignoredProperties"))) { known.UnionWith(List("ignoredProperties", list)); }
        return new(known);
    }

    private List<Term> List(string name, Term value) => graph.List(value) ?? throw Wrong(name, "is no list");

    private int Count(string name, Term value) =>
        value is Literal { Lexical: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Wrong(name, "is no whole number from 0 on");

    private ShapesException Wrong(string name, string why) => new($"sh:{name} of {shape.Id} {why}");

    private static string? TextOf(Term term) => term switch { Iri iri => iri.Value, Literal literal => literal.Lexical, _ => null };
}
