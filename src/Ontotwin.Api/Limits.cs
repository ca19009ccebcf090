namespace Ontotwin.Api;

/// <summary>What the API refuses to exceed, whatever a request says.</summary>
public static class Limits
{
    /// <summary>Nested selections in a query. A proof of the shipped guidelines is about 20 deep; <c>proofFlat</c> has no such bound.</summary>
    public const int MaxQueryDepth = 48;

    /// <summary>Nesting that the parser of queries follows, lists and objects in arguments included.</summary>
    public const int MaxSyntaxDepth = 128;

    /// <summary>Fields that a query may be expected to yield, by the estimate of the GraphQL core.</summary>
    public const int MaxQueryComplexity = 2_000_000;

    /// <summary>What reading a twin and reasoning over it counts as, in fields; so a query asks for a hundred twins at most, under whatever aliases.</summary>
    public const int TwinImpact = 20_000;

    /// <summary>What going through the records of a twin counts as, in fields.</summary>
    public const int RecordsImpact = 2_000;

    /// <summary>Bytes of a request.</summary>
    public const int MaxRequestBytes = 1 << 20;

    /// <summary>Items that one list may be asked for with <c>first</c>.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Nodes of one flat proof.</summary>
    public const int MaxFlatProofNodes = 100_000;

    /// <summary>Seconds that one query may take.</summary>
    public const int QueryTimeoutS = 60;

    /// <summary>Bytes of a graph that is sent.</summary>
    public const int MaxGraphBytes = 1 << 26;
}
