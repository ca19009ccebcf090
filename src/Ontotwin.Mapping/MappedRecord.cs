using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>What one record gave: changes of nodes, samples of series, rejects and remarks. A result of the record and the program alone; good as long as its nodes are.</summary>
/// <param name="Nodes">Changes of nodes, in the order of the map.</param>
/// <param name="Samples">Samples, in the order of the record.</param>
/// <param name="Rejects">Parts that gave nothing, each with its place and reason.</param>
/// <param name="Diagnostics">What a reader should look at although facts came of it.</param>
public sealed record MappedRecord(
    IReadOnlyList<NodeChange> Nodes, IReadOnlyList<MappedSample> Samples, IReadOnlyList<Reject> Rejects, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether it has ids of a FHIR server, and nothing says of which: they are then its folder's.</summary>
    public bool IsOfFolder { get; init; }

    /// <summary>Number of facts: statements of nodes, and samples.</summary>
    public int FactCount
    {
        get
        {
            var count = Samples.Count;
            for (var i = 0; i < Nodes.Count; i++) { count += Nodes[i].Facts.Count; }
            return count;
        }
    }
}

/// <summary>One sample of a series.</summary>
/// <param name="Series">The series' node.</param>
/// <param name="Twin">Whose.</param>
/// <param name="Class">Class of the series.</param>
/// <param name="Unit">UCUM unit of the value.</param>
/// <param name="Instant">When; floating times are read as UTC.</param>
/// <param name="IsFloating">Whether no zone is known.</param>
/// <param name="Value">The number.</param>
/// <param name="From">Where the number stands.</param>
/// <param name="Line">Record number in the document.</param>
public sealed record MappedSample(Iri Series, TwinId Twin, Iri Class, string Unit, DateTimeOffset Instant, bool IsFloating, decimal Value, LiftedFrom From, long Line)
{
    /// <summary>Where the number stands, as text; a new object each time, O(path).</summary>
    public Origin Origin => From.ToOrigin();

    /// <summary>The sample's own node.</summary>
    public Iri Node => NodeOf(Series, Instant);

    /// <summary>The node of a sample: its series and the instant in ticks of UTC.</summary>
    public static Iri NodeOf(Iri series, DateTimeOffset instant) => new($"{series.Value}/{instant.UtcTicks.ToString(CultureInfo.InvariantCulture)}");
}

/// <summary>A part of a document that gave nothing.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Rule">The map and statement that it failed in; null when no map was reached.</param>
/// <param name="Code">Diagnostic code.</param>
/// <param name="Reason">Why, without any value of the source.</param>
public sealed record Reject(SourcePlace Place, string? Rule, string Code, string Reason)
{
    /// <summary>The code of a record in which its maps found nothing.</summary>
    public const string NothingFoundCode = "OT4002";

    /// <summary>The code of what came under a key that is people's for a time, where nobody surely had it.</summary>
    public const string LentCode = "OT4109";
}
