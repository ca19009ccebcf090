using System.Text.RegularExpressions;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Testing;

namespace Ontotwin.Language.Tests;

/// <summary>Texts in the language that the repository has.</summary>
internal static partial class Texts
{
    public static IReadOnlyList<string> ShippedFiles { get; } =
        [.. new[] { "mappings", "guidelines" }.SelectMany(d => Directory.EnumerateFiles(Repository.PathOf(d), "*.twin", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    /// <summary>The blocks of the manual that are marked as <c>twin</c>.</summary>
    public static IReadOnlyList<string> Examples { get; } =
        [.. Block().Matches(File.ReadAllText(Repository.PathOf("docs/language.md"))).Select(m => m.Groups[1].Value)];

    /// <summary>Every word of the language.</summary>
    public static IReadOnlyList<string> Keywords { get; } =
        [.. Enumerable.Range(1, TwinLexer.NAME).Select(TwinParser.DefaultVocabulary.GetLiteralName).OfType<string>().Select(l => l.Trim('\'')).Where(l => l.All(char.IsAsciiLetterLower))];

    /// <summary>The words of each declaration of a text, without blanks and comments.</summary>
    public static IEnumerable<IReadOnlyList<string>> Words(string text)
    {
        var file = SyntaxFile.Parse("a.twin", text).File!;
        return file.Tree.item().Select(i => file.Tokens.GetTokens(i.Start.TokenIndex, i.Stop.TokenIndex).Where(t => t.Channel == Lexer.DefaultTokenChannel && t.Type != TokenConstants.EOF).Select(t => t.Text).ToList());
    }

    [GeneratedRegex("(?ms)^```twin\r?\n(.*?)^```")]
    private static partial Regex Block();
}
