using Ontotwin.Language;
using Ontotwin.Ontology;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Actions in words.</summary>
internal static class ActionWords
{
    public static RecommendedAction Action(OntologyModel ontology, RuleAction action)
    {
        var goal = action.Goal is { } name ? OntologyModel.Term(name) : null;
        return new(action.IsContraindication, action.Verb, action.Target, Of(ontology, action), goal, goal is null ? null : new(ontology.Label(goal, "en"), ontology.Label(goal, "zh")));
    }

    public static BilingualText Of(OntologyModel ontology, RuleAction action)
    {
        var (en, zh) = (ontology.Label(action.Target, "en"), ontology.Label(action.Target, "zh"));
        var verb = action.Verb == "do" ? "" : action.Verb + " ";
        var plain = new BilingualText(verb + en, Verb(action.Verb) + zh);
        if (action.Wording is { } wording) { plain = new($"{verb}{wording.En}", Verb(action.Verb) + wording.Zh); }
        return action.IsContraindication ? new($"do not {action.Verb} {en}", $"不要{Verb(action.Verb)}{zh}") : plain;
    }

    private static string Verb(string verb) => verb switch
    {
        "start" => "启用",
        "stop" => "停用",
        "continue" => "继续",
        "give" => "给予",
        "do" => "进行",
        "order" => "开具",
        "refer" => "转诊",
        "reduce" => "减少",
        _ => verb,
    };
}
