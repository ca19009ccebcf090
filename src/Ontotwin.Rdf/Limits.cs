namespace Ontotwin.Rdf;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nested brackets and collections in one Turtle statement, and nested elements of RDF/XML.</summary>
    public const int MaxNesting = 256;

    /// <summary>Times that a comparison of datasets tells blank nodes apart by trial.</summary>
    public const int MaxIsomorphismTrials = 10_000;

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
}
