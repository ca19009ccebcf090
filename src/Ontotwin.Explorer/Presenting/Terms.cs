using System.Globalization;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Explorer.Presenting;

/// <summary>The fixed words of the pages in both languages.</summary>
internal static class Terms
{
    public static string Status(this Reader reader, RecommendationStatus status) => status switch
    {
        RecommendationStatus.In => reader.Say("Recommended", "推荐"),
        RecommendationStatus.Blocked => reader.Say("Blocked", "受阻"),
        RecommendationStatus.Undecided => reader.Say("Undecided", "未定"),
        RecommendationStatus.Superseded => reader.Say("Superseded", "已被取代"),
        _ => reader.Say("Does not stand", "不成立"),
    };

    public static string StatusExplained(this Reader reader, RecommendationStatus status) => status switch
    {
        RecommendationStatus.In => reader.Say("Stands as things are known", "依目前所知成立"),
        RecommendationStatus.Blocked => reader.Say("Would stand, but an exception holds or may hold", "本应成立，但存在或可能存在例外情况"),
        RecommendationStatus.Undecided => reader.Say("An unknown decides, or arguments balance", "取决于未知信息，或正反论据相当"),
        RecommendationStatus.Superseded => reader.Say("A stronger or more specific one stands instead", "已由更强或更具体的建议取代"),
        _ => reader.Say("Does not apply now, or another rule defeats it", "目前不适用，或被其他规则否定"),
    };

    public static string Urgency(this Reader reader, string urgency) => reader.Say(RecommendationWords.Urgency(urgency));

    public static string Grade(this Reader reader, Grade grade)
    {
        var (strength, direction) = (reader.Say(RecommendationWords.Strength(grade)), reader.Say(RecommendationWords.Direction(grade)));
        return reader.Say($"{strength} {direction}", strength + direction);
    }

    public static string Certainty(this Reader reader, Grade grade) => reader.Say(RecommendationWords.Certainty(grade));

    public static string Truth(this Reader reader, Truth truth) => truth switch
    {
        Values.Truth.True => reader.Say("yes", "是"),
        Values.Truth.False => reader.Say("no", "否"),
        _ => reader.Say("not known", "未知"),
    };

    public static string Tag(this Reader reader, AttributionTag tag) => tag switch
    {
        AttributionTag.Cause => reader.Say("cause", "原因"),
        AttributionTag.Marker => reader.Say("marker", "标志"),
        _ => reader.Say("unknown", "未知"),
    };

    public static string Argument(this Reader reader, string kind) => kind switch
    {
        "contraindication" => reader.Say("contraindication", "禁忌"),
        "override" => reader.Say("override", "优先"),
        "conflict" => reader.Say("conflict", "冲突"),
        "opposite" => reader.Say("opposite", "相反建议"),
        "superseded" => reader.Say("superseded", "被取代"),
        _ => kind,
    };

    /// <summary>The label of a class, or the name as it is.</summary>
    public static string Named(this Reader reader, OntologyModel ontology, string name) =>
        ontology.Class(name) is { } found ? ontology.Label(found.Iri, reader.Language) : name;

    public static string Named(this Reader reader, OntologyModel ontology, Iri term) => ontology.Label(term, reader.Language);

    /// <summary>How old data were at an instant.</summary>
    public static string Age(this Reader reader, PartialDateTime time, DateTimeOffset asOf)
    {
        var age = asOf - time.Earliest;
        if (age < TimeSpan.Zero) { age = TimeSpan.Zero; }
        var (number, en, zh) = age.TotalDays >= 730 ? (age.TotalDays / 365.25, "years", "年") : age.TotalDays >= 60 ? (age.TotalDays / 30.44, "months", "个月")
            : age.TotalHours >= 48 ? (age.TotalDays, "days", "天") : age.TotalMinutes >= 120 ? (age.TotalHours, "hours", "小时") : (age.TotalMinutes, "minutes", "分钟");
        var text = Math.Floor(number).ToString("0", CultureInfo.InvariantCulture);
        return reader.Say($"{text} {en} old", $"{text}{zh}前");
    }

    public static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public static string Duration(this Reader reader, QuantityLiteral length)
    {
        var number = ClinicalText.Number(length.Value);
        return length.Unit switch
        {
            "h" => reader.Say(number + " hours", number + " 小时"),
            "d" => reader.Say(number + " days", number + " 天"),
            "wk" => reader.Say(number + " weeks", number + " 周"),
            "mo" => reader.Say(number + " months", number + " 个月"),
            "a" => reader.Say(number + " years", number + " 年"),
            _ => number + " " + ClinicalText.Unit(length.Unit),
        };
    }
}
