using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Algebra;

/// <summary>An expression over the variables of one solution (SPARQL 1.1, section 17).</summary>
internal abstract record Expression
{
    /// <summary>What it is made of.</summary>
    public virtual ImmutableArray<Expression> Parts => [];

    /// <summary>Variables it may read, those of patterns in EXISTS among them.</summary>
    public virtual IEnumerable<string> Variables => Parts.SelectMany(p => p.Variables);

    /// <summary>Whether an EXISTS is in it.</summary>
    public virtual bool HasPattern => Parts.Any(p => p.HasPattern);

    /// <summary>How deep it is.</summary>
    public int Depth { get; private init; } = 1;

    protected static int DepthOf(IEnumerable<Expression> parts) => 1 + parts.Select(p => p.Depth).DefaultIfEmpty(0).Max();

    /// <summary>The same with other parts.</summary>
    public virtual Expression With(ImmutableArray<Expression> parts) => this;

    /// <summary>A call of a built-in function or operator.</summary>
    public static Expression Call(string name, params ImmutableArray<Expression> arguments) => new CallExpression(name, arguments) { Depth = DepthOf(arguments) };

    /// <summary>A call of a function by its IRI.</summary>
    public static Expression Function(Iri function, ImmutableArray<Expression> arguments) => new FunctionExpression(function, arguments) { Depth = DepthOf(arguments) };
}

/// <summary>A variable's value.</summary>
internal sealed record VariableExpression(string Name) : Expression
{
    public override IEnumerable<string> Variables => [Name];

    public override string ToString() => "?" + Name;
}

/// <summary>A term.</summary>
internal sealed record ConstantExpression(Term Term) : Expression
{
    public override string ToString() => Term.ToString();
}

/// <summary>A built-in function by its name in capitals, or an operator by its sign (<c>NEG</c> and <c>POS</c> for those of one operand).</summary>
internal sealed record CallExpression(string Name, ImmutableArray<Expression> Arguments) : Expression
{
    public override ImmutableArray<Expression> Parts => Arguments;

    public override Expression With(ImmutableArray<Expression> parts) => Call(Name, parts);

    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}

/// <summary>A function by its IRI: a cast, or one that nobody knows.</summary>
internal sealed record FunctionExpression(Iri Name, ImmutableArray<Expression> Arguments) : Expression
{
    public override ImmutableArray<Expression> Parts => Arguments;

    public override Expression With(ImmutableArray<Expression> parts) => Function(Name, parts);

    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}

/// <summary>Whether a pattern has a solution that fits the solution at hand.</summary>
internal sealed record ExistsExpression(Pattern Pattern) : Expression
{
    public override IEnumerable<string> Variables => Pattern.Mentioned;

    public override bool HasPattern => true;

    public override string ToString() => "EXISTS {…}";
}

/// <summary>An aggregate over a group; null argument: the solutions themselves.</summary>
internal sealed record AggregateExpression(string Name, bool IsDistinct, Expression? Argument, string Separator) : Expression
{
    public override ImmutableArray<Expression> Parts => Argument is null ? [] : [Argument];

    public override string ToString() => $"{Name}({(IsDistinct ? "DISTINCT " : "")}{(Argument is null ? "*" : Argument.ToString())})";
}
