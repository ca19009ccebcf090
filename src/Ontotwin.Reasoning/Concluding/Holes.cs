using System.Globalization;
using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Language;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Fills <c>{Potassium}</c> in a rule's words with the value that the rule used.</summary>
internal sealed class Holes(Evaluator evaluator, RuleDeclaration rule)
{
    public BilingualText Fill(BilingualText text) => new(Fill(text.En, t => t.En), Fill(text.Zh, t => t.Zh));

    private string Fill(string text, Func<BilingualText, string> language)
    {
        var filled = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) { break; }
            filled.Append(text, at, open - at).Append(language(Value(text[(open + 1)..close].Trim())));
            at = close + 1;
        }
        return filled.Append(text, at, text.Length - at).ToString();
    }

    private BilingualText Value(string name)
    {
        if (name.StartsWith("days since ", StringComparison.Ordinal))
        {
            var since = Expressions().OfType<DaysSinceExpression>().FirstOrDefault(d => d.Class.LocalName == name[11..])
                ?? (evaluator.Ontology.Class(name[11..]) is { } type ? new DaysSinceExpression(type.Iri) : null);
            return since is null ? new("unknown", "未知") : ClinicalText.Value(evaluator.Evaluate(since).Value, null);
        }
        if (evaluator.Score(name) is { } score) { return Score(score); }
        if (evaluator.Feature(name) is { } feature) { return ClinicalText.Value(feature.Value, feature.Unit); }
        if (evaluator.Model(name) is { } model) { return Percent(model); }
        return Observation(name);
    }

    private static BilingualText Score(Evaluated score) =>
        score.Value is null && score.Reasons.Any(r => r.Kind == UnknownKind.OutOfRange) ? new("not defined", "无定义") : ClinicalText.Value(score.Value, score.Unit);

    private BilingualText Percent(Evaluated model)
    {
        if (evaluator.InUnit(model, "%") is not { } percent) { return ClinicalText.Value(model.Value, model.Unit); }
        return ClinicalText.Value(new(Round(percent.Low), Round(percent.High)), "%");
    }

    private static decimal? Round(decimal? value) => value is { } v ? Math.Round(v) : null;

    private BilingualText Observation(string name)
    {
        var used = Expressions().FirstOrDefault(e => e is CoalesceExpression { Choices: [WindowExpression first, ..] } && first.Subject == name)
            ?? Expressions().OfType<WindowExpression>().FirstOrDefault(w => w.Subject == name)
            ?? (evaluator.Ontology.Class(name) is { } type ? new WindowExpression("latest", name, type.Iri, null, null) : null);
        if (used is null || evaluator.Evaluate(used) is not { Value: { } value } found) { return new("unknown", "未知"); }
        var shown = ClinicalText.Value(value, found.Unit);
        if (found.Proof.At is not { } at) { return shown; }
        var date = at.Start.ToString(at.Precision >= Values.DatePrecision.Day ? "yyyy-MM-dd" : at.Precision == Values.DatePrecision.Month ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
        return new($"{shown.En} ({date})", $"{shown.Zh}（{date}）");
    }

    private IEnumerable<Expression> Expressions() => rule.Unless.Select(u => u.Condition).Prepend(rule.When).SelectMany(ExpressionTree.All);
}
