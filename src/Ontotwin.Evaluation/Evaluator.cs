using System.Collections.Immutable;
using Ontotwin.Evaluation.Computing;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>
/// Evaluates bound expressions over one twin at one instant. Pure: the same program, twin and instant give the same answer; results of scores,
/// features and models are kept for its lifetime. For one thread.
/// </summary>
public sealed class Evaluator
{
    private readonly Dictionary<(NamedKind, string), Evaluated> named = [];
    private readonly HashSet<(NamedKind, string)> running = [];
    private Evaluated? death;
    private readonly ImmutableDictionary<string, GivenValue> given;
    private readonly ExpressionEvaluation expressions;
    private readonly ScoreEvaluation scores;
    private readonly FeatureEvaluation features;

    /// <summary>An evaluator over a twin that is closed under the ontology's rules.</summary>
    /// <param name="program">The declared scores, features and models.</param>
    /// <param name="closedTwin">The twin with its derived facts.</param>
    /// <param name="asOf">The instant that windows end at and ages are counted to; its offset tells where floating times are read.</param>
    /// <param name="models">Runs models.</param>
    public Evaluator(TwinProgram program, Twin closedTwin, DateTimeOffset asOf, IModelOutputs models)
        : this(program, new GivenTwin(closedTwin, ImmutableDictionary<string, GivenValue>.Empty), asOf, models)
    {
    }

    /// <summary>An evaluator over given values.</summary>
    public Evaluator(TwinProgram program, GivenTwin given, DateTimeOffset asOf, IModelOutputs models)
    {
        Program = program;
        Twin = given.Twin;
        AsOf = asOf;
        Models = models;
        this.given = given.Overrides;
        View = new(Twin, Ontology);
        Proofs = new(Twin, Ontology);
        Clock = new(asOf);
        expressions = new(this);
        features = new(this);
        scores = new(this);
    }

    /// <summary>The program.</summary>
    public TwinProgram Program { get; }

    /// <summary>The twin.</summary>
    public Twin Twin { get; }

    /// <summary>The instant.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The ontology.</summary>
    public OntologyModel Ontology => Program.Ontology;

    /// <summary>Runs models.</summary>
    public IModelOutputs Models { get; }

    internal TwinView View { get; }

    internal FactProofs Proofs { get; }

    internal Clock Clock { get; }

    internal FeatureEvaluation Features => features;

    /// <summary>Evaluates an expression. Never throws on data: what cannot be computed is unknown with its reason.</summary>
    public Evaluated Evaluate(Expression expression) => expressions.Evaluate(expression);

    /// <summary>A score by its name; null when the program declares none.</summary>
    public Evaluated? Score(string name) =>
        Program.Scores.TryGetValue(name, out var score) ? Named(NamedKind.Score, name, () => scores.Evaluate(score)) : null;

    /// <summary>The largest single term of a score of points; null when the program declares none.</summary>
    public Evaluated? Highest(string score) =>
        Program.Scores.TryGetValue(score, out var found) ? Named(NamedKind.ScoreHighest, score, () => scores.Highest(found)) : null;

    /// <summary>A feature by its name; null when the program declares none.</summary>
    public Evaluated? Feature(string name) =>
        Program.Features.TryGetValue(name, out var feature) ? Named(NamedKind.Feature, name, () => features.Evaluate(feature)) : null;

    /// <summary>A model's output by its name; null when the program declares none.</summary>
    public Evaluated? Model(string name) =>
        Program.Models.ContainsKey(name)
            ? Named(NamedKind.Model, name, () => Models.Predict(name, this) ?? Unknowns.Of(new UnknownReason(UnknownKind.Missing, null, name, new($"the model {name} is not available", $"模型 {name} 不可用"))))
            : null;

    /// <summary>A value in another unit, by the molar mass of its class where one is known; null when it is unknown or not commensurable.</summary>
    public Interval? InUnit(Evaluated value, string? unit)
    {
        if (value.Truth is { } truth) { return truth switch { Truth.True => Interval.Point(1), Truth.False => Interval.Point(0), _ => new(0, 1) }; }
        return value.Value is { } interval ? unit is null ? interval : Units.Convert(interval, value.Unit, unit, SubstanceOf(value)) : null;
    }

    /// <summary>Whether the person had died at <see cref="AsOf"/> or before; never unknown: nobody is dead whom no source says so of.</summary>
    public Evaluated Death() => death ??= DeathEvaluation.Of(this);

    /// <summary>
    /// Whether something is on record against giving a medicine of a class: an allergy or intolerance, or a request not to give it; false when nothing is.
    /// </summary>
    public Evaluated Objection(Iri medicine) => new ObjectionEvaluation(this).Of(medicine);

    internal Substance SubstanceOf(Evaluated value) => value.Class is { } type ? Ontology.Classes.GetValueOrDefault(type)?.Substance ?? default : default;

    internal Evaluated Age() => Named(NamedKind.Age, "age", () => expressions.Age());

    private Evaluated Named(NamedKind kind, string name, Func<Evaluated> compute)
    {
        var key = (kind, name);
        if (named.TryGetValue(key, out var known)) { return known; }
        if (!running.Add(key)) { return Unknowns.Of(new UnknownReason(UnknownKind.Unmapped, null, name, new($"{name} is defined by itself", $"{name} 循环定义"))); }
        var result = kind != NamedKind.ScoreHighest && given.TryGetValue(name, out var fixedValue) ? Given(kind, name, fixedValue) : compute();
        running.Remove(key);
        return named[key] = result;
    }

    private Evaluated Given(NamedKind kind, string name, GivenValue value)
    {
        var unit = value.Unit ?? (kind == NamedKind.Age ? "a" : kind == NamedKind.Score ? Program.Scores[name].Unit : null);
        if (value.Value is not { } interval)
        {
            var about = kind == NamedKind.Feature ? Program.Features[name].Series : null;
            return Unknowns.Of(Unknowns.Missing(this, about, about?.LocalName ?? name));
        }
        var shown = ClinicalText.Value(interval, unit);
        var text = new BilingualText($"{name} {shown.En} (given)", $"{name} {shown.Zh}（给定）");
        var uncertain = interval.IsPoint ? [] : ImmutableArray.Create(new UnknownReason(UnknownKind.Uncertain, null, name, text));
        return new(new(ProofKind.Value, text) { Value = interval, Unit = unit, Children = [new(ProofKind.Assumption, new("given", "给定"))] }) { Value = interval, Unit = unit, Reasons = uncertain };
    }
}
