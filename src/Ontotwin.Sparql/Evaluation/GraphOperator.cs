using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The solutions of each named graph, with its name.</summary>
internal sealed class GraphOperator : Operator
{
    private readonly QueryContext query;
    private readonly Operator inner;
    private readonly ActiveGraph graph;
    private readonly int nameColumn;
    private readonly bool isInside;
    private readonly Batch output;
    private readonly int[] names;
    private int at = -1;

    public GraphOperator(QueryContext query, Operator inner, ActiveGraph graph, string name)
        : base(inner.Variables.Contains(name) ? inner.Variables : [.. inner.Variables, name])
    {
        (this.query, this.inner, this.graph) = (query, inner, graph);
        (isInside, nameColumn) = (inner.Variables.Contains(name), ColumnOf(name));
        names = [.. query.Graphs.Named.Keys];
        output = new Batch(Variables.Length);
    }

    public override ImmutableArray<Operator> Inputs => [inner];

    public override string Description => $"in each of {names.Length} graphs";

    public override Batch? Next()
    {
        while (true)
        {
            query.Tick();
            if (at >= 0 && at < names.Length && inner.Next() is { } rows)
            {
                if (Named(rows, names[at])) { return output; }
                continue;
            }
            if (++at >= names.Length) { return null; }
            graph.Set(query.Graphs.Named[names[at]]);
            inner.Reset();
        }
    }

    public override void Reset() => at = -1;

    private bool Named(Batch rows, int name)
    {
        output.Count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (isInside && rows.Columns[nameColumn][i] is not 0 and var said && said != name) { continue; }
            for (var column = 0; column < rows.Columns.Length; column++) { output.Columns[column][output.Count] = rows.Columns[column][i]; }
            output.Columns[nameColumn][output.Count++] = name;
        }
        return output.Count > 0;
    }
}
