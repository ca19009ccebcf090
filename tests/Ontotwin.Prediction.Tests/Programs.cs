using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Tests;

/// <summary>The committed guideline of the heart, and persons invented for it.</summary>
internal static class Programs
{
    private static readonly Lazy<TwinProgram> Compiled = new(() =>
    {
        var ontology = OntologyModel.Load(Repository.PathOf("ontologies")).Value!;
        var compiled = TwinCompiler.Compile([Repository.PathOf("guidelines", "cardio.twin")], ontology);
        return compiled.Value ?? throw new InvalidOperationException(string.Join('\n', compiled.Diagnostics));
    });

    public static TwinProgram Cardio => Compiled.Value;

    public static ModelDeclaration Chd => Cardio.Models["chd"];

    public static OnnxModel Load() => OnnxModel.Load(Chd.OnnxFile, Chd.CardFile).Value!;

    /// <summary>The instant of the demo.</summary>
    public static readonly DateTimeOffset AsOf = new(2026, 11, 5, 9, 15, 0, TimeSpan.FromHours(1));

    /// <summary>An evaluator over given values.</summary>
    public static Evaluator Evaluator(IEnumerable<TestGiven> given, IModelOutputs models) => new(Cardio, GivenTwin.Of(Cardio, given, AsOf), AsOf, models);

    /// <summary>Gives the six inputs in order; null is not known, a truth value is given for the two conditions.</summary>
    public static Func<Expression, Evaluated> Person(params object?[] values) => expression =>
    {
        var index = Enumerable.Range(0, Chd.Inputs.Length).First(i => ReferenceEquals(Chd.Inputs[i].Value, expression));
        var input = Chd.Inputs[index];
        var isTruth = index is 1 or 5;
        var reason = new UnknownReason(UnknownKind.Missing, OntologyModel.Term(input.Variable), input.Variable, new("missing", "缺失"));
        return values[index] switch
        {
            null => new(new ProofNode(ProofKind.Unknown, new("missing", "缺失")) { Reason = reason }) { Truth = isTruth ? Truth.Unknown : null, Reasons = [reason] },
            bool truth => new(new ProofNode(ProofKind.Comparison, new($"{input.Name} is {truth}", $"{input.Name}：{truth}"))) { Truth = truth.ToTruth() },
            (decimal low, decimal high) => Number(new Interval(low, high), input.Unit),
            (decimal value, string unit, string of) => Number(Interval.Point(value), unit) with { Class = OntologyModel.Term(of) },
            var number => Number(Interval.Point(Convert.ToDecimal(number, System.Globalization.CultureInfo.InvariantCulture)), input.Unit),
        };
    };

    private static Evaluated Number(Interval value, string? unit) => new(new ProofNode(ProofKind.Value, new("value", "数值"))) { Value = value, Unit = unit };
}
