using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Ontotwin.Engine;
using Ontotwin.Language;

namespace Ontotwin.Explorer;

/// <summary>Who looks at a page: their language, their units, and the instants they look at.</summary>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Units">Units that values are shown in.</param>
/// <param name="Path">The page's path.</param>
/// <param name="At">The instant reasoned at, as written in the address; null for the newest in the data.</param>
/// <param name="KnownAt">The instant that the twin is read at, as written in the address; null for now.</param>
public sealed record Reader(string Language, UnitSystem Units, string Path, string? At, string? KnownAt)
{
    /// <summary>Whether texts are in Chinese.</summary>
    public bool IsChinese => Language == "zh";

    /// <summary>The reader of a request: <c>lang</c> and <c>units</c> in the address, else what the browser prefers.</summary>
    public static Reader Of(HttpRequest request)
    {
        var query = request.Query;
        var preferred = request.Headers.AcceptLanguage.ToString();
        var language = query["lang"].ToString() switch { "zh" => "zh", "en" => "en", _ => preferred.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en" };
        var units = query["units"].ToString() switch
        {
            "us" => UnitSystem.Us,
            "si" => UnitSystem.Si,
            _ => preferred.StartsWith("en-US", StringComparison.OrdinalIgnoreCase) ? UnitSystem.Us : UnitSystem.Si,
        };
        return new(language, units, request.Path.Value ?? "/", Given(query["at"]), Given(query["knownAt"]));
    }

    /// <summary>One of two texts.</summary>
    public string Say(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>A text in the reader's language.</summary>
    public string Say(BilingualText text) => IsChinese ? text.Zh : text.En;

    /// <summary>The address of another page for the same reader.</summary>
    public string Link(string path) => Address(path, Language, Units);

    /// <summary>The address of this page in another language.</summary>
    public string InLanguage(string language) => Address(Path, language, Units);

    /// <summary>The address of this page in other units.</summary>
    public string InUnits(UnitSystem units) => Address(Path, Language, units);

    private string Address(string path, string language, UnitSystem units) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["lang"] = language,
        ["units"] = units == UnitSystem.Us ? "us" : "si",
        ["at"] = At,
        ["knownAt"] = KnownAt,
    });

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
