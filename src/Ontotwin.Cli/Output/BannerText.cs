using Ontotwin.Engine;

namespace Ontotwin.Cli.Output;

/// <summary>The patient banner as a line.</summary>
internal static class BannerText
{
    public static string Line(PatientBanner banner, string language = "en")
    {
        var identifier = banner.Identifiers.Count > 0 ? $"{banner.Identifiers[0].Value} ({banner.Identifiers[0].Authority})" : Say.In(language, "no identifier", "无标识号");
        var born = Say.In(language, "born ", "出生 ") + (banner.BirthDate?.ToXsd() ?? Several(banner.BirthDates, language) ?? Say.In(language, "not known", "不详"));
        var sex = banner.Sex is { } one ? Sex(one, language) : Several([.. banner.Sexes.Select(s => Sex(s, language))], language) ?? Say.In(language, "sex not known", "性别不详");
        if (banner.IsDeceased) { born += "  " + Say.In(language, "died ", "死亡 ") + (banner.DeathDate?.ToXsd() ?? Say.In(language, "on a date not known", "日期不详")) + (banner.IsDeathDenied ? Say.In(language, " (a later source says alive)", "（较新来源称在世）") : ""); }
        return $"{banner.Twin}  {banner.Name ?? Say.In(language, "no name", "无姓名")}  {born}  {sex}  {identifier}";
    }

    private static string Sex(Rdf.Iri sex, string language) => language != "zh" ? sex.LocalName : sex.LocalName switch { "Female" => "女", "Male" => "男", _ => "其他" };

    // All that is said, never one of it.
    private static string? Several(IReadOnlyList<string> said, string language) =>
        said.Count < 2 ? null : string.Join(Say.In(language, " or ", " 或 "), said) + Say.In(language, " (sources differ)", "（来源不一致）");
}
