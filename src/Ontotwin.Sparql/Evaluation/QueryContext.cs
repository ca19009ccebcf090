using System.Globalization;
using Ontotwin.Sparql.Expressions;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One run of a query: its graphs, terms, functions and what is left of its limits.</summary>
internal sealed class QueryContext
{
    private readonly SparqlOptions options;
    private readonly long deadline;
    private readonly CancellationToken cancellationToken;
    private long held;

    public QueryContext(QueryGraphs graphs, QueryTerms terms, SparqlOptions options, CancellationToken cancellationToken)
    {
        (Graphs, Terms, this.options, this.cancellationToken) = (graphs, terms, options, cancellationToken);
        Functions = new FunctionTable(options.Clock.GetUtcNow());
        deadline = options.Clock.GetTimestamp() + (long)(options.TimeMs / 1000.0 * options.Clock.TimestampFrequency);
    }

    public QueryGraphs Graphs { get; }

    public QueryTerms Terms { get; }

    public FunctionTable Functions { get; }

    /// <summary>To be called for every batch: ends the query when its time is over.</summary>
    public void Tick()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Clock.GetTimestamp() > deadline)
        {
            throw Refused("OT9301", $"the query took more than {Text(options.TimeMs)} ms", "ask for less (a more selective pattern, a LIMIT), or allow it more time");
        }
    }

    /// <summary>Counts values that stay in memory.</summary>
    public void Hold(long values)
    {
        held += values;
        if (held > options.MaxHeldValues)
        {
            throw Refused("OT9303", $"the query holds more than {Text(options.MaxHeldValues)} values at once", "join on shared variables, group or sort less, or allow it more memory");
        }
    }

    /// <summary>Counts rows of the answer so far.</summary>
    public void CheckRows(long rows)
    {
        if (rows > options.MaxRows) { throw Refused("OT9302", $"the answer has more than {Text(options.MaxRows)} rows", "add a LIMIT, or allow more rows"); }
    }

    public static SparqlException Refused(string code, string message, string hint) => new(new Diagnostic(code, Severity.Error, message) { Hint = hint });

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
