namespace Ontotwin.Evaluation;

/// <summary>No models at all: every output is unknown.</summary>
public sealed class NoModels : IModelOutputs
{
    /// <summary>The one instance.</summary>
    public static readonly NoModels Instance = new();

    private NoModels()
    {
    }

    /// <inheritdoc/>
    public Evaluated? Predict(string model, Evaluator evaluator) => null;
}
