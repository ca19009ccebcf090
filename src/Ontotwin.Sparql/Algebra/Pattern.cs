using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Algebra;

/// <summary>An operator of the algebra (SPARQL 1.1, section 18.2), with what is known of its solutions before any is made.</summary>
internal abstract record Pattern
{
    private ImmutableArray<string> variables;
    private ImmutableHashSet<string>? certain;
    private ImmutableHashSet<string>? mentioned;
    private int depth;

    protected Pattern()
    {
    }

    // A copy is made to change a part of it: what was found of the whole is found anew.
    protected Pattern(Pattern original)
    {
    }

    /// <summary>Variables that a solution may bind, in order of appearance.</summary>
    public ImmutableArray<string> Variables => variables.IsDefault ? variables = [.. FindVariables().Distinct()] : variables;

    /// <summary>Variables that every solution binds.</summary>
    public ImmutableHashSet<string> Certain => certain ??= [.. FindCertain()];

    /// <summary>All variables in it, those that it hides or only reads among them.</summary>
    public ImmutableHashSet<string> Mentioned => mentioned ??= [.. Variables, .. Inputs.SelectMany(i => i.Mentioned), .. Expressions.SelectMany(e => e.Variables)];

    /// <summary>How deep it is.</summary>
    public int Depth => depth > 0 ? depth : depth = 1 + Inputs.Select(i => i.Depth).Concat(Expressions.Select(e => e.Depth)).DefaultIfEmpty(0).Max();

    /// <summary>What it is made of.</summary>
    public virtual ImmutableArray<Pattern> Inputs => [];

    /// <summary>Expressions that it evaluates.</summary>
    public virtual IEnumerable<Expression> Expressions => [];

    protected virtual IEnumerable<string> FindVariables() => Inputs.SelectMany(i => i.Variables);

    protected virtual IEnumerable<string> FindCertain() => Inputs.SelectMany(i => i.Certain);
}

/// <summary>Triples to be matched together; none: the one empty solution.</summary>
internal sealed record BasicPattern(ImmutableArray<TriplePattern> Triples) : Pattern
{
    public static readonly BasicPattern Empty = new([]);

    public bool IsEmpty => Triples.IsEmpty;

    protected override IEnumerable<string> FindVariables() => Triples.SelectMany(t => t.Nodes).Where(n => n.IsVariable).Select(n => n.Variable!);

    protected override IEnumerable<string> FindCertain() => Variables;
}

/// <summary>Nodes that a path connects. Only paths that are not made of triple patterns: repeated and negated ones.</summary>
internal sealed record PathPattern(Node Subject, PathExpression Path, Node Object) : Pattern
{
    protected override IEnumerable<string> FindVariables() => new[] { Subject, Object }.Where(n => n.IsVariable).Select(n => n.Variable!);

    protected override IEnumerable<string> FindCertain() => Variables;
}

/// <summary>Solutions of both that fit.</summary>
internal sealed record JoinPattern(Pattern Left, Pattern Right) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Left, Right];

    public static Pattern Of(Pattern left, Pattern right) =>
        left is BasicPattern { IsEmpty: true } ? right : right is BasicPattern { IsEmpty: true } ? left : new JoinPattern(left, right);
}

/// <summary>Solutions of the left, with those of the right that fit, where there are any (OPTIONAL).</summary>
internal sealed record LeftJoinPattern(Pattern Left, Pattern Right, Expression? Condition) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Left, Right];

    public override IEnumerable<Expression> Expressions => Condition is null ? [] : [Condition];

    protected override IEnumerable<string> FindCertain() => Left.Certain;
}

/// <summary>Solutions of either.</summary>
internal sealed record UnionPattern(Pattern Left, Pattern Right) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Left, Right];

    protected override IEnumerable<string> FindCertain() => Left.Certain.Intersect(Right.Certain);
}

/// <summary>Solutions of the left that share a variable with none that fits of the right.</summary>
internal sealed record MinusPattern(Pattern Left, Pattern Right) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Left, Right];

    protected override IEnumerable<string> FindVariables() => Left.Variables;

    protected override IEnumerable<string> FindCertain() => Left.Certain;
}

/// <summary>Solutions for which an expression is true.</summary>
internal sealed record FilterPattern(Expression Condition, Pattern Inner) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    public override IEnumerable<Expression> Expressions => [Condition];
}

/// <summary>Solutions with one more variable (BIND, SELECT … AS); unbound where the expression is in error.</summary>
internal sealed record ExtendPattern(Pattern Inner, string Variable, Expression Value) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    public override IEnumerable<Expression> Expressions => [Value];

    protected override IEnumerable<string> FindVariables() => [.. Inner.Variables, Variable];

    protected override IEnumerable<string> FindCertain() => Inner.Certain;
}

/// <summary>Solutions of a named graph, or of each with its name.</summary>
internal sealed record GraphPattern(Node Graph, Pattern Inner) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    protected override IEnumerable<string> FindVariables() => Graph.IsVariable ? [.. Inner.Variables, Graph.Variable!] : Inner.Variables;

    protected override IEnumerable<string> FindCertain() => Graph.IsVariable ? Inner.Certain.Add(Graph.Variable!) : Inner.Certain;
}

/// <summary>Solutions that the query itself gives; null is UNDEF.</summary>
internal sealed record ValuesPattern(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<Term?>> Rows) : Pattern
{
    protected override IEnumerable<string> FindVariables() => Names;

    protected override IEnumerable<string> FindCertain() => Names.Where((_, i) => Rows.All(r => r[i] is not null));
}

/// <summary>What another server would answer: refused when it is evaluated, unless the query takes failure for an empty solution.</summary>
internal sealed record ServicePattern(Node Server, Pattern Inner, bool IsSilent) : Pattern
{
    protected override IEnumerable<string> FindVariables() => Inner.Variables;

    protected override IEnumerable<string> FindCertain() => [];
}

/// <summary>One solution a group: its keys and aggregates. No key: one group, even of nothing.</summary>
internal sealed record GroupPattern(Pattern Inner, ImmutableArray<(string Variable, Expression Value)> Keys, ImmutableArray<(string Variable, AggregateExpression Value)> Aggregates) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    public override IEnumerable<Expression> Expressions => Keys.Select(k => k.Value).Concat(Aggregates.Select(a => (Expression)a.Value));

    protected override IEnumerable<string> FindVariables() => Keys.Select(k => k.Variable).Concat(Aggregates.Select(a => a.Variable));

    protected override IEnumerable<string> FindCertain() => Keys.Where(k => k.Value is VariableExpression v && Inner.Certain.Contains(v.Name)).Select(k => k.Variable);
}

/// <summary>Solutions in an order.</summary>
internal sealed record OrderPattern(Pattern Inner, ImmutableArray<(Expression Key, bool IsDescending)> Keys) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    public override IEnumerable<Expression> Expressions => Keys.Select(k => k.Key);
}

/// <summary>Solutions with these variables only.</summary>
internal sealed record ProjectPattern(Pattern Inner, ImmutableArray<string> Names) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];

    protected override IEnumerable<string> FindVariables() => Names;

    protected override IEnumerable<string> FindCertain() => Inner.Certain.Intersect(Names);
}

/// <summary>Solutions without repetition.</summary>
internal sealed record DistinctPattern(Pattern Inner) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];
}

/// <summary>A stretch of the solutions; null: to the end.</summary>
internal sealed record SlicePattern(Pattern Inner, long Offset, long? Limit) : Pattern
{
    public override ImmutableArray<Pattern> Inputs => [Inner];
}
