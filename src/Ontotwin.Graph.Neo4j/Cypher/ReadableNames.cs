using System.Collections.Concurrent;
using System.Text.Json;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// Which name each class and property has in this database. The first IRI of a local name takes it, for ever; a second gets the next choice. So a name means
/// one IRI, and two processes find the same names: both try an IRI's choices in one order, and a choice once taken is never free again.
/// </summary>
internal sealed class ReadableNames(ICypherTransport transport)
{
    private readonly ConcurrentDictionary<(NameKind Kind, Iri Iri), string> known = new();

    /// <summary>The names, taken where they are new: outside of any transaction, for a name that is taken stays taken.</summary>
    public async Task<IReadOnlyDictionary<Iri, string>> OfAsync(NameKind kind, IEnumerable<Iri> iris, CancellationToken cancellationToken)
    {
        var (names, open) = (new Dictionary<Iri, string>(), new List<Iri>());
        foreach (var iri in iris.Distinct())
        {
            if (known.TryGetValue((kind, iri), out var name)) { names.Add(iri, name); }
            else { open.Add(iri); }
        }
        for (var choice = 0; open.Count > 0; choice++)
        {
            if (choice == ReadableName.Choices) { throw new InvalidDataException("a name is taken by another IRI"); }
            await TakeAsync(kind, choice, open, names, cancellationToken);
            open.RemoveAll(names.ContainsKey);
        }
        return names;
    }

    // In one order, or two processes would wait for each other.
    private async Task TakeAsync(NameKind kind, int choice, List<Iri> open, Dictionary<Iri, string> names, CancellationToken cancellationToken)
    {
        var wanted = open.Select(i => (Iri: i, Name: ReadableName.Choice(kind, i, choice))).OrderBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.Iri.Value, StringComparer.Ordinal);
        foreach (var part in wanted.Select(w => new { iri = w.Iri.Value, name = w.Name }).Chunk(Limits.MaxRowsPerStatement))
        {
            foreach (var row in await transport.RunAsync(new(Statements.TakeNames, ("kind", kind.ToString()), ("rows", part)), cancellationToken)) { Keep(kind, row, names); }
        }
    }

    private void Keep(NameKind kind, JsonElement row, Dictionary<Iri, string> names)
    {
        var (iri, name, owner) = (FactRow.Text(row[0]), FactRow.Text(row[1]), FactRow.Text(row[2]));
        if (iri != owner) { return; }
        names[new Iri(iri)] = name;
        if (known.Count >= Limits.MaxNamesInMemory) { known.Clear(); }
        known[(kind, new Iri(iri))] = name;
    }
}
