using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The solutions of both branches, each of which is joined with the input batch by batch.</summary>
internal sealed class UnionOperator : Operator
{
    private readonly Operator input;
    private readonly SeedOperator[] seeds;
    private readonly Operator[] branches;
    private readonly int[][] maps;
    private readonly Batch output;
    private int branch;
    private Batch? rows;

    public UnionOperator(Operator input, SeedOperator[] seeds, Operator[] branches)
        : base([.. branches.SelectMany(b => b.Variables).Distinct()])
    {
        (this.input, this.seeds, this.branches) = (input, seeds, branches);
        maps = [.. branches.Select(b => Map(b.Variables, Variables))];
        output = new Batch(Variables.Length);
    }

    public override ImmutableArray<Operator> Inputs => [input, .. branches];

    public override string Description => "all of these";

    public override Batch? Next()
    {
        while (true)
        {
            if (rows is not null && branches[branch].Next() is { } found) { return Mapped(found); }
            if (rows is null || branch == branches.Length - 1)
            {
                rows = input.Next();
                if (rows is null) { return null; }
                branch = 0;
            }
            else { branch++; }
            seeds[branch].Set(rows);
            branches[branch].Reset();
        }
    }

    public override void Reset()
    {
        input.Reset();
        rows = null;
    }

    private Batch Mapped(Batch found)
    {
        for (var column = 0; column < Variables.Length; column++)
        {
            var source = maps[branch][column];
            if (source < 0) { output.Columns[column].AsSpan(0, found.Count).Clear(); }
            else { found.Columns[source].AsSpan(0, found.Count).CopyTo(output.Columns[column]); }
        }
        output.Count = found.Count;
        return output;
    }
}
