using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Model;

/// <summary>How values of a source are referred to.</summary>
internal enum RmlFormulation
{
    Csv = 0,
    JsonPath,
    XPath,
}

/// <summary>How a file is packed.</summary>
internal enum RmlCompression
{
    None = 0,
    Gzip,
    Zip,
    TarGzip,
    TarXz,
}

/// <summary>What a term map makes.</summary>
internal enum RmlTermType
{
    Iri = 0,
    Uri,
    UnsafeIri,
    UnsafeUri,
    BlankNode,
    Literal,
}

/// <summary>Something that gives rows: a file or a view.</summary>
internal abstract record RmlIterable;

/// <summary>A logical source: a file, how it is written and what in it is a row.</summary>
internal sealed record RmlSource : RmlIterable
{
    public required string Path { get; init; }

    public bool IsFromWorkingFolder { get; init; }

    /// <summary>Whether it names the mapping's folder as its root; without a root the current folder comes first.</summary>
    public bool IsFromMappingFolder { get; init; }

    public RmlFormulation Formulation { get; init; }

    public string? Iterator { get; init; }

    public Dictionary<string, string> Namespaces { get; init; } = [];

    public string? Encoding { get; init; }

    public RmlCompression Compression { get; init; }

    public List<string> Nulls { get; init; } = [];

    public Sources.Csv.CsvOptions Csv { get; init; }

    /// <summary>Whether blanks around the cells of a table are left out (csvw:trim).</summary>
    public bool IsTrimmed { get; init; }

    /// <summary>The same for sources that read the same rows.</summary>
    public string Key => string.Join('\n', Path, IsFromWorkingFolder, IsFromMappingFolder, Formulation, Iterator, Encoding, Compression, IsTrimmed, string.Join('\t', Nulls),
        Csv.Delimiter, Csv.Quote, Csv.CommentPrefix, Csv.HasHeader, Csv.SkipRows, string.Join('\t', Namespaces.OrderBy(n => n.Key, StringComparer.Ordinal)));
}

/// <summary>A logical view: rows of named fields made from another source or view.</summary>
internal sealed record RmlView(string Name) : RmlIterable
{
    public required RmlIterable On { get; init; }

    public required IReadOnlyList<RmlField> Fields { get; init; }

    public required IReadOnlyList<RmlJoin> Joins { get; init; }
}

/// <summary>A field of a view: of an expression, or, with an iterator or a formulation of its own, of the matches in the field around it.</summary>
internal sealed record RmlField(string Name, RmlExpression? Expression, string? Iterator, RmlFormulation? Formulation, IReadOnlyList<RmlField> Fields);

/// <summary>A join of a view to another.</summary>
internal sealed record RmlJoin(bool IsInner, RmlView Parent, IReadOnlyList<RmlJoinCondition> Conditions, IReadOnlyList<RmlField> Fields);

/// <summary>Values that have to be equal.</summary>
internal sealed record RmlJoinCondition(RmlExpression Child, RmlExpression Parent);

/// <summary>What gives values.</summary>
internal abstract record RmlExpression;

/// <summary>Always the same term.</summary>
internal sealed record RmlConstant(Term Term) : RmlExpression;

/// <summary>A column, JSONPath, XPath or field of a view.</summary>
internal sealed record RmlReference(string Text) : RmlExpression;

/// <summary>A text with references in braces.</summary>
internal sealed record RmlTemplate(string Text, IReadOnlyList<RmlTemplatePart> Parts) : RmlExpression;

/// <summary>A stretch of a template: as written, or a reference.</summary>
internal readonly record struct RmlTemplatePart(string Text, bool IsReference);

/// <summary>A function of values.</summary>
internal sealed record RmlFunctionCall(string Function, IReadOnlyList<(string Parameter, RmlTermMap Value)> Inputs, string? Output) : RmlExpression;

/// <summary>A term map, with all that belongs to it.</summary>
internal sealed record RmlTermMap
{
    public RmlExpression? Expression { get; init; }

    public RmlTermType TermType { get; init; }

    public RmlTermMap? Language { get; init; }

    public RmlTermMap? Datatype { get; init; }

    public RmlTermMap? Condition { get; init; }

    public RmlGather? Gather { get; init; }

    /// <summary>The triples map whose subjects are meant, and when.</summary>
    public RmlParent? Parent { get; init; }

    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>A name for people: what it is and in which triples map.</summary>
    public required string Where { get; init; }
}

/// <summary>Terms gathered into a list or container.</summary>
internal sealed record RmlGather(IReadOnlyList<RmlTermMap> Members, string As, bool AllowsEmpty, bool IsProduct);

/// <summary>A reference to another triples map's subjects.</summary>
internal sealed record RmlParent(string TriplesMap, IReadOnlyList<RmlJoinCondition> Conditions);

/// <summary>Predicates and objects of a subject.</summary>
internal sealed record RmlPredicateObjects(IReadOnlyList<RmlTermMap> Predicates, IReadOnlyList<RmlTermMap> Objects, IReadOnlyList<RmlTermMap> Graphs);

/// <summary>A triples map.</summary>
internal sealed record RmlTriplesMap(string Name)
{
    public required RmlIterable Source { get; init; }

    public string? BaseIri { get; init; }

    public required RmlTermMap Subject { get; init; }

    public required IReadOnlyList<RmlTermMap> Graphs { get; init; }

    public required IReadOnlyList<Iri> Classes { get; init; }

    public required IReadOnlyList<RmlPredicateObjects> PredicateObjects { get; init; }
}

/// <summary>Where statements may be sent.</summary>
internal sealed record RmlTargetFile(string Name, string Path, bool IsFromMappingFolder, string Serialization, string? Encoding, RmlCompression Compression);
