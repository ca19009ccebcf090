namespace Ontotwin.Rdf;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nested brackets and collections in one Turtle statement, nested elements of RDF/XML and nested values of JSON-LD.</summary>
    public const int MaxNesting = 256;

    /// <summary>Blank nodes that hang together and that a comparison of datasets tells apart by trial, one after the other: it recurses by them.</summary>
    public const int MaxIsomorphismDepth = 2_000;

    /// <summary>Statements about blank nodes, and nodes copied for a trial, that a comparison of datasets looks at, however small they are.</summary>
    public const long MinIsomorphismSteps = 5_000_000;

    /// <summary>The same for each statement with a blank node.</summary>
    public const int IsomorphismStepsPerStatement = 64;

    /// <summary>Characters that entities of one RDF/XML document may expand to.</summary>
    public const long MaxEntityChars = 10_000_000;

    /// <summary>Bytes of one name or string of an RDF document that is read from a stream.</summary>
    public const int MaxTokenBytes = 1 << 27;

    /// <summary>Orders of blank nodes that look alike, and nodes looked at for them, that a canonicalization tries.</summary>
    public const int MaxCanonicalizationSteps = 100_000;

    /// <summary>Milliseconds that one regular expression may take on one text.</summary>
    public const int RegexTimeMs = 1_000;

    /// <summary>Regular expressions that are kept for later queries.</summary>
    public const int MaxCompiledRegexes = 64;

    /// <summary>Contexts of JSON-LD that name one another, and terms of a context that are defined by one another, from the first to the last one.</summary>
    public const int MaxContextDepth = 64;

    /// <summary>Remote contexts that one JSON-LD document may name.</summary>
    public const int MaxRemoteContexts = 100;

    /// <summary>Bytes of the remote contexts of one JSON-LD document together.</summary>
    public const long MaxRemoteContextBytes = 1 << 26;

    /// <summary>Terms that contexts may define, however small a JSON-LD document is; beyond, as many as it has bytes.</summary>
    public const long MinTermDefinitions = 1_000_000;

    /// <summary>Characters of IRIs that prefixes and bases may make, however small a JSON-LD document is.</summary>
    public const long MinExpandedChars = 1 << 24;

    /// <summary>Characters of IRIs that prefixes and bases may make for each byte of a JSON-LD document.</summary>
    public const int MaxExpandedCharsPerByte = 32;

    /// <summary>Lists in lists that are written in JSON-LD as such; deeper ones stay cells.</summary>
    public const int MaxListNesting = 64;
}
