using Ontotwin.Language;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Statuses in words.</summary>
internal static class StatusWords
{
    public static BilingualText Of(RecommendationStatus status) => status switch
    {
        RecommendationStatus.In => new("in", "成立"),
        RecommendationStatus.Out => new("out", "不成立"),
        RecommendationStatus.Blocked => new("blocked", "受阻"),
        RecommendationStatus.Superseded => new("superseded", "已被取代"),
        _ => new("undecided", "未决"),
    };
}
