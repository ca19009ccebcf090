using System.Collections.Immutable;
using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One query on one dataset.</summary>
internal sealed class QueryRun
{
    private readonly QueryAlgebra algebra;
    private readonly QueryContext query;
    private readonly Operator plan;

    public QueryRun(SparqlDataset dataset, SparqlOptions options, QueryAlgebra algebra, CancellationToken cancellationToken)
        : this(QueryGraphs.Of(dataset, algebra.Default, algebra.Named), dataset, options, algebra, cancellationToken)
    {
    }

    public QueryRun(QueryGraphs graphs, SparqlDataset dataset, SparqlOptions options, QueryAlgebra algebra, CancellationToken cancellationToken)
        : this(graphs, dataset, new QueryBudget(options, cancellationToken), algebra, source: null, isOfManyGraphs: false)
    {
    }

    /// <param name="graphs">What of the dataset is asked.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="budget">The limits, which it may share with other runs.</param>
    /// <param name="algebra">The query.</param>
    /// <param name="source">Where a <see cref="SourcePattern"/> gets its graphs.</param>
    /// <param name="isOfManyGraphs">Whether its terms are put together with those of graphs in no dataset.</param>
    public QueryRun(QueryGraphs graphs, SparqlDataset dataset, QueryBudget budget, QueryAlgebra algebra, IGraphSource? source, bool isOfManyGraphs)
    {
        this.algebra = algebra;
        query = new QueryContext(graphs, new QueryTerms(dataset.Terms, budget, isOfManyGraphs), budget, source);
        plan = new Planner(query).Plan(algebra.Pattern);
    }

    public SparqlResult Answer() => algebra.Form switch
    {
        QueryForm.Ask => SparqlResult.Of(Solutions().Any()),
        QueryForm.Construct => SparqlResult.Of(Constructed()),
        QueryForm.Describe => SparqlResult.Of(Described()),
        _ => SparqlResult.Of(new SparqlSolutions(algebra.Pattern.Variables, Rows())),
    };

    /// <summary>Solutions one by one: the batch that holds each, and its row.</summary>
    public IEnumerable<(Batch Batch, int Row)> Solutions()
    {
        try
        {
            var known = query.Terms.Count;
            while (plan.Next() is { } batch)
            {
                for (var row = 0; row < batch.Count; row++) { yield return (batch, row); }
                if (plan.IsPassing && query.Source is not null) { query.Terms.Forget(known); }
            }
        }
        finally
        {
            query.Close();
        }
    }

    /// <summary>Ends a run of which only <see cref="Plan"/> was used.</summary>
    public void Close() => query.Close();

    /// <summary>What it does, step by step.</summary>
    public Operator Plan => plan;

    /// <summary>The term of a number in its batches; null: unbound.</summary>
    public Term? TermOf(int id) => id == 0 ? null : query.Terms[id];

    /// <summary>Fills a template with a solution: null where it is no triple of RDF.</summary>
    public TemplateFiller Filler() => new(plan.Variables, query.Terms);

    /// <summary>Counts values that stay in memory.</summary>
    public void Hold(long values) => query.Hold(values);

    public string Explain()
    {
        var text = new StringBuilder();
        Explain(plan, 0, text);
        return text.ToString();
    }

    private static void Explain(Operator step, int depth, StringBuilder text)
    {
        text.Append(' ', depth * 2).Append(step.Description).Append('\n');
        foreach (var input in step.Inputs.Where(i => i is not UnitOperator)) { Explain(input, depth + 1, text); }
    }

    private IEnumerable<IReadOnlyList<Term?>> Rows()
    {
        var columns = Operator.Map(plan.Variables, algebra.Pattern.Variables);
        var count = 0L;
        foreach (var (batch, row) in Solutions())
        {
            query.CheckRows(++count);
            var terms = new Term?[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i] >= 0 && batch.Columns[columns[i]][row] is > 0 and var id) { terms[i] = query.Terms[id]; }
            }
            yield return terms;
        }
    }

    private IEnumerable<Triple> Constructed()
    {
        var seen = new HashSet<Triple>();
        var filler = Filler();
        foreach (var (batch, row) in Solutions())
        {
            filler.Begin();
            foreach (var pattern in algebra.Template)
            {
                if (filler.Fill(pattern, batch, row) is not { } triple || !seen.Add(triple)) { continue; }
                query.CheckRows(seen.Count);
                query.Hold(3);
                yield return triple;
            }
        }
    }

    // What is said of each node, and of the blank nodes that this leads to (a concise bounded description).
    private IEnumerable<Triple> Described()
    {
        var seen = new HashSet<int>();
        var open = new Queue<int>();
        var columns = algebra.Described.IsEmpty ? [.. plan.Variables.Select((v, i) => (v, i)).Where(v => !Node.IsHidden(v.v)).Select(v => v.i)]
            : algebra.Described.Where(d => d.IsVariable).Select(d => plan.Variables.IndexOf(d.Variable!)).Where(c => c >= 0).ToImmutableArray();
        foreach (var node in algebra.Described.Where(d => !d.IsVariable)) { Note(query.Terms.Intern(node.Term!)); }
        foreach (var (batch, row) in Solutions())
        {
            foreach (var column in columns) { Note(batch.Columns[column][row]); }
        }
        var count = 0L;
        while (open.TryDequeue(out var node))
        {
            query.Tick();
            var range = query.Graphs.Default.Find(node, 0, 0);
            for (var i = range.Start; i < range.End; i++)
            {
                var value = range.Order.Array(2)[i];
                if (query.Terms[value] is BlankNode) { Note(value); }
                query.CheckRows(++count);
                yield return new Triple(query.Terms[node], (Iri)query.Terms[range.Order.Array(1)[i]], query.Terms[value]);
            }
        }

        void Note(int id)
        {
            if (id != 0 && seen.Add(id)) { open.Enqueue(id); }
        }
    }
}
