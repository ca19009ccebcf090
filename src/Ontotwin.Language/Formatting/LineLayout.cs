using System.Text;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Formatting;

/// <summary>Lays pieces out in lines: keeps the author's breaks where they may stand, then breaks what is too long until nothing is.</summary>
internal sealed class LineLayout
{
    private const int Indent = 2;

    private readonly List<Piece> pieces;
    private readonly bool dropSemicolons;

    public LineLayout(List<Piece> pieces, bool dropSemicolons)
    {
        (this.pieces, this.dropSemicolons) = (pieces, dropSemicolons);
        for (var i = 0; i < pieces.Count; i++) { pieces[i].StartsLine = MustStart(i) || (pieces[i].NewlinesBefore > 0 && Breaks.Cost(pieces, i) != Breaks.Never); }
    }

    public string Write()
    {
        // A break indents what follows it, which may make a line of the same statement too long that was not: again, until nothing changes.
        while (BreakLongLines())
        {
        }
        Align();
        var text = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (IsDropped(i)) { continue; }
            if (!pieces[i].StartsLine) { text.Append(Spacing.Between(pieces[Before(i)], pieces[i])).Append(' ', pieces[i].Padding).Append(pieces[i].Text); continue; }
            if (i > 0) { text.Append('\n'); }
            if (HasBlankLine(i)) { text.Append('\n'); }
            text.Append(' ', IndentOf(i)).Append(pieces[i].Text);
        }
        return text.Length == 0 ? "" : text.Append('\n').ToString();
    }

    // Arrows stand below each other where the author has begun it: in lines of bindings, one of which has more than one blank before its arrow.
    private void Align()
    {
        var run = new List<int>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!pieces[i].StartsStatement) { continue; }
            var isBinding = pieces[i].StartsLine && i + 1 < pieces.Count && pieces[i + 1] is { Text: "<-", Parent: TwinParser.BindingContext, StartsLine: false };
            if (!isBinding || HasBlankLine(i)) { Align(run); }
            if (isBinding) { run.Add(i + 1); }
        }
        Align(run);
    }

    private void Align(List<int> arrows)
    {
        if (arrows.Any(a => pieces[a].BlanksBefore > 1))
        {
            var widest = arrows.Max(a => pieces[a - 1].Text.Length);
            foreach (var arrow in arrows) { pieces[arrow].Padding = widest - pieces[arrow - 1].Text.Length; }
        }
        arrows.Clear();
    }

    private bool MustStart(int i)
    {
        var piece = pieces[i];
        if (i == 0 || pieces[i - 1].IsComment) { return true; }
        if (piece.IsComment) { return piece.NewlinesBefore > 0; }
        var left = pieces[i - 1];
        return (piece.StartsStatement && piece.Block is null)
            || (left is { Text: "{", Braces.IsExpanded: true })
            || (piece is { Text: "}", Braces.IsExpanded: true })
            || (piece.StartsStatement && left is { Text: "}", Braces.IsExpanded: true });
    }

    private bool HasBlankLine(int i) =>
        i > 0 && pieces[i].NewlinesBefore > 1 && pieces[i - 1].Braces?.Open != i - 1 && (pieces[i].StartsStatement || (pieces[i].IsComment && pieces[i].Statement is null));

    private bool IsDropped(int i)
    {
        if (!dropSemicolons || pieces[i].Text != ";" || pieces[i].Parent is not TwinParser.EndContext) { return false; }
        var next = i + 1;
        while (next < pieces.Count && pieces[next].IsComment) { next++; }
        return next == pieces.Count || pieces[next].StartsLine || pieces[next] is { Text: "}", Braces: not null };
    }

    private int Before(int i)
    {
        var before = i - 1;
        while (IsDropped(before)) { before--; }
        return before;
    }

    private int IndentOf(int i)
    {
        var piece = pieces[i];
        if (piece.Statement is not { } statement) { return ContentIndent(piece.Block); }
        var start = ContentIndent(statement.Block);
        if (i == statement.Start || piece is { Text: "}", Braces: not null }) { return start; }
        // Before a body, a continued header stands deeper than the body.
        var isHeader = statement.Blocks.Any(b => b.IsExpanded && b.Open >= i);
        return start + ((isHeader ? 2 : 1) * Indent) + (piece.Brackets * Indent);
    }

    private static int ContentIndent(Block? block)
    {
        var depth = 0;
        for (; block is not null; block = block.Owner.Block) { depth += block.IsExpanded ? 1 : 0; }
        return depth * Indent;
    }

    private bool BreakLongLines()
    {
        var changed = false;
        for (var start = 0; start < pieces.Count;)
        {
            var end = EndOf(start);
            if (Width(start, end) > Limits.MaxLineChars && BreakLine(start, end)) { changed = true; }
            else { start = end; }
        }
        return changed;
    }

    private int EndOf(int start)
    {
        var end = start + 1;
        while (end < pieces.Count && !pieces[end].StartsLine) { end++; }
        return end;
    }

    // Comments do not count: they can stand nowhere else.
    private int Width(int start, int end)
    {
        var width = IndentOf(start) + pieces[start].Text.Length;
        for (var i = start + 1; i < end && !pieces[i].IsComment; i++)
        {
            if (!IsDropped(i)) { width += Spacing.Between(pieces[Before(i)], pieces[i]).Length + pieces[i].Text.Length; }
        }
        return pieces[start].IsComment ? 0 : width;
    }

    private bool BreakLine(int start, int end)
    {
        var body = LastBlock(start, end);
        if (body is not null && EndsLine(body.Close, end)) { Expand(body); return true; }
        if (BreakAtBest(start, end)) { return true; }
        if (body is null) { return false; }
        Expand(body);
        return true;
    }

    // The last of the outermost blocks that the line holds whole.
    private Block? LastBlock(int start, int end)
    {
        Block? last = null;
        for (var i = start; i < end; i++)
        {
            if (pieces[i] is { Text: "{", Braces: { IsExpanded: false } block } && block.Close > block.Open + 1) { (last, i) = (block, block.Close); }
        }
        return last;
    }

    private bool EndsLine(int close, int end)
    {
        var next = close + 1;
        while (next < end && (pieces[next].IsComment || pieces[next].Text == ";")) { next++; }
        return next >= end;
    }

    private void Expand(Block block)
    {
        block.IsExpanded = true;
        for (var i = block.Open + 1; i <= block.Close; i++)
        {
            if (i == block.Open + 1 || i == block.Close || (pieces[i].StartsStatement && pieces[i].Block == block)) { pieces[i].StartsLine = true; }
        }
        if (block.Close + 1 < pieces.Count && pieces[block.Close + 1].StartsStatement) { pieces[block.Close + 1].StartsLine = true; }
    }

    // All breaks of the best kind at once, each as late as its line allows: a line of any length costs one pass a kind.
    private bool BreakAtBest(int start, int end)
    {
        var best = Breaks.Never;
        for (var i = start + 1; i < end; i++) { best = Math.Min(best, Breaks.Cost(pieces, i)); }
        if (best == Breaks.Never) { return false; }
        var (chosen, broken) = (-1, false);
        var width = Width(start, start + 1);
        for (var i = start + 1; i < end && !pieces[i].IsComment; i++)
        {
            var isPlace = Breaks.Cost(pieces, i) == best;
            if (isPlace && chosen < 0) { chosen = i; }
            width += IsDropped(i) ? 0 : Spacing.Between(pieces[Before(i)], pieces[i]).Length + pieces[i].Text.Length;
            if (width > Limits.MaxLineChars && chosen > 0)
            {
                pieces[chosen].StartsLine = broken = true;
                width = Width(chosen, i + 1);
                chosen = -1;
            }
            if (isPlace && !pieces[i].StartsLine) { chosen = i; }
        }
        return broken;
    }
}
