namespace Ontotwin.Evaluation;

/// <summary>Runs declared models over a twin.</summary>
public interface IModelOutputs
{
    /// <summary>
    /// The output of a declared model, its inputs evaluated by <paramref name="evaluator"/>; with <see cref="Evaluated.Model"/> set when it could run,
    /// unknown with reasons when an input is. Null when there is no such model here.
    /// </summary>
    Evaluated? Predict(string model, Evaluator evaluator);
}
