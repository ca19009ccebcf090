using System.Globalization;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Syntax;

/// <summary>What tokens mean as values.</summary>
internal static class SyntaxText
{
    /// <summary>The characters inside a string's quotes, escapes resolved: <c>\"</c>, <c>\\</c>, <c>\n</c>, <c>\r</c>, <c>\t</c>.</summary>
    public static string String(ITerminalNode node)
    {
        var raw = node.GetText()[1..^1];
        if (!raw.Contains('\\', StringComparison.Ordinal)) { return raw; }
        var text = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length) { text.Append(raw[i]); continue; }
            i++;
            text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
        }
        return text.ToString();
    }

    public static string Unit(ITerminalNode node) => node.GetText()[1..^1];

    public static string Name(TwinParser.NameContext name) =>
        name.QUOTED_NAME() is { } quoted ? quoted.GetText()[1..^1] : name.GetText();

    public static string Name(TwinParser.QualifiedNameContext name) => string.Join('.', name.name().Select(Name));

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    public static decimal Number(TwinParser.SignedNumberContext number)
    {
        var value = Number(number.NUMBER().GetText());
        return number.ChildCount == 2 ? -value : value;
    }

    public static string Version(TwinParser.VersionContext version) => version.STRING() is { } text ? String(text) : version.GetText();

    /// <summary>Whether a tree was made up in place of one that is not in the language.</summary>
    public static bool IsMadeUp(ParserRuleContext tree) => tree.Start is { } first && first.Type != TokenConstants.EOF && first.StopIndex < first.StartIndex;

    /// <summary>Whether the tree below was recovered from an error: then only its form is reported, not its meaning.</summary>
    public static bool IsBroken(ParserRuleContext tree)
    {
        if (tree.exception is not null) { return true; }
        for (var i = 0; i < tree.ChildCount; i++)
        {
            var child = tree.GetChild(i);
            if (child is IErrorNode || (child is ParserRuleContext inner && IsBroken(inner))) { return true; }
        }
        return false;
    }
}
