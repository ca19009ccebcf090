using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Causal;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Running;

/// <summary>The proof of a model's output, in clinical words.</summary>
internal sealed class ModelWords(ModelDeclaration declaration, OnnxModel model, CausalGraph? graph, OntologyModel ontology)
{
    private ModelCard Card => model.Card;

    private string? Outcome => declaration.Output.Of?.LocalName;

    /// <summary>How far the probabilities can be trusted.</summary>
    public BilingualText Calibration()
    {
        if (Card.CalibrationSlope is not { } slope || Card.CalibrationIntercept is not { } intercept) { return new("calibration not known", "校准情况未知"); }
        var (n, s, i, b) = (Text(Card.TestSize), Text(slope), Text(intercept), Text(Card.BrierScore));
        return new(
            $"on {n} people held out: calibration slope {s} (1 is perfect), intercept {i} (0 is perfect), Brier score {b}; the raw probability, not recalibrated",
            $"在 {n} 名留出人群中：校准斜率 {s}（理想为 1），截距 {i}（理想为 0），Brier 评分 {b}；为未重新校准的原始概率");
    }

    /// <summary>What one input contributed.</summary>
    public Attribution Attribution(InputValue input, decimal contribution)
    {
        var reading = graph is null || Outcome is null
            ? new CausalReading(CausalRole.Unknown, [], null, null)
            : CausalReading.Of(graph, input.Declared.Variable, Outcome);
        var tag = reading.Role switch { CausalRole.Cause => AttributionTag.Cause, CausalRole.Marker => AttributionTag.Marker, _ => AttributionTag.Unknown };
        var points = Text(Math.Round(Math.Abs(contribution) * 100, 1));
        var (en, zh) = contribution switch
        {
            > 0 => ($"raises the probability by {points} percentage points", $"使概率升高 {points} 个百分点"),
            < 0 => ($"lowers the probability by {points} percentage points", $"使概率降低 {points} 个百分点"),
            _ => ("does not move the probability", "不改变概率"),
        };
        var (shown, why) = (Shown(input), Why(reading));
        return new(input.Declared.Name, input.Value, input.Card.Unit, contribution, tag, new($"{shown.En} {en}; {why.En}", $"{shown.Zh}{zh}；{why.Zh}"));
    }

    /// <summary>The whole explanation.</summary>
    public ProofNode Proof(ImmutableArray<InputValue> inputs, ModelPrediction prediction, Interval percent)
    {
        var (value, condition) = (ClinicalText.Value(percent, "%"), Condition());
        var open = Open(inputs.Count(i => !i.Value.IsPoint));
        return Head($"probability of {condition.En} {value.En}{open.En}", $"{condition.Zh}的概率为 {value.Zh}{open.Zh}") with
        {
            Value = percent,
            Unit = "%",
            Children =
            [
                .. inputs.Select(Input), .. inputs.Where(i => !i.IsInDomain).Select(OutOfDomain),
                .. prediction.Attributions.Select(AttributionNode),
                .. prediction.Baseline is { } baseline ? [Baseline(baseline)] : Enumerable.Empty<ProofNode>(), .. CardNodes(),
            ],
        };
    }

    /// <summary>The explanation when no input is known.</summary>
    public ProofNode Nothing(ImmutableArray<InputValue> inputs)
    {
        var condition = Condition();
        return Head($"probability of {condition.En} unknown, for none of its inputs is known", $"各项输入均未知，{condition.Zh}的概率未知") with
        {
            Children = [.. inputs.Select(i => i.Evaluated.Proof)],
        };
    }

    private ProofNode Head(string en, string zh) => Node(ProofKind.Model, $"{Card.Label("en")} {Card.Version}: {en}", $"{Card.Label("zh")} {Card.Version}：{zh}") with
    {
        Rule = declaration.Name,
        RuleVersion = Card.Version,
        Citation = CardCitation(),
    };

    private BilingualText Open(int count) => count == 0
        ? new("", "")
        : Card.IsMonotone
            ? new($", whatever the {count} inputs that are not wholly known", $"（{count} 项输入未完全知晓，已计入其全部可能取值）")
            : new($", by an estimate over the {count} inputs that are not wholly known", $"（{count} 项输入未完全知晓，此为估计范围）");

    private IEnumerable<ProofNode> CardNodes()
    {
        var (n, auc, calibration) = (Text(Card.TrainingSize), Text(Card.AreaUnderRoc), Calibration());
        yield return Constant(
            $"Trained on {n} people ({Card.TrainingData}); area under the ROC curve {auc}; {calibration.En}",
            $"基于 {n} 人的数据训练（{Card.TrainingData}）；ROC 曲线下面积 {auc}；{calibration.Zh}");
        yield return Constant($"Not for: {Card.NotFor}", $"不适用于（原文）：{Card.NotFor}");
    }

    private ProofNode Input(InputValue input)
    {
        var shown = Shown(input);
        if (!input.IsMissing)
        {
            return InputNode(ProofKind.Value, input, $"input {input.Declared.Name}: {shown.En}", $"输入 {input.Declared.Name}：{shown.Zh}");
        }
        var (range, label) = (ClinicalText.Value(input.Value, input.Card.Unit), Label(input));
        return InputNode(
            ProofKind.Assumption, input,
            $"input {input.Declared.Name} ({label.En}) is not known: every value that the model was trained on is considered, {range.En}",
            $"输入 {input.Declared.Name}（{label.Zh}）未知：已考虑模型训练范围内的全部取值，{range.Zh}");
    }

    private static ProofNode InputNode(ProofKind kind, InputValue input, string en, string zh) => Node(kind, en, zh) with
    {
        Value = input.Value,
        Unit = input.Card.Unit,
        Children = [input.Evaluated.Proof],
    };

    private ProofNode OutOfDomain(InputValue input)
    {
        var (range, label) = (ClinicalText.Value(new Interval(input.Card.Low, input.Card.High), input.Card.Unit), Label(input));
        var text = new BilingualText(
            $"{label.En} lies outside what the model was trained on ({range.En}): its output is not to be relied on",
            $"{label.Zh}超出模型训练范围（{range.Zh}）：其输出不可依赖");
        return new(ProofKind.Unknown, text) { Reason = new(UnknownKind.OutOfRange, null, input.Declared.Name, text) };
    }

    private ProofNode Baseline(decimal baseline)
    {
        var value = ClinicalText.Value(Interval.Point(Math.Round(baseline * 100, 1)), "%");
        return Constant(
            $"Contributions are exact Shapley values: they add up to the difference from {value.En}, the mean of the model over {model.BackgroundCount} reference rows",
            $"贡献值为精确 Shapley 值：其总和等于与 {value.Zh}（模型在 {model.BackgroundCount} 行参照数据上的平均值）之差");
    }

    private ProofNode AttributionNode(Attribution attribution) => new(ProofKind.Attribution, attribution.Words)
    {
        Value = Interval.Point(attribution.Contribution * 100),
        Unit = "%",
        Rule = declaration.TaggedBy,
        Children = [declaration.TaggedBy is { } name ? Constant($"causal graph '{name}'", $"因果图“{name}”") : Constant("no causal graph is declared for this model", "未为该模型声明因果图")],
    };

    private BilingualText Why(CausalReading reading)
    {
        var outcome = Condition();
        var path = Labels.Arrows(reading.Path);
        if (reading.OnlyThroughTreatment is { } treatment)
        {
            var label = Labels.Of(ontology, treatment);
            return new(
                $"cause, but only by way of the decision to treat ({label.En}): {path}",
                $"原因，但仅通过治疗决策（{label.Zh}）起作用：{path}");
        }
        return reading switch
        {
            { Role: CausalRole.Cause } => new($"cause: {path}", $"原因：{path}"),
            { Role: CausalRole.Marker, CommonCause: { } shared } => Shared(Labels.Of(ontology, shared), outcome),
            { Role: CausalRole.Marker } => new($"marker, no cause: a consequence of {outcome.En} ({path})", $"标志物，非原因：为{outcome.Zh}的结果（{path}）"),
            _ => new("unknown: the causal graph does not say what it is to the outcome", "未知：因果图未说明其与结局的关系"),
        };
    }

    private static BilingualText Shared(BilingualText cause, BilingualText outcome) =>
        new($"marker, no cause: it shares the cause {cause.En} with {outcome.En}", $"标志物，非原因：与{outcome.Zh}有共同原因（{cause.Zh}）");

    /// <summary>A truth value shows as its condition, a number as label and value.</summary>
    private BilingualText Shown(InputValue input)
    {
        if (input.Evaluated.Truth is not null)
        {
            // Chinese sets a blank between a unit and the character after it.
            var text = input.Evaluated.Proof.Text;
            return text with { Zh = text.Zh.Length > 0 && char.IsAscii(text.Zh[^1]) ? text.Zh + " " : text.Zh };
        }
        var (label, value) = (Label(input), ClinicalText.Value(input.Value, input.Card.Unit));
        return new($"{label.En} {value.En}", $"{label.Zh} {value.Zh} ");
    }

    private BilingualText Label(InputValue input) => Labels.Of(ontology, input.Declared.Variable);

    private BilingualText Condition() => Outcome is { } outcome ? Labels.Of(ontology, outcome) : new(declaration.Output.Name, declaration.Output.Name);

    private Citation CardCitation() =>
        new(Card.Citation.Length > 0 ? Card.Citation : Card.TrainingData, Card.Issued, null, null, Path.GetFileName(declaration.CardFile));

    private static ProofNode Constant(string en, string zh) => Node(ProofKind.Constant, en, zh);

    private static ProofNode Node(ProofKind kind, string en, string zh) => new(kind, new(en, zh));

    private static string Text(decimal? value) => value is { } number ? ClinicalText.Number(number) : "?";
}
