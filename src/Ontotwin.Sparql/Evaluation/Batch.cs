namespace Ontotwin.Sparql.Evaluation;

/// <summary>Some solutions as columns of term ids; 0 is unbound. Valid until the operator that gave it is asked for the next.</summary>
internal sealed class Batch
{
    public Batch(int[][] columns, int count) => (Columns, Count) = (columns, count);

    public Batch(int width)
    {
        Columns = new int[width][];
        for (var i = 0; i < width; i++) { Columns[i] = new int[Limits.BatchRows]; }
    }

    public int[][] Columns { get; }

    public int Count { get; set; }

    public bool IsFull => Count == Limits.BatchRows;
}
