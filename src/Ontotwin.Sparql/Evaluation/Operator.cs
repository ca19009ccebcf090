using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>A step of a plan: gives solutions in batches, and can be run again from its beginning.</summary>
/// <param name="variables">The names of its columns.</param>
internal abstract class Operator(ImmutableArray<string> variables)
{
    /// <summary>The names of its columns.</summary>
    public ImmutableArray<string> Variables { get; } = variables;

    /// <summary>What it draws from.</summary>
    public abstract ImmutableArray<Operator> Inputs { get; }

    /// <summary>One line of an explained plan.</summary>
    public abstract string Description { get; }

    /// <summary>Whether it holds nothing of the rows before the one at hand, nor do those that it draws from.</summary>
    public virtual bool IsPassing => false;

    /// <summary>The next solutions, at least one; null at the end.</summary>
    public abstract Batch? Next();

    /// <summary>Back to the beginning, for inputs or a graph that may have changed.</summary>
    public abstract void Reset();

    /// <summary>The variables of a step, and those of what it is joined with that it has not.</summary>
    public static ImmutableArray<string> Joined(ImmutableArray<string> own, IEnumerable<string> others) => [.. own, .. others.Where(v => !own.Contains(v))];

    protected int ColumnOf(string variable) => Variables.IndexOf(variable);

    /// <summary>Where the columns of one row of names are in another; -1: nowhere.</summary>
    public static int[] Map(ImmutableArray<string> from, ImmutableArray<string> to) => [.. to.Select(v => from.IndexOf(v))];
}

/// <summary>The one empty solution: what a plan begins with.</summary>
internal sealed class UnitOperator() : Operator([])
{
    private readonly Batch one = new([], 1);
    private bool isGiven;

    public override ImmutableArray<Operator> Inputs => [];

    public override string Description => "the empty solution";

    public override Batch? Next()
    {
        if (isGiven) { return null; }
        isGiven = true;
        return one;
    }

    public override void Reset() => isGiven = false;
}

/// <summary>Solutions that another operator hands in, one batch at a time.</summary>
internal sealed class SeedOperator(ImmutableArray<string> variables) : Operator(variables)
{
    private Batch? batch;
    private bool isGiven;

    public override ImmutableArray<Operator> Inputs => [];

    public override string Description => $"for each of {string.Join(' ', Variables.Where(v => !v.StartsWith('#')).Select(v => "?" + v))}";

    public void Set(Batch given) => (batch, isGiven) = (given, false);

    public override Batch? Next()
    {
        if (isGiven || batch is null || batch.Count == 0) { return null; }
        isGiven = true;
        return batch;
    }

    public override void Reset() => isGiven = false;
}
