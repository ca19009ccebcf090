using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Algebra;

/// <summary>A place of a pattern: a term, or a variable by its name. A blank node of a pattern is a variable whose name begins with <c>_:</c>.</summary>
internal readonly record struct Node(string? Variable, Term? Term)
{
    public const string BlankPrefix = "_:";

    public bool IsVariable => Variable is not null;

    /// <summary>Whether it was written as a blank node.</summary>
    public bool IsBlank => IsHidden(Variable ?? "");

    public static Node Of(Term term) => new(null, term);

    public static Node Of(string variable) => new(variable, null);

    /// <summary>Whether a name is none that a query wrote as a variable.</summary>
    public static bool IsHidden(string variable) => variable.StartsWith(BlankPrefix, StringComparison.Ordinal) || variable.StartsWith('.');

    public override string ToString() => Variable is null ? Term!.ToString() : IsHidden(Variable) ? Variable : "?" + Variable;
}

/// <summary>A triple with variables.</summary>
internal readonly record struct TriplePattern(Node Subject, Node Predicate, Node Object)
{
    public IEnumerable<Node> Nodes => [Subject, Predicate, Object];

    public override string ToString() => $"{Subject} {Predicate} {Object}";
}

/// <summary>A triple of a template and the graph that it stands in; null: the default graph of the operation.</summary>
internal readonly record struct QuadPattern(TriplePattern Triple, Node? Graph);
