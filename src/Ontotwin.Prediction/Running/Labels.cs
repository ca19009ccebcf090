using System.Text.RegularExpressions;
using Ontotwin.Language;
using Ontotwin.Ontology;

namespace Ontotwin.Prediction.Running;

/// <summary>What readers call the variables of causal graphs and models.</summary>
internal static partial class Labels
{
    /// <summary>The class's label; the words of a name that is no class.</summary>
    public static BilingualText Of(OntologyModel ontology, string variable)
    {
        switch (variable)
        {
            case "Age": return new("age", "年龄");
            case "Sex": return new("sex", "性别");
            case "Smoking": return new("smoking", "吸烟");
        }
        var term = OntologyModel.Term(variable);
        if (ontology.Classes.ContainsKey(term)) { return new(ontology.Label(term, "en"), ontology.Label(term, "zh")); }
        var words = WordStart().Replace(variable, " ").ToLowerInvariant();
        return new(words, words);
    }

    /// <summary>Names joined by arrows, as the graph writes them.</summary>
    public static string Arrows(IEnumerable<string> path) => string.Join(" → ", path);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
