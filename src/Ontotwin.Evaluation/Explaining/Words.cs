using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation.Explaining;

/// <summary>Bilingual phrases.</summary>
internal static class Words
{
    public static BilingualText Label(OntologyModel ontology, Iri term) => new(ontology.Label(term, "en"), ontology.Label(term, "zh"));

    public static BilingualText Same(string text) => new(text, text);

    public static BilingualText Concat(params ReadOnlySpan<BilingualText> parts)
    {
        var (en, zh) = ("", "");
        foreach (var part in parts) { (en, zh) = (en + part.En, zh + part.Zh); }
        return new(en, zh);
    }

    public static BilingualText Missing(BilingualText what) => new($"no record of {what.En}", $"无{what.Zh}记录");

    public static BilingualText Length(QuantityLiteral? within)
    {
        if (within is null) { return new("", ""); }
        var n = ClinicalText.Number(within.Value);
        var (en, zh) = within.Unit switch
        {
            "d" => ("days", "天"),
            "h" => ("hours", "小时"),
            "wk" => ("weeks", "周"),
            "mo" => ("months", "个月"),
            "a" => ("years", "年"),
            "min" => ("minutes", "分钟"),
            var other => (other ?? "", other ?? ""),
        };
        return new($" in the last {n} {en}", $"（近 {n} {zh}）");
    }
}
