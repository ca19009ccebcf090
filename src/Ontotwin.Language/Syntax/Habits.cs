using Antlr4.Runtime;
using Ontotwin.Language.Binding;

namespace Ontotwin.Language.Syntax;

/// <summary>What people write who know another language, or miss a letter, and what it is here.</summary>
internal static class Habits
{
    /// <summary>How a comment is written here.</summary>
    public const string Comment = "a comment begins with '//' and ends with its line";

    /// <summary>A hint for a token that does not fit, before what would fit; null when nothing is known of it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="before">The token before it; null at the start.</param>
    /// <param name="expected">The words that would fit.</param>
    public static Hint? Of(IToken token, IToken? before, IEnumerable<string> expected) => token.Text switch
    {
        "=" when before?.Text == "=" => "'=' alone compares",
        "&" => "conditions are joined by 'and'",
        "|" => "conditions are joined by 'or'",
        "!" => "conditions are denied by 'not', and 'is not equal' is '!='",
        "#" => Comment,
        "/" when BeginsComment(token) => Comment,
        ":" when before?.Text is "hdt" or "snomed" or "loinc" => "classes and properties of the ontology stand without a prefix",
        "^" => "the structure is written with '_', such as ORU_R01",
        "zone" when expected.Contains("node") => "a zone stands in a site, site … { zone \"Europe/Vienna\" }, or after 'as instant'",
        { Length: >= 3 } word when char.IsLetter(word[0]) => Suggest.From(word, expected.Where(e => e.Length >= 3)),
        _ => null,
    };

    /// <summary>A hint for a word of the language where a name may stand; null for anything else.</summary>
    /// <param name="token">The token.</param>
    /// <param name="before">The token before it; null at the start.</param>
    /// <param name="isName">Whether the word is a name without quotes too.</param>
    public static Hint? OfKeyword(IToken token, IToken? before, bool isName) =>
        !isName && token.Text.All(char.IsAsciiLetterLower) && before?.Text is "," or "(" or "." or "<-" or "??" or "[" or "=" or "!=" or "+"
            ? new Hint($"'{token.Text}' is a word of the language: a column or field of that name stands in backticks, `{token.Text}`", new Values.Correction(token.Text, $"`{token.Text}`")) : null;

    // One that is never closed: "/" and "*" by themselves.
    private static bool BeginsComment(IToken token) => token.Text == "/" && token.InputStream is { } text && token.StopIndex + 1 < text.Size && text.GetText(new(token.StopIndex + 1, token.StopIndex + 1)) == "*";

    /// <summary>The type that is called otherwise elsewhere.</summary>
    public static Hint? TypeOf(string wrong, IReadOnlyCollection<string> types)
    {
        string[] meant = wrong.ToLowerInvariant() switch
        {
            "string" or "varchar" or "char" or "str" => ["text"],
            "int" or "integer" or "long" or "bigint" => ["int", "integer"],
            "number" or "numeric" or "float" or "double" or "real" => ["decimal"],
            "datetime" or "timestamp" or "time" => ["instant"],
            "bool" => ["boolean"],
            "coding" or "codeableconcept" or "concept" => ["code"],
            _ => [],
        };
        return meant.FirstOrDefault(types.Contains) is { } found ? new Hint($"did you mean '{found}'?", new Values.Correction(wrong, found)) : null;
    }
}
