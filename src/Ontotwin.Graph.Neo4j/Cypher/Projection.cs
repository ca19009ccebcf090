using System.Text.Json;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// The copy that people read: for every subject and property a change touched, what is held now as labels, relationships and properties. Made anew from
/// the facts each time, so it cannot drift from them.
/// </summary>
internal sealed class Projection(TwinId twin, ICypherTransaction transaction, CancellationToken cancellationToken)
{
    private readonly HashSet<string> nodes = [];
    private readonly List<object> labels = [];
    private readonly Dictionary<string, PropertyRow> properties = [];
    private readonly List<object> links = [];
    private readonly List<object> kept = [];

    public async Task BringUpToDateAsync(IReadOnlyCollection<(string Subject, string Property)> touched, bool isAnyClosed)
    {
        foreach (var part in touched.Select(t => (object)(string[])[t.Subject, t.Property]).Chunk(Limits.MaxRowsPerStatement))
        {
            var rows = await transaction.RunAsync(new(Statements.Held, ("twin", twin.Value), ("rows", part)), cancellationToken);
            var held = rows.ToLookup(r => (Subject: FactRow.Text(r[0]), Property: FactRow.Text(r[1])));
            foreach (string[] pair in part) { Take(pair[0], pair[1], [.. held[(pair[0], pair[1])]]); }
        }
        await SendAsync(Statements.Nodes, [.. nodes]);
        await SendAsync(Statements.Labels, labels);
        await SendAsync(Statements.Properties, [.. properties.Values]);
        if (isAnyClosed) { await SendAsync(Statements.Unlink, kept); }
        await SendAsync(Statements.Link, links);
    }

    private void Take(string subject, string property, JsonElement[] held)
    {
        var iri = TermText.NameOf(TermText.Parse(subject));
        nodes.Add(iri);
        var objects = held.Select(r => (Predicate: FactRow.Text(r[2]), Value: TermText.Parse(FactRow.Text(r[3])))).ToList();
        if (property == ReadableName.Type)
        {
            labels.Add(new { iri, labels = objects.Select(o => o.Value).OfType<Iri>().Select(ReadableName.OfClass).Distinct().ToArray() });
            return;
        }
        var targets = new List<string>();
        foreach (var (predicate, value) in objects.Where(o => o.Value is not Literal))
        {
            var target = TermText.NameOf(value);
            nodes.Add(target);
            targets.Add(target);
            links.Add(new { iri, target, type = property, predicate });
        }
        kept.Add(new { iri, type = property, targets });
        if (!properties.TryGetValue(iri, out var row)) { properties.Add(iri, row = new PropertyRow(iri)); }
        row.Set(property, [.. objects.Select(o => o.Value).OfType<Literal>()]);
    }

    private async Task SendAsync(string statement, IReadOnlyCollection<object> rows)
    {
        foreach (var part in rows.Chunk(Limits.MaxRowsPerStatement))
        {
            await transaction.RunAsync(new(statement, ("twin", twin.Value), ("rows", part)), cancellationToken);
        }
    }

    // One value is of Neo4j's type; of several, which may be of several types, the characters are listed; none removes the property.
    private sealed record PropertyRow(string iri)
    {
        public Dictionary<string, object?> values { get; } = [];

        public List<string[]> dates { get; } = [];

        public List<string[]> datetimes { get; } = [];

        public void Set(string name, Literal[] literals)
        {
            values[name] = null;
            if (literals.Length > 1) { values[name] = literals.Select(l => l.Lexical).Order(StringComparer.Ordinal).ToArray(); }
            if (literals.Length != 1) { return; }
            var (value, temporal) = NativeValue.Of(literals[0]);
            if (temporal is null) { values[name] = value; }
            else { (temporal == "date" ? dates : datetimes).Add([name, (string)value]); }
        }
    }
}
