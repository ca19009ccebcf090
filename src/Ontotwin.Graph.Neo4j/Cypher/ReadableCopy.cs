using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>The whole copy that people read of one twin, made anew from its facts: for a database whose copy was made by other rules.</summary>
internal sealed class ReadableCopy(TwinId twin, ICypherTransaction transaction, ReadableNames names, CancellationToken cancellationToken)
{
    /// <summary>The setting that says by which rules a database's copy was made.</summary>
    public const string Setting = "readable copy";

    /// <summary>These rules: 2 since relationships carry why they are held and value nodes what a property would lose.</summary>
    public const byte Format = 2;

    /// <summary>How many subjects and properties the twin has.</summary>
    public async Task<int> RenewAsync()
    {
        await transaction.RunAsync(new(Statements.Hold, ("twin", twin.Value)), cancellationToken);
        var rows = await transaction.RunAsync(new(Statements.Places, ("twin", twin.Value)), cancellationToken);
        var places = rows.Select(r => (FactRow.Text(r[0]), new Iri(FactRow.Text(r[1])))).ToList();
        var properties = await names.OfAsync(NameKind.Property, places.Select(p => p.Item2), cancellationToken);
        foreach (var part in properties.Select(p => new { predicate = p.Key.Value, name = p.Value }).Chunk(Limits.MaxRowsPerStatement))
        {
            await transaction.RunAsync(new(Statements.NameFacts, ("twin", twin.Value), ("rows", part)), cancellationToken);
        }
        await new Projection(twin, transaction, names, cancellationToken).BringUpToDateAsync(places, isAnyClosed: true);
        return places.Count;
    }
}
