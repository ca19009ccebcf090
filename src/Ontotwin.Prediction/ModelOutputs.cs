using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Prediction.Running;
using Ontotwin.Values;

namespace Ontotwin.Prediction;

/// <summary>
/// The models of a program, loaded and checked. A missing input takes every value of its training range, so that the output is an interval; when no input is
/// known the output is unknown. Probabilities are given in percent. Safe for several threads.
/// </summary>
public sealed class ModelOutputs : IModelOutputs, IDisposable
{
    private readonly TwinProgram program;
    private readonly CausalClaims claims;
    private readonly FrozenDictionary<string, OnnxModel> models;

    private ModelOutputs(TwinProgram program, CausalClaims claims, FrozenDictionary<string, OnnxModel> models)
    {
        this.program = program;
        this.claims = claims;
        this.models = models;
    }

    /// <summary>The models that run, by declared name.</summary>
    public IReadOnlyDictionary<string, OnnxModel> Models => models;

    /// <summary>
    /// Loads all models of a program. One that is refused (see <see cref="OnnxModel.Load"/>), or whose declaration is not its card's (OT7015), is reported and its
    /// output is unknown; what is declared and not yet done is a warning (OT7020).
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="claims">Its causal graphs, which tag the attributions.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller owns what it loads.")]
    public static Outcome<ModelOutputs> Load(TwinProgram program, CausalClaims claims)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var models = new Dictionary<string, OnnxModel>();
        foreach (var declaration in program.Models.Values.OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            var loaded = OnnxModel.Load(declaration.OnnxFile, declaration.CardFile);
            diagnostics.AddRange(loaded.Diagnostics.Select(d => d with { Span = d.Span ?? declaration.Span }));
            if (loaded.Value is not { } model) { continue; }
            if (Mismatch(declaration, model.Card) is { } mismatch)
            {
                diagnostics.Add(mismatch);
                model.Dispose();
                continue;
            }
            if (declaration.Output.CalibrationFile is not null || declaration.Output.ConformalPercent is not null) { diagnostics.Add(NotYet(declaration)); }
            models.Add(declaration.Name, model);
        }
        return Outcome<ModelOutputs>.Ok(new ModelOutputs(program, claims, models.ToFrozenDictionary(StringComparer.Ordinal)), diagnostics.ToImmutable());
    }

    /// <inheritdoc/>
    public Evaluated? Predict(string model, Evaluator evaluator)
    {
        if (!program.Models.TryGetValue(model, out var declaration)) { return null; }
        if (models.TryGetValue(model, out var loaded))
        {
            var graph = declaration.TaggedBy is { } tag ? claims.Graph(tag) : null;
            return ModelRun.Of(declaration, loaded, graph, program.Ontology, evaluator.Evaluate, evaluator.InUnit);
        }
        var text = new BilingualText($"the model {model} was refused: see the program's diagnostics", $"模型 {model} 被拒绝加载：请见程序诊断");
        var reason = new UnknownReason(UnknownKind.LowQuality, null, model, text);
        return new(new ProofNode(ProofKind.Unknown, reason.Text) { Rule = model, Reason = reason }) { Reasons = [reason] };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in models.Values) { model.Dispose(); }
    }

    private static Diagnostic? Mismatch(ModelDeclaration declaration, ModelCard card)
    {
        var declared = declaration.Inputs.Select(i => Written(i.Name, i.Unit)).ToList();
        var onCard = card.Inputs.Select(i => Written(i.Name, i.Unit)).ToList();
        return declared.SequenceEqual(onCard) ? null
            : new Diagnostic(
                "OT7015", Severity.Error, $"model '{declaration.Name}' declares the inputs {string.Join(", ", declared)}, its card {string.Join(", ", onCard)}")
            {
                Span = declaration.Span,
                Hint = "the same inputs in the same order and units",
            };
    }

    private static string Written(string name, string? unit) => unit is null or "1" ? name : $"{name} in '{unit}'";

    private static Diagnostic NotYet(ModelDeclaration declaration) =>
        new("OT7020", Severity.Warning, $"model '{declaration.Name}' declares a calibration table or a conformal interval, which this version does not apply")
        {
            Span = declaration.Span,
            Hint = "the raw probability is shown",
        };
}
