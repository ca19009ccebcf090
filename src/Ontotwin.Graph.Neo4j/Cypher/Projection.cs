using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// The copy that people read: for every subject and property a change touched, what is held now as labels, relationships, properties and value nodes. Made
/// anew from the facts each time, so it cannot drift from them.
/// </summary>
internal sealed class Projection(TwinId twin, ICypherTransaction transaction, ReadableNames names, CancellationToken cancellationToken)
{
    private readonly HashSet<string> nodes = [];
    private readonly List<object> labels = [];
    private readonly Dictionary<string, NodeProperties> properties = [];
    private readonly List<object> values = [];
    private readonly List<object> links = [];
    private readonly List<object> valueLinks = [];
    private readonly List<object> kept = [];

    /// <param name="touched">Terms' texts of subjects, and properties.</param>
    /// <param name="isAnyClosed">Whether something of them may have to go.</param>
    public async Task BringUpToDateAsync(IReadOnlyCollection<(string Subject, Iri Predicate)> touched, bool isAnyClosed)
    {
        foreach (var part in touched.Chunk(Limits.MaxRowsPerStatement))
        {
            var rows = await transaction.RunAsync(
                new(Statements.Held, ("twin", twin.Value), ("rows", part.Select(t => (string[])[t.Subject, t.Predicate.Value]).ToArray()), ("shown", Limits.MaxJustificationsShown)), cancellationToken);
            var held = rows.Select(HeldStatement.Read).ToList();
            var properties = await names.OfAsync(NameKind.Property, part.Select(t => t.Predicate), cancellationToken);
            var classes = await names.OfAsync(NameKind.Class, held.Where(h => h.Predicate == RdfTerms.Type).Select(h => h.Object).OfType<Iri>(), cancellationToken);
            var found = held.ToLookup(h => (h.Subject, h.Predicate));
            foreach (var place in part)
            {
                if (place.Predicate == RdfTerms.Type) { TakeClasses(place.Subject, found[place], classes); }
                else { Take(place.Subject, place.Predicate, properties[place.Predicate], [.. found[place]]); }
            }
        }
        await SendAsync([("nodes", nodes), ("values", values), ("labels", labels), ("properties", this.properties.Values), ("kept", isAnyClosed ? kept : []), ("links", links), ("valueLinks", valueLinks)]);
    }

    private void TakeClasses(string subject, IEnumerable<HeldStatement> held, IReadOnlyDictionary<Iri, string> classes)
    {
        var iri = TermText.NameOf(TermText.Parse(subject));
        nodes.Add(iri);
        labels.Add(new { iri, labels = held.Select(h => h.Object).OfType<Iri>().Select(c => classes[c]).ToArray() });
    }

    private void Take(string subject, Iri predicate, string name, HeldStatement[] held)
    {
        var iri = TermText.NameOf(TermText.Parse(subject));
        nodes.Add(iri);
        var targets = new List<string>();
        foreach (var statement in held.Where(h => h.Object is not Literal))
        {
            var target = TermText.NameOf(statement.Object);
            nodes.Add(target);
            links.Add(LinkTo(target, statement));
        }
        var literals = held.Where(h => h.Object is Literal).ToArray();
        var single = literals.Length == 1 ? NativeValue.Of((Literal)literals[0].Object) : null;
        if (!properties.TryGetValue(iri, out var row)) { properties.Add(iri, row = new NodeProperties(iri)); }
        row.Set(name, single);
        foreach (var statement in single is { IsWhole: true } ? [] : literals)
        {
            var id = FactRow.Key(twin, [statement.Subject, predicate.Value, TermText.Of(statement.Object)]);
            values.Add(ValueOf(id, (Literal)statement.Object));
            valueLinks.Add(LinkTo(id, statement));
        }
        kept.Add(new { iri, type = name, predicate = predicate.Value, targets });

        object LinkTo(string target, HeldStatement statement)
        {
            targets.Add(target);
            return new { iri, target, type = name, predicate = predicate.Value, knownFrom = statement.KnownFrom, why = statement.Why };
        }
    }

    private static object ValueOf(string id, Literal literal) =>
        new { id, lexical = literal.Lexical, datatype = literal.Datatype.Value, language = literal.Language, number = NativeValue.NumberOf(literal) };

    // One map: of lists as parameters of their own the server plans the statement anew for each combination of lengths.
    // In the statement's own order, as many rows at a time as are allowed: whatever comes in a later request leads to what is there by then.
    private async Task SendAsync((string Name, IReadOnlyCollection<object> Rows)[] lists)
    {
        foreach (var part in lists.SelectMany(list => list.Rows.Select(row => (list.Name, Row: row))).Chunk(Limits.MaxRowsPerStatement))
        {
            var rows = part.ToLookup(p => p.Name, p => p.Row);
            await transaction.RunAsync(new(Statements.Project, ("twin", twin.Value), ("rows", lists.ToDictionary(list => list.Name, list => rows[list.Name].ToArray()))), cancellationToken);
        }
    }
}
