namespace Ontotwin.Sparql.Evaluation;

/// <summary>The solution whose values stand for its variables everywhere in a pattern of EXISTS: it is where every part of that pattern begins.</summary>
/// <param name="variables">Its variables.</param>
internal sealed class Substituted(System.Collections.Immutable.ImmutableArray<string> variables)
{
    private readonly List<SeedOperator> seeds = [];
    private readonly Batch one = new([.. variables.Select(_ => new int[1])], 1);

    /// <summary>Changes with the solution: what was computed for another one is to be computed again.</summary>
    public int Version { get; private set; }

    public bool Contains(string variable) => variables.Contains(variable);

    /// <summary>A beginning for a part that is computed apart from the others.</summary>
    public SeedOperator Begin()
    {
        var seed = new SeedOperator(variables);
        seed.Set(one);
        seeds.Add(seed);
        return seed;
    }

    /// <summary>Takes the values of the next solution.</summary>
    public void Set(Expressions.Row row, int[] columns)
    {
        for (var i = 0; i < columns.Length; i++) { one.Columns[i][0] = row.Id(columns[i]); }
        foreach (var seed in seeds) { seed.Set(one); }
        Version++;
    }
}
