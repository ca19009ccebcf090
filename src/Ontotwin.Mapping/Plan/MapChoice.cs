using System.Collections.Concurrent;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Which maps read a record. Delimited text is told by its document's name, everything else by format, type and version: both are asked once.</summary>
internal sealed class MapChoice(MapPlan[] maps)
{
    private readonly ConcurrentDictionary<(SourceFormat Format, string Type, string? Version), MapPlan[]> byKind = new();
    private Tuple<SourceDocument, string, string?, MapPlan[]>? lastDelimited;

    public MapPlan[] Of(SourceRecord record)
    {
        if (record.Format is SourceFormat.Csv or SourceFormat.Json or SourceFormat.Xml)
        {
            if (lastDelimited is not { } last || last.Item1 != record.Document || last.Item2 != record.Type || last.Item3 != record.MatchOf)
            {
                lastDelimited = last = Tuple.Create(record.Document, record.Type, record.MatchOf, Fitting(record));
            }
            return last.Item4;
        }
        var kind = (record.Format, record.Type, record.Version);
        if (byKind.TryGetValue(kind, out var known)) { return known; }
        var found = Fitting(record);
        if (byKind.Count < Limits.MaxRecordKinds) { byKind.TryAdd(kind, found); }
        return found;
    }

    private MapPlan[] Fitting(SourceRecord record) => Array.FindAll(maps, m => m.Fits(record));
}
