namespace Ontotwin.Language;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nested brackets in one file: the parser and binder recurse by nesting.</summary>
    public const int MaxNesting = 64;

    /// <summary>Operators that nest to the right (<c>not</c>, <c>-</c>, <c>^</c>, <c>if</c>) in one expression.</summary>
    public const int MaxExpressionDepth = 200;

    /// <summary>Functions that call functions: each call is compiled as the body it stands for.</summary>
    public const int MaxFunctionNesting = 8;

    /// <summary>Depth of a file's syntax tree: a chain of operators is as deep as it is long.</summary>
    public const int MaxTreeDepth = 500;

    /// <summary>Characters of one <c>.twin</c> file.</summary>
    public const int MaxFileChars = 4 << 20;

    /// <summary>Rows of one lookup or coefficient table.</summary>
    public const int MaxTableRows = 2_000_000;

    /// <summary>Bytes of one concept map.</summary>
    public const long MaxTableBytes = 64L << 20;

    /// <summary>Syntax errors reported of one file: past them, the rest are consequences.</summary>
    public const int MaxSyntaxErrors = 50;

    /// <summary>Lines before the header of a delimited file that a map may skip.</summary>
    public const int MaxSkippedLines = 10_000;

    /// <summary>Characters of a formatted line, its comment not counted, where there is a place to break it.</summary>
    public const int MaxLineChars = 160;
}
