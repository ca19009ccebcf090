using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>A node shape, or with a path a property shape.</summary>
internal sealed class Shape(Term id)
{
    public Term Id => id;

    public Term? PathTerm { get; set; }

    public PropertyPath? Path { get; set; }

    public bool IsDeactivated { get; set; }

    public Iri Severity { get; set; } = Shacl.Violation;

    public List<Literal> Messages { get; } = [];

    public List<Constraint> Constraints { get; } = [];

    /// <summary>What makes nodes to be checked, if anything does.</summary>
    public List<Func<GraphIndex, IEnumerable<Term>>> Targets { get; } = [];

    /// <summary>A result of this shape.</summary>
    public ValidationResult Found(Term focus, Term? value, string component, string message, Term? path = null) => new(
        focus, path ?? PathTerm, value, id, Shacl.Of(component + "ConstraintComponent"), Severity, Messages.Count > 0 ? [.. Messages] : [Literal.InLanguage(message, "en")]);
}
