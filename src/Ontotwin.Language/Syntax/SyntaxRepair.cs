using System.Text;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Syntax;

/// <summary>
/// Leaves out the statement that an error of form stands in, and only that one: the rest is parsed again as if it were not there. Of a node, loop or map
/// whose head is in error only the head is: what stands in its braces is read with a head that was made up. So one slip is one error, whatever follows it,
/// and the meaning of all else can be checked in the same run.
/// </summary>
internal sealed class SyntaxRepair(List<IToken> tokens)
{
    private static readonly HashSet<string> Items =
        ["module", "ontology", "import", "lookup", "codes", "units", "authorities", "site", "identity", "map", "function", "test", "guideline", "feature", "score", "model", "causal"];

    private static readonly HashSet<string> Declaring =
        ["lookup", "function", "shape", "map", "node", "series", "for", "heading", "feature", "score", "input", "let", "term", "table", "model", "causal", "rule", "site"];

    // Words that follow a name that is not there.
    private static readonly HashSet<string> NoNames = ["in", "from", "key", "of", "when"];

    private static readonly HeadPart Name = new(TwinLexer.NAME, "", IsName);
    private static readonly HeadPart Text = new(TwinLexer.STRING, "\"\"", _ => false);

    // How the statements begin whose bodies are read without their heads, and how much of it may stay; a name that is made up has no text.
    private static readonly Dictionary<string, (HeadPart[] Parts, int Kept)> Heads = new(StringComparer.Ordinal)
    {
        ["node"] = ([Word("node"), Name, Word(":"), Name, Word("key"), Word("("), Text, Word(")")], 4),
        ["for"] = ([Word("for"), Name, Word("in"), Text], 3),
        ["map"] = ([Word("map"), Name, Word("from"), Name], 3),
    };

    private static readonly int OpenBrace = TypeOf("{");
    private static readonly int CloseBrace = TypeOf("}");

    private readonly List<(int First, int Last)> regions = [];

    // Whether a brace closes what it should not: names stand outside of the loops that declare them.
    private bool isUnbalanced;

    // Where a head was left out, and not the statement.
    private readonly HashSet<IToken> heads = [];

    /// <summary>The tokens of the file; those left out are on the hidden channel.</summary>
    public List<IToken> Tokens => tokens;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<Damage> Damages => [.. regions.Select(r => new Damage(tokens[r.First], tokens[r.Last]))];

    /// <summary>Names that the statements left out would have declared.</summary>
    public IEnumerable<string> LostNames => regions.SelectMany(NamesIn).Where(IsName);

    /// <summary>Whether something was left out that would have declared names which cannot be told: an import, or a declaration without its name.</summary>
    public bool LosesAnyName => regions.Exists(r => InRegion(r).Any(i => tokens[i].Text == "import" && BeginsLine(i)) || (OpenBefore(r.First).Count == 0 && !heads.Contains(tokens[r.First]) && !(Declaring.Contains(tokens[r.First].Text) && IsName(tokens[Next(r.First)].Text))));

    /// <summary>Whether a node or a loop without its name was left out, or ended too early.</summary>
    public bool LosesAnyNode => isUnbalanced || regions.Exists(r => tokens[r.First].Text is "node" or "for" or "series" && !IsName(tokens[Next(r.First)].Text));

    private IEnumerable<string> NamesIn((int First, int Last) region)
    {
        // Where a keyword is missing, what it would have declared comes first.
        if (tokens[Next(region.First)].Text != "<-") { yield return tokens[region.First].Text; }
        foreach (var i in InRegion(region))
        {
            if (i == region.First || Declaring.Contains(tokens[i].Text)) { yield return NameAt(Next(i)); }
            if (tokens[Next(i)].Text == ":") { yield return tokens[i].Text; }
        }
    }

    private static IEnumerable<int> InRegion((int First, int Last) region) => Enumerable.Range(region.First, region.Last - region.First + 1);

    private static bool IsName(string text) => text.Length > 0 && char.IsLetter(text[0]) && !NoNames.Contains(text);

    /// <summary>Leaves out what an error damages. Tells whether the error is one of its own, not the consequence of another; null when nothing more can be done.</summary>
    public bool? Repair(SyntaxError error)
    {
        var at = IndexOf(error.Token);
        if (at < 0) { return null; }
        var open = OpenBefore(at);
        isUnbalanced |= tokens[at].Text == "}" && open.Count == 0;
        var line = LineStart(at, open.Count > 0 ? open.Peek() : -1);
        if (open.Count > 0 && (tokens[at].Type == TokenConstants.EOF || IsItem(line)))
        {
            Insert(tokens[at].Type == TokenConstants.EOF ? at : line, CloseBrace, "}", open.Count);
            return true;
        }
        if (BeginsLine(at) && error.Expected.Contains(OpenBrace) && !error.Expected.Contains(CloseBrace) && tokens[at].Text != "{")
        {
            Insert(at, OpenBrace, "{", 1);
            return true;
        }
        var block = open.Count > 0 ? open.Peek() : -1;
        line = Continued(line, block);
        var statement = error.Statement is { } s && IndexOf(s) is var found && found > block && found <= at ? found : -1;
        var first = statement < 0 ? line : Math.Min(line, statement);
        var region = statement < 0 && block < 0 ? (First: line, Last: BeforeNextItem(at)) : WholeOf((First: first, Last: End(first, at)), block, at);
        var earlier = regions.FindLastIndex(r => r.Last < at && (Follows(r.Last, region.First) || Follows(r.Last, at)));
        if (earlier >= 0 && !IsAnother(regions[earlier], region, statement, block, at)) { return Widen(earlier, region, block) ? false : null; }
        return ReplaceHead(region, at) || Hide(region) ? true : null;
    }

    // The parts of an identity cannot be left out one by one: none may be left.
    private (int First, int Last) WholeOf((int First, int Last) region, int block, int at) =>
        block >= 0 && LineStart(block, -1) is var head && tokens[head].Text == "identity" ? (head, End(head, at)) : region;

    // Whether an error behind a statement that was left out is of another statement: one that begins where the first was ended, and not with what that left over.
    private bool IsAnother((int First, int Last) earlier, (int First, int Last) region, int statement, int block, int at)
    {
        if (region.First <= earlier.Last) { return false; }
        if (block < 0 && IsItem(region.First) && statement == region.First) { return true; }
        if (!IsClosed(earlier) || tokens[at].Text is "}" or ")" or "]") { return false; }
        var isNewLine = BeginsLine(region.First) && tokens[region.First].Column <= Indent(earlier.First);
        if (!isNewLine && tokens[earlier.Last].Text != ";") { return false; }
        // What was left over of the first has the '<-' of the second for its error.
        var arrow = Next(region.First);
        return statement == region.First || (tokens[arrow].Text == "<-" && at > arrow) || (block < 0 && isNewLine && char.IsLetter(tokens[at].Text[0]));
    }

    private bool IsClosed((int First, int Last) region)
    {
        var depth = 0;
        foreach (var i in InRegion(region)) { depth += tokens[i].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 }; }
        return depth == 0;
    }

    // The head is left out and another made up, so that the body is read. The first tokens that are as they should be stay.
    private bool ReplaceHead((int First, int Last) region, int error)
    {
        if (!Heads.TryGetValue(tokens[region.First].Text, out var head) || BodyOf(region) is not { } open || open < error) { return false; }
        var (kept, at) = (0, region.First);
        while (kept < head.Kept && at < error && tokens[at].Channel == 0 && head.Parts[kept].Fits(tokens[at].Text)) { (kept, at) = (kept + 1, Next(at)); }
        // A class with a prefix is another one.
        if (kept == head.Parts.Length - 4 && at == error && tokens[at].Text is ":" or ".") { (kept, at) = (kept - 1, PreviousVisible(at)); }
        // Without a name nothing is known of what is declared.
        if (kept < 2) { return false; }
        var format = kept == head.Kept && tokens[region.First].Text == "map" && at < error ? tokens[at].Text : "";
        if (at < open && Hide((at, PreviousVisible(open)))) { heads.Add(tokens[at]); }
        foreach (var part in head.Parts[kept..].Reverse()) { Insert(open, part.Type, part.Text.Length > 0 ? part.Text : format, 1); }
        return true;
    }

    // A map's selector may have braces of its own before those of the body.
    private int? BodyOf((int First, int Last) region)
    {
        var (depth, found, isClosed) = (0, (int?)null, false);
        foreach (var i in InRegion(region).Where(i => tokens[i].Channel == 0))
        {
            if (tokens[i].Text == "{" && depth++ == 0 && (found is null || tokens[region.First].Text == "map")) { (found, isClosed) = (i, false); }
            else if (tokens[i].Text == "}" && --depth == 0) { isClosed = true; }
        }
        return isClosed && depth == 0 ? found : null;
    }

    // What follows a statement that was left out does not fit: the slip lies before it, so its line goes too.
    private bool Widen(int index, (int First, int Last) region, int block)
    {
        var (first, last) = regions[index];
        var before = PreviousVisible(first);
        regions.RemoveAt(index);
        return before > block && tokens[before].Text is not (";" or "}" or "{")
            ? Hide((LineStart(before, block), last)) : Hide((first, Math.Max(last, region.Last)));
    }

    private bool Hide((int First, int Last) region)
    {
        var isNew = false;
        for (var i = region.First; i <= region.Last; i++)
        {
            if (tokens[i].Channel != 0 || tokens[i].Type == TokenConstants.EOF) { continue; }
            ((IWritableToken)tokens[i]).Channel = TokenConstants.HiddenChannel;
            isNew = true;
        }
        if (isNew) { regions.Add(region); }
        return isNew;
    }

    private static int TypeOf(string literal) => Enumerable.Range(1, TwinLexer.NAME).First(t => TwinParser.DefaultVocabulary.GetLiteralName(t) == $"'{literal}'");

    private void Insert(int before, int type, string text, int count)
    {
        var at = tokens[before];
        for (var i = 0; i < count; i++)
        {
            tokens.Insert(before, new CommonToken(Tuple.Create(at.TokenSource, at.InputStream), type, TokenConstants.DefaultChannel, at.StartIndex, at.StartIndex - 1) { Text = text, Line = at.Line, Column = at.Column });
        }
        for (var i = 0; i < regions.Count; i++)
        {
            if (regions[i].First >= before) { regions[i] = (regions[i].First + count, regions[i].Last + count); }
        }
    }

    // The statement ends at its ';', before the '}' around it, or where a line begins no further in than its own did.
    private int End(int first, int error)
    {
        var indent = Indent(first);
        var open = new Stack<string>();
        for (var i = first; i < tokens.Count; i++)
        {
            if (tokens[i].Channel != 0) { continue; }
            if (tokens[i].Type == TokenConstants.EOF) { return i - 1; }
            if (i > first && BeginsLine(i) && i >= error && (IsItem(i) || (tokens[i].Column <= indent && !open.Contains("{") && tokens[i].Text != "}" && i != first))) { return i - 1; }
            switch (tokens[i].Text)
            {
                case ";" when i >= error && open.Count == 0: return i;
                case "{" or "(" or "[": open.Push(tokens[i].Text); break;
                case ")" or "]": if (open.TryPeek(out var top) && top != "{") { open.Pop(); } break;
                case "}":
                    while (open.TryPeek(out var inner) && inner != "{") { open.Pop(); }
                    if (open.Count == 0) { return Math.Max(first, i - 1); }
                    open.Pop();
                    break;
            }
        }
        return tokens.Count - 1;
    }

    private int BeforeNextItem(int from)
    {
        for (var i = from + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenConstants.EOF || (tokens[i].Channel == 0 && IsItem(i))) { return i - 1; }
        }
        return tokens.Count - 1;
    }

    private Stack<int> OpenBefore(int end)
    {
        var open = new Stack<int>();
        for (var i = 0; i < end; i++)
        {
            if (tokens[i].Channel != 0) { continue; }
            if (tokens[i].Text == "{") { open.Push(i); }
            else if (tokens[i].Text == "}" && open.Count > 0) { open.Pop(); }
        }
        return open;
    }

    // Not beyond the block, nor a statement that ended on the same line.
    private int LineStart(int at, int block)
    {
        var first = at;
        for (var i = PreviousVisible(at); i > block && tokens[i].Line == tokens[at].Line && tokens[i].Text is not (";" or "}" or "{"); i = PreviousVisible(i)) { first = i; }
        return first;
    }

    // A line that is further in than the one before continues its statement.
    private int Continued(int line, int block)
    {
        while (BeginsLine(line) && PreviousVisible(line) is var before && before > block && tokens[before].Text is not (";" or "}" or "{") && Indent(before) < tokens[line].Column)
        {
            line = LineStart(before, block);
        }
        return line;
    }

    private int Indent(int at)
    {
        var first = at;
        for (var i = PreviousVisible(at); i >= 0 && tokens[i].Line == tokens[at].Line; i = PreviousVisible(i)) { first = i; }
        return tokens[first].Column;
    }

    private bool IsItem(int i) => tokens[i].Column == 0 && Items.Contains(tokens[i].Text);

    private bool BeginsLine(int i) => PreviousVisible(i) is var before && (before < 0 || tokens[before].Line < tokens[i].Line);

    private bool Follows(int last, int i) => i > last && PreviousVisible(i) < last;

    private int PreviousVisible(int i)
    {
        do { i--; } while (i >= 0 && tokens[i].Channel != 0);
        return i;
    }

    private string NameAt(int i)
    {
        var name = new StringBuilder(tokens[i].Text);
        for (var dot = Next(i); tokens[dot].Text == "." && dot < tokens.Count - 1; dot = Next(i)) { i = Next(dot); name.Append('.').Append(tokens[i].Text); }
        return name.ToString();
    }

    // Left out or not, but neither blanks nor comments.
    private int Next(int i)
    {
        do { i++; } while (i < tokens.Count - 1 && tokens[i].Type is TwinLexer.BLANK or TwinLexer.COMMENT);
        return Math.Min(i, tokens.Count - 1);
    }

    private int IndexOf(IToken token) => tokens.FindIndex(t => ReferenceEquals(t, token));

    private static HeadPart Word(string text) => new(TypeOf(text), text, t => t == text);

    /// <summary>A token of a head.</summary>
    private sealed record HeadPart(int Type, string Text, Func<string, bool> Fits);
}
