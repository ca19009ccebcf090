using Ontotwin.Engine;

namespace Ontotwin.Cli.Output;

/// <summary>The patient banner as a line.</summary>
internal static class BannerText
{
    public static string Line(PatientBanner banner)
    {
        var identifier = banner.Identifiers.Count > 0 ? $"{banner.Identifiers[0].Value} ({banner.Identifiers[0].Authority})" : "no identifier";
        return $"{banner.Twin}  {banner.Name ?? "no name"}  born {banner.BirthDate?.ToXsd() ?? "not known"}  {banner.Sex?.LocalName ?? "sex not known"}  {identifier}";
    }
}
