using System.Collections.Immutable;
using Ontotwin.Causal;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Running;

/// <summary>One model, run for one person.</summary>
internal sealed class ModelRun
{
    private readonly ModelDeclaration declaration;
    private readonly OnnxModel model;
    private readonly CausalGraph? graph;
    private readonly OntologyModel ontology;
    private readonly ImmutableArray<InputValue> inputs;

    private ModelRun(
        ModelDeclaration declaration, OnnxModel model, CausalGraph? graph, OntologyModel ontology, Func<Expression, Evaluated> evaluate,
        Func<Evaluated, string?, Interval?> inUnit)
    {
        this.declaration = declaration;
        this.model = model;
        this.graph = graph;
        this.ontology = ontology;
        inputs = [.. declaration.Inputs.Zip(model.Card.Inputs, (declared, card) => InputValue.Of(declared, card, evaluate(declared.Value), inUnit))];
    }

    /// <summary>The output with its proof.</summary>
    /// <param name="declaration">The model as declared.</param>
    /// <param name="model">The model that runs.</param>
    /// <param name="graph">What tags the attributions; null: nothing does.</param>
    /// <param name="ontology">For labels.</param>
    /// <param name="evaluate">Gives an input's value.</param>
    /// <param name="inUnit">Converts it; null where it cannot.</param>
    public static Evaluated Of(
        ModelDeclaration declaration, OnnxModel model, CausalGraph? graph, OntologyModel ontology, Func<Expression, Evaluated> evaluate,
        Func<Evaluated, string?, Interval?> inUnit) =>
        new ModelRun(declaration, model, graph, ontology, evaluate, inUnit).Output();

    private Evaluated Output()
    {
        var words = new ModelWords(declaration, model, graph, ontology);
        ImmutableArray<UnknownReason> reasons = [.. inputs.Where(i => !i.Value.IsPoint).SelectMany(i => i.Evaluated.Reasons).DistinctBy(r => (r.Kind, r.Name))];
        if (inputs.All(i => i.IsMissing)) { return new(words.Nothing(inputs)) { Reasons = reasons }; }

        var probability = Probability();
        var shares = inputs.Any(i => i.IsMissing) ? null : model.Explain([.. inputs.Select(i => i.Middle)]);
        ImmutableArray<Attribution> attributions = shares is null ? []
            : [.. inputs.Select((input, i) => words.Attribution(input, Rounded(shares.Contributions[i]))).OrderByDescending(a => Math.Abs(a.Contribution))];
        var prediction = new ModelPrediction(
            declaration.Name, model.Card.Version, probability, words.Calibration(), inputs.All(i => i.IsInDomain),
            [.. inputs.Where(i => !i.IsInDomain).Select(i => i.Declared.Name)], attributions)
        {
            Baseline = shares is null ? null : Rounded(shares.Baseline),
            ModelHash = model.Card.Hash,
        };
        var percent = new Interval(probability.Low * 100, probability.High * 100);
        return new(words.Proof(inputs, prediction, percent)) { Value = percent, Unit = "%", Class = declaration.Output.Of, Reasons = reasons, Model = prediction };
    }

    private Interval Probability()
    {
        double?[] known = [.. inputs.Select(i => i.Value.IsPoint ? (double)i.Value.Low!.Value : (double?)null)];
        if (known.All(k => k is not null)) { return Interval.Point(Rounded(model.Run([.. known.Select(k => k!.Value)]))); }
        // Of a monotone model the ends of the inputs give the ends of the output; of another they and the background give only what it may well be.
        var rows = Corners();
        if (!model.Card.IsMonotone) { rows.AddRange(model.BackgroundWith(known)); }
        var outputs = model.Run(rows);
        return new(Outward(outputs.Min(), up: false), Outward(outputs.Max(), up: true));
    }

    private List<double[]> Corners()
    {
        var open = Enumerable.Range(0, inputs.Length).Where(i => !inputs[i].Value.IsPoint).ToList();
        return [.. Enumerable.Range(0, 1 << open.Count).Select(corner =>
            inputs.Select((input, i) => (double)((corner >> Math.Max(0, open.IndexOf(i)) & 1) == 1 ? input.Value.High!.Value : input.Value.Low!.Value)).ToArray())];
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, Limits.ProbabilityDecimals);

    private static decimal Outward(double value, bool up)
    {
        var scale = (decimal)Math.Pow(10, Limits.ProbabilityDecimals);
        return Math.Clamp((up ? Math.Ceiling((decimal)value * scale) : Math.Floor((decimal)value * scale)) / scale, 0, 1);
    }
}
