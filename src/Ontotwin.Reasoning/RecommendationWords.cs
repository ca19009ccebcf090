using Ontotwin.Language;

namespace Ontotwin.Reasoning;

/// <summary>The fixed words for how strongly, how surely and how soon something is recommended.</summary>
public static class RecommendationWords
{
    /// <summary>The words of an urgency of the language: routine, soon, urgent, emergency.</summary>
    public static BilingualText Urgency(string? urgency) => urgency switch
    {
        "emergency" => new("emergency", "急症"),
        "urgent" => new("urgent", "紧急"),
        "soon" => new("soon", "尽快"),
        _ => new("routine", "常规"),
    };

    /// <summary>How strong a recommendation is.</summary>
    public static BilingualText Strength(Grade grade) => grade.IsStrong ? new("strong", "强") : new("conditional", "有条件");

    /// <summary>Whether it is for its action or against it.</summary>
    public static BilingualText Direction(Grade grade) => grade.IsFor ? new("for", "支持") : new("against", "反对");

    /// <summary>How certain its evidence is (GRADE).</summary>
    public static BilingualText Certainty(Grade grade) => grade.Certainty switch
    {
        >= 3 => new("high", "高"),
        2 => new("moderate", "中"),
        1 => new("low", "低"),
        _ => new("very low", "极低"),
    };
}
