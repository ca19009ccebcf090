using System.Globalization;
using System.Text.Json;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Writes what is lifted as RDF without a store. Nodes with a life-cycle are held until the end, so that a correction in the same run replaces what it corrects;
/// past <see cref="Limits.MaxHeldNodes"/> the oldest are written out, and a later version of one of them is reported.
/// </summary>
/// <param name="writer">Takes the statements; each twin is a graph.</param>
/// <param name="origins">Takes one JSON line a statement with where it came from; null: none.</param>
/// <param name="onDiagnostic">Takes remarks.</param>
public sealed class GraphOutput(RdfWriter writer, Stream? origins, Action<Diagnostic>? onDiagnostic)
{
    private static readonly Iri OfSeries = OntologyModel.Term("ofSeries");
    private static readonly Iri SampledAt = OntologyModel.Term("sampledAt");
    private static readonly Iri ValueProperty = OntologyModel.Term("value");
    private static readonly Iri UnitProperty = OntologyModel.Term("unit");
    private static readonly Iri Subject = OntologyModel.Term("subject");
    private readonly Dictionary<(Iri Node, string Rule), HeldNode> held = [];
    private readonly Queue<(Iri Node, string Rule)> order = [];
    private readonly HashSet<int> written = [];
    private readonly HashSet<Iri> series = [];
    private readonly HashSet<TwinId> twins = [];

    /// <summary>Twins that anything was written of.</summary>
    public int TwinCount => twins.Count;

    /// <summary>Takes what one record gave.</summary>
    public void Add(MappedRecord mapped)
    {
        foreach (var node in mapped.Nodes)
        {
            twins.Add(node.Twin);
            if (node.HasLifeCycle) { Hold(node); }
            else { Write(node.Twin, node.Facts); }
        }
        foreach (var sample in mapped.Samples)
        {
            twins.Add(sample.Twin);
            WriteSample(sample);
        }
    }

    /// <summary>Writes what is held.</summary>
    public void Complete()
    {
        while (order.TryDequeue(out var key)) { Release(key); }
    }

    private void Hold(NodeChange change)
    {
        var key = (change.Node, change.Rule);
        if (written.Contains(key.GetHashCode()))
        {
            onDiagnostic?.Invoke(new Diagnostic("OT8103", Severity.Warning, "a later version of a record came after the record had been written") { Place = change.Place, Hint = "'ingest' into a store keeps every version" });
        }
        var before = held.GetValueOrDefault(key);
        if (before is null) { order.Enqueue(key); }
        var planned = ChangePlanner.Plan(change, before?.Facts ?? [], default);
        if (planned.Diagnostic is { } diagnostic) { onDiagnostic?.Invoke(diagnostic); }
        if (before is null || !planned.Assert.IsEmpty || !planned.Close.IsEmpty) { held[key] = new HeldNode(change.Twin, [.. (before?.Facts ?? []).Except(planned.Close), .. planned.Assert]); }
        if (held.Count > Limits.MaxHeldNodes) { Release(order.Dequeue()); }
    }

    private void Release((Iri Node, string Rule) key)
    {
        if (!held.Remove(key, out var node)) { return; }
        written.Add(key.GetHashCode());
        var seen = new HashSet<Triple>();
        foreach (var fact in node.Facts)
        {
            if (seen.Add(fact.Triple)) { writer.Write(fact.Triple, node.Twin.Graph); }
            if (origins is not null) { OriginLines.Write(origins, fact.Triple, ((Asserted)fact.Justification).Origin); }
        }
    }

    private void Write(TwinId twin, IEnumerable<LiftedFact> facts)
    {
        // One statement with two origins is one line of the graph and two of the origins.
        var seen = new HashSet<Triple>();
        foreach (var fact in facts)
        {
            if (seen.Add(fact.Triple)) { writer.Write(fact.Triple, twin.Graph); }
            if (origins is not null) { OriginLines.Write(origins, fact.Triple, fact.Origin); }
        }
    }

    private void WriteSample(MappedSample sample)
    {
        if (series.Add(sample.Series))
        {
            Write(sample.Twin, [new(sample.Series, RdfTerms.Type, sample.Class, sample.From), new(sample.Series, Subject, sample.Twin.Subject, sample.From), new(sample.Series, UnitProperty, Literal.Text(sample.Unit), sample.From)]);
        }
        var node = new Iri($"{sample.Series.Value}/{sample.Instant.UtcTicks.ToString(CultureInfo.InvariantCulture)}");
        var at = sample.Instant.ToString(sample.IsFloating ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
        Write(sample.Twin, [new(node, OfSeries, sample.Series, sample.From), new(node, SampledAt, new Literal(at, Xsd.DateTime), sample.From), new(node, ValueProperty, Literal.Number(sample.Value), sample.From)]);
    }

    private sealed record HeldNode(TwinId Twin, IReadOnlyList<Fact> Facts);
}

/// <summary>Origins as JSON lines.</summary>
internal static class OriginLines
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    public static void Write(Stream output, Triple triple, Origin origin)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("subject", triple.Subject.ToString());
            json.WriteString("predicate", triple.Predicate.ToString());
            json.WriteString("object", triple.Object.ToString());
            json.WriteString("document", origin.Document);
            json.WriteString("sha256", origin.DocumentHash);
            json.WriteString("path", origin.Path);
            json.WriteNumber("start", origin.Bytes.Start);
            json.WriteNumber("end", origin.Bytes.End);
            json.WriteString("rule", origin.Rule);
            json.WriteString("version", origin.RuleVersion);
            if (origin.Lookups.Length > 0) { json.WriteString("lookups", origin.Lookups); }
            json.WriteEndObject();
        }
        output.Write(LineEnd);
    }
}
