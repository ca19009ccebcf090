using System.Collections.Immutable;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Graphs;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The solutions in graphs that are loaded one by one, on several threads, in the order of the graphs.</summary>
#pragma warning disable CA1001 // The run closes its streams: an operator does not know when it is asked for the last time.
internal sealed class SourceOperator(QueryContext query, SourcePattern pattern) : Operator(pattern.Names)
#pragma warning restore CA1001
{
    private readonly Batch output = new(pattern.Names.Length);
    private GraphStream? stream;

    public override ImmutableArray<Operator> Inputs => pattern.Choice.Sample is { } sample ? [sample] : [];

    public override string Description => $"graph by graph, in {pattern.Choice}";

    public override bool IsPassing => true;

    public override Batch? Next()
    {
        query.Tick();
        if (stream is null) { query.Open(stream = new GraphStream(query.Source!, pattern, query.Budget)); }
        if (stream.Next() is not { } rows) { return null; }
        for (var column = 0; column < output.Columns.Length; column++)
        {
            for (var row = 0; row < rows.Count; row++) { output.Columns[column][row] = rows.Columns[column][row] is { } term ? query.Terms.Intern(term) : 0; }
        }
        output.Count = rows.Count;
        return output;
    }

    public override void Reset()
    {
        stream?.Dispose();
        stream = null;
    }
}
