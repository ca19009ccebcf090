using GraphQL.Types;

namespace Ontotwin.Api.Schema;

/// <summary>Languages of texts.</summary>
internal enum TextLanguage
{
    En = 0,
    Zh,
}

/// <summary>The language that texts are given in.</summary>
internal sealed class LanguageType : EnumerationGraphType
{
    public LanguageType()
    {
        Name = "Language";
        Description = "The language of a text.";
        Add("EN", TextLanguage.En, "English.");
        Add("ZH", TextLanguage.Zh, "Chinese. Whether a clinician reviewed a guideline's Chinese texts: Recommendation.chineseReviewed.");
    }
}
