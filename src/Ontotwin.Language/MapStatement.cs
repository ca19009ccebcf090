using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A statement of a map's body.</summary>
public abstract record MapStatement
{
    private protected MapStatement()
    {
    }

    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Every node among statements, at any depth, in the order written; those of a shape once, however often it is used.</summary>
    public static IEnumerable<NodeStatement> Nodes(IEnumerable<MapStatement> statements) => Writers(statements).OfType<NodeStatement>();

    /// <summary>Every node and series among statements, at any depth, in the order written; those of a shape once, however often it is used.</summary>
    public static IEnumerable<MapStatement> Writers(IEnumerable<MapStatement> statements) => Writers(statements, []);

    private static IEnumerable<MapStatement> Writers(IEnumerable<MapStatement> statements, HashSet<ShapeBody> seen)
    {
        foreach (var statement in statements)
        {
            if (statement is NodeStatement or SeriesStatement) { yield return statement; }
            ImmutableArray<MapStatement> inside = statement switch
            {
                NodeStatement around => around.Nested,
                ForStatement loop => loop.Body,
                UseStatement use when seen.Add(use.Shape) => use.Shape.Body,
                _ => [],
            };
            foreach (var inner in Writers(inside, seen)) { yield return inner; }
        }
    }
}

/// <summary><c>for x in path { … }</c>.</summary>
public sealed record ForStatement(string Variable, Expression Source, ImmutableArray<MapStatement> Body) : MapStatement;

/// <summary><c>use shape(argument, …) when condition</c>.</summary>
/// <param name="Shape">The shape, bound for arguments of these kinds; one object for all uses of it.</param>
/// <param name="Arguments">What stands for each parameter, in order: a <see cref="PathExpression"/> is met at each of its values, a <see cref="NodeExpression"/> is linked to, anything else stands for its value.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
public sealed record UseStatement(ShapeBody Shape, ImmutableArray<Expression> Arguments, Expression? Guard) : MapStatement;

/// <summary>A shape bound for arguments of certain kinds. Compared by reference: uses share it, and so does what is compiled of it.</summary>
/// <param name="name">Its name.</param>
/// <param name="parameters">The parameters' names in the plan, in order.</param>
/// <param name="body">Its statements.</param>
public sealed class ShapeBody(string name, ImmutableArray<string> parameters, ImmutableArray<MapStatement> body)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The parameters' names in the plan, in order.</summary>
    public ImmutableArray<string> Parameters => parameters;

    /// <summary>Its statements.</summary>
    public ImmutableArray<MapStatement> Body => body;
}

/// <summary><c>node obs : LabResult key (…) { … }</c>.</summary>
/// <param name="Name">Its name, for links and origins.</param>
/// <param name="Class">Its class.</param>
/// <param name="Key">Its key; empty only where it is not in the language.</param>
/// <param name="Bindings">Its properties.</param>
/// <param name="LifeCycle">Its <c>on</c>, or null.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
/// <param name="Nested">Nodes, loops and series inside its braces.</param>
public sealed record NodeStatement(
    string Name, OntologyClass Class, ImmutableArray<KeyPart> Key, ImmutableArray<BindingStatement> Bindings, LifeCycle? LifeCycle,
    Expression? Guard, ImmutableArray<MapStatement> Nested) : MapStatement
{
    /// <summary>The field of the source that can correct or delete what the node reads, where the node has no life-cycle of its own; null: none.</summary>
    internal Binding.StatusField? Correctable { get; init; }
}

/// <summary><c>property &lt;- each? source conversions guard?</c>.</summary>
/// <param name="Property">The property written.</param>
/// <param name="Each">Whether every repetition gives a value.</param>
/// <param name="Source">Where values come from.</param>
/// <param name="Conversions">Applied in order.</param>
/// <param name="Guard">Condition, or null.</param>
/// <param name="IsOtherwise">Whether it holds when no <c>when</c> on the same source in this node does.</param>
public sealed record BindingStatement(
    OntologyProperty Property, bool Each, Expression Source, ImmutableArray<Conversion> Conversions, Expression? Guard, bool IsOtherwise)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary><c>series hr : HeartRate key (device) of subject at instant value source …</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its class.</param>
/// <param name="Key">Its key.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="At">When the sample was taken.</param>
/// <param name="Value">The sample.</param>
/// <param name="Conversions">Of the sample; the last names the unit.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
public sealed record SeriesStatement(
    string Name, OntologyClass Class, ImmutableArray<KeyPart> Key, Expression Subject, Expression At, Expression Value,
    ImmutableArray<Conversion> Conversions, Expression? Guard) : MapStatement
{
    /// <summary>How the instant is read: format and zone.</summary>
    public AsConversion? AtConversion { get; init; }
}
