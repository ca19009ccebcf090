using System.Globalization;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>What is left of a query's limits, for all threads that work on it.</summary>
internal sealed class QueryBudget
{
    private readonly long deadline;
    private readonly CancellationToken cancellationToken;
    private long held;

    public QueryBudget(SparqlOptions options, CancellationToken cancellationToken)
    {
        (Options, this.cancellationToken, Now) = (options, cancellationToken, options.Clock.GetUtcNow());
        deadline = options.Clock.GetTimestamp() + (long)(options.TimeMs / 1000.0 * options.Clock.TimestampFrequency);
    }

    public SparqlOptions Options { get; }

    /// <summary>The query's one instant.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>To be called for every batch: ends the query when its time is over.</summary>
    public void Tick()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Options.Clock.GetTimestamp() > deadline)
        {
            throw QueryContext.Refused("OT9301", $"the query took more than {Text(Options.TimeMs)} ms", "ask for less (a more selective pattern, a LIMIT), or allow it more time");
        }
    }

    /// <summary>Counts values that are kept, or no more.</summary>
    public void Hold(long values)
    {
        if (Interlocked.Add(ref held, values) > Options.MaxHeldValues && values > 0)
        {
            throw QueryContext.Refused("OT9303", $"the query holds more than {Text(Options.MaxHeldValues)} values at once", "join on shared variables, group or sort less, make shorter strings, ask of each graph by itself (GRAPH ?g { … }), or allow it more memory");
        }
    }

    /// <summary>Counts rows of the answer so far.</summary>
    public void CheckRows(long rows)
    {
        if (rows > Options.MaxRows) { throw QueryContext.Refused("OT9302", $"the answer has more than {Text(Options.MaxRows)} rows", "add a LIMIT, or allow more rows"); }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
