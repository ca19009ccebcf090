namespace Ontotwin.Sparql;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Characters of one query or update.</summary>
    public const int MaxTextChars = 4 << 20;

    /// <summary>Nested brackets in one query: the parser and what follows it recurse by nesting.</summary>
    public const int MaxNesting = 64;

    /// <summary>Depth of the algebra of one query: a chain of operators or OPTIONALs is as deep as it is long.</summary>
    public const int MaxAlgebraDepth = 500;

    /// <summary>Rows that are worked on together.</summary>
    public const int BatchRows = 1024;

    /// <summary>Milliseconds that a query may take, unless its options say otherwise.</summary>
    public const int DefaultTimeMs = 60_000;

    /// <summary>Rows that a query may answer, unless its options say otherwise.</summary>
    public const long DefaultRows = 10_000_000;

    /// <summary>Values that a query may hold at once (rows that are joined, grouped or sorted, times their variables), unless its options say otherwise; four bytes each.</summary>
    public const long DefaultHeldValues = 250_000_000;

    /// <summary>Values of one variable, given by VALUES or IN, that graphs are looked up by; of more, the property alone is.</summary>
    public const int MaxValuesLookedUp = 1000;

    /// <summary>Graphs, for each processor, that are loaded and asked before the rows of those before them have been read.</summary>
    public const int GraphsAheadPerCore = 4;

    /// <summary>Batches of rows of one graph that are kept until those of the graphs before it have been read; then its evaluation waits.</summary>
    public const int BatchesAheadPerGraph = 4;

    /// <summary>What a triple of a loaded graph counts as, in values held: three orders of three columns.</summary>
    public const int ValuesPerTriple = 9;

    /// <summary>What a term counts as, in values held: about 100 bytes.</summary>
    public const int ValuesPerTerm = 25;

    /// <summary>Characters of a string that count as one value held: two bytes each.</summary>
    public const int CharsPerValue = 2;

    /// <summary>Characters of a string that an expression makes.</summary>
    public const int MaxStringChars = 64 << 20;

    /// <summary>Characters that expressions read and make between two looks at the query's time.</summary>
    public const int CharsPerLook = 64 << 10;

    /// <summary>Strings of one column that a regular expression is interpreted for before it is compiled.</summary>
    public const int MatchesBeforeCompiling = 20_000;
}
