using Ontotwin.Durability;
using Ontotwin.Graph.Embedded;
using RocksDbSharp;

namespace Ontotwin.Graph;

/// <summary>Reads everything of an embedded store and tells what is damaged. Changes nothing; another process may write meanwhile.</summary>
public static class StoreCheck
{
    /// <summary>Compares every file with the seal, reads every block, decodes every record. Cost: O(bytes of the store).</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="master">Its master key; null when it is not encrypted.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="GraphStoreException">There is no store, it is of another format, or encrypted under another key: all but damage.</exception>
    public static Task<StoreCheckReport> RunAsync(string folder, MasterKey? master, CancellationToken cancellationToken) => Task.Run(() => Run(Path.GetFullPath(folder), master, cancellationToken), cancellationToken);

    private static StoreCheckReport Run(string folder, MasterKey? master, CancellationToken cancellationToken)
    {
        var damages = new List<StoreDamage>();
        var isSealed = false;
        try
        {
            if (!StoreFolder.IsFree(folder) && StoreFolder.SealOf(folder) is { } seal)
            {
                isSealed = true;
                damages.AddRange(StoreFolder.Differences(folder, seal, isWhole: true).Select(d => new StoreDamage(null, "file", d)));
            }
            using var files = StoreFiles.Open(folder, StoreOpening.ReadOnly, master, Compression.Lz4, _ => { });
            var records = files.Database.Use(db => RecordCheck.Run(db, files.Ring, (files.HasCohorts, files.HasFeed), cancellationToken));
            return new StoreCheckReport(records.Twins, records.Records, records.Bytes, isSealed, [.. damages.Concat(records.Damages).Take(Limits.MaxDamagesListed)]);
        }
        catch (GraphStoreException fault) when (fault.Diagnostic.Code == StoreFaults.DamagedCode)
        {
            // What the files' comparison named already needs no second line.
            if (damages.Count == 0) { damages.Add(new StoreDamage(null, "store", fault.Diagnostic.Message)); }
            return new StoreCheckReport(0, 0, 0, isSealed, damages);
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            if (StoreFaults.Of(folder, cause) is { Diagnostic.Code: not StoreFaults.DamagedCode } other) { throw other; }
            damages.Add(new StoreDamage(null, "store", cause is InvalidDataException ? cause.Message : StoreFaults.PlaceIn(cause.Message) ?? "its database does not open"));
            return new StoreCheckReport(0, 0, 0, isSealed, damages);
        }
    }
}
