using System.Globalization;
using System.Text;

namespace Ontotwin.Engine.Drafting;

/// <summary>Headers as words, so that <c>BodyWeight</c>, <c>body_weight</c> and <c>Body weight</c> are one.</summary>
internal static class HeaderText
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ";
    private const string Bare = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY";

    /// <summary>The words in lower case without accents, a blank between: split at blanks, punctuation and capitals.</summary>
    public static string Words(string header)
    {
        var words = new StringBuilder();
        var previous = ' ';
        foreach (var c in Plain(header))
        {
            var isWord = char.IsLetterOrDigit(c);
            if (words.Length > 0 && words[^1] != ' ' && (!isWord || (char.IsUpper(c) && char.IsLower(previous)))) { words.Append(' '); }
            if (isWord) { words.Append(char.ToLowerInvariant(c)); }
            previous = c;
        }
        return words.ToString().Trim();
    }

    /// <summary>Whether a text is written in Chinese characters, which have no blanks between words.</summary>
    public static bool IsChinese(string text) => text.Any(c => c is >= '\u4E00' and <= '\u9FFF');

    // A table of its own: without the system's tables of Unicode (invariant globalization) nothing would be decomposed. Marks that stand by themselves are left out.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Replace("ß", "ss", StringComparison.Ordinal).Replace("œ", "oe", StringComparison.Ordinal))
        {
            var at = Accented.IndexOf(c, StringComparison.Ordinal);
            if (at >= 0) { plain.Append(Bare[at]); }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) { plain.Append(c); }
        }
        return plain.ToString();
    }
}
