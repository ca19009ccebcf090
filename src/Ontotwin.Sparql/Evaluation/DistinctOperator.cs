using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Each row once, at its first appearance.</summary>
internal sealed class DistinctOperator(QueryContext query, Operator input) : Operator(input.Variables)
{
    private readonly Batch output = new(input.Variables.Length);
    private readonly int[] key = new int[input.Variables.Length];
    private KeyTable seen = new(input.Variables.Length);

    public override ImmutableArray<Operator> Inputs => [input];

    public override string Description => "each once";

    public override Batch? Next()
    {
        while (input.Next() is { } rows)
        {
            query.Tick();
            output.Count = 0;
            for (var i = 0; i < rows.Count; i++)
            {
                for (var column = 0; column < key.Length; column++) { key[column] = rows.Columns[column][i]; }
                seen.FindOrAdd(key, out var isNew);
                if (!isNew) { continue; }
                for (var column = 0; column < key.Length; column++) { output.Columns[column][output.Count] = key[column]; }
                output.Count++;
            }
            query.Hold((long)output.Count * key.Length);
            if (output.Count > 0) { return output; }
        }
        return null;
    }

    public override void Reset()
    {
        input.Reset();
        seen = new KeyTable(key.Length);
    }
}
