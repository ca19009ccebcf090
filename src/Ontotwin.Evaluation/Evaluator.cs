using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;

namespace Ontotwin.Evaluation;

/// <summary>
/// Evaluates bound expressions over one twin at one instant. Pure: the same program, twin and instant give the same answer; results of scores,
/// features and models are kept for its lifetime. For one thread.
/// </summary>
public sealed class Evaluator
{
    /// <summary>An evaluator over a twin that is closed under the ontology's rules.</summary>
    /// <param name="program">The declared scores, features and models.</param>
    /// <param name="closedTwin">The twin with its derived facts.</param>
    /// <param name="asOf">The instant that windows end at and ages are counted to.</param>
    /// <param name="models">Runs models.</param>
    public Evaluator(TwinProgram program, Twin closedTwin, DateTimeOffset asOf, IModelOutputs models)
    {
        Program = program;
        Twin = closedTwin;
        AsOf = asOf;
        Models = models;
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

    /// <summary>Evaluates an expression. Never throws on data: what cannot be computed is unknown with its reason.</summary>
    public Evaluated Evaluate(Expression expression) => throw new NotSupportedException(expression?.ToString());

    /// <summary>A score by its name; null when the program declares none.</summary>
    public Evaluated? Score(string name) => throw new NotSupportedException(name);

    /// <summary>A feature by its name; null when the program declares none.</summary>
    public Evaluated? Feature(string name) => throw new NotSupportedException(name);
}
