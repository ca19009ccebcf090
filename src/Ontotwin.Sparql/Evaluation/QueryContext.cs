using Ontotwin.Sparql.Expressions;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One run of a query: its graphs, terms, functions and limits. One thread's.</summary>
internal sealed class QueryContext(QueryGraphs graphs, QueryTerms terms, QueryBudget budget, IGraphSource? source)
{
    private readonly List<IDisposable> opened = [];
    private long held;
    private long charsSinceLook;

    public QueryGraphs Graphs => graphs;

    public QueryTerms Terms => terms;

    public QueryBudget Budget => budget;

    /// <summary>Graphs that are loaded while the query runs; null: all that there is stands in <see cref="Graphs"/>.</summary>
    public IGraphSource? Source => source;

    public FunctionTable Functions { get; } = new(budget);

    /// <summary>To be called for every batch: ends the query when its time is over.</summary>
    public void Tick() => budget.Tick();

    /// <summary>To be called for what an expression reads or makes: long strings make one batch take as long as many.</summary>
    public void Work(Value? value)
    {
        if (value is TextValue text) { Work(text.Text.Length); }
    }

    /// <summary>The same for so many characters, or steps that take as long as one.</summary>
    public void Work(long chars)
    {
        if ((charsSinceLook += chars) < Limits.CharsPerLook) { return; }
        charsSinceLook = 0;
        budget.Tick();
    }

    /// <summary>The number of a computed value in batches; 0: none.</summary>
    public int Intern(Value? value)
    {
        Work(value);
        return terms.Intern(value);
    }

    /// <summary>Counts values that stay in memory.</summary>
    public void Hold(long values)
    {
        held += values;
        budget.Hold(values);
    }

    /// <summary>Counts rows of the answer so far.</summary>
    public void CheckRows(long rows) => budget.CheckRows(rows);

    /// <summary>Something to be closed with the run.</summary>
    public void Open(IDisposable stream) => opened.Add(stream);

    /// <summary>Ends the run: what it held is free.</summary>
    public void Close()
    {
        foreach (var stream in opened) { stream.Dispose(); }
        opened.Clear();
        budget.Hold(-held);
        held = 0;
        terms.Release();
    }

    public static SparqlException Refused(string code, string message, string hint) => new(new Diagnostic(code, Severity.Error, message) { Hint = hint });
}
