using Antlr4.Runtime;

namespace Ontotwin.Language.Formatting;

/// <summary>A word or comment of the text, with what its layout depends on.</summary>
internal sealed class Piece(IToken token, ParserRuleContext? parent)
{
    /// <summary>What is printed.</summary>
    public string Text { get; } = token.Text.TrimEnd();

    /// <summary>Its token type.</summary>
    public int Type => token.Type;

    /// <summary>The tree directly above a word; null for a comment.</summary>
    public ParserRuleContext? Parent => parent;

    public bool IsComment => parent is null;

    /// <summary>Line breaks that the author put before it.</summary>
    public int NewlinesBefore { get; init; }

    /// <summary>Blanks that the author put before it, on its line.</summary>
    public int BlanksBefore { get; init; }

    /// <summary>Blanks to put before it beyond the usual one.</summary>
    public int Padding { get; set; }

    /// <summary>Whether a statement, or one entry of a list in braces, begins with it.</summary>
    public bool StartsStatement { get; init; }

    /// <summary>The innermost braces that it stands in (a brace itself stands outside); null at the top.</summary>
    public Block? Block { get; set; }

    /// <summary>The statement that it belongs to; null for a comment between statements.</summary>
    public Statement? Statement { get; set; }

    /// <summary>Round and square brackets open before it, within its statement.</summary>
    public int Brackets { get; set; }

    /// <summary>Whether a line begins with it.</summary>
    public bool StartsLine { get; set; }

    /// <summary>The braces that it opens or closes; null for any other word.</summary>
    public Block? Braces { get; set; }
}

/// <summary>A statement at its place.</summary>
/// <param name="Block">The braces that it stands in; null at the top.</param>
internal sealed record Statement(Block? Block)
{
    /// <summary>Where it begins in the list of pieces.</summary>
    public int Start { get; init; }

    /// <summary>Its own blocks, in order.</summary>
    public List<Block> Blocks { get; } = [];
}

/// <summary>A pair of braces.</summary>
/// <param name="Owner">The statement that they belong to.</param>
/// <param name="Open">Place of the opening brace in the list of pieces.</param>
internal sealed record Block(Statement Owner, int Open)
{
    /// <summary>Place of the closing brace.</summary>
    public int Close { get; set; }

    /// <summary>Whether its contents stand on lines of their own.</summary>
    public bool IsExpanded { get; set; }
}
