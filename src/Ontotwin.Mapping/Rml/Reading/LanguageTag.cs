using System.Text.RegularExpressions;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>Well-formed language tags.</summary>
internal static partial class LanguageTag
{
    /// <summary>
    /// Whether a text is a tag of BCP 47 (RFC 5646, section 2.1) with a primary subtag of two or three letters or a private one: subtags of four to eight letters
    /// are reserved or registered, and none is registered.
    /// </summary>
    public static bool IsValid(string tag) => Tag().IsMatch(tag);

    [GeneratedRegex("^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[xX](?:-[A-Za-z0-9]{1,8})+|[iI]-[A-Za-z0-9]{1,8})$")]
    private static partial Regex Tag();
}
