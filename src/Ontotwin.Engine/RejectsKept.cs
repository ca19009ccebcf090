using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>The rejects of a document as the store keeps them.</summary>
internal static class RejectsKept
{
    /// <summary>A document that was read for the first time, with its rejects.</summary>
    public static KeptDocument In(KeptDocument document, IReadOnlyList<Reject> rejects) => With(document, rejects.Select(Kept), rejects.Count);

    /// <summary>
    /// A document that was read again by some maps: rejects of other maps stay, and so does what no map reached, unless something came of it now.
    /// </summary>
    public static KeptDocument Again(KeptDocument document, KeptDocument before, IReadOnlySet<string> maps, IReadOnlyList<MappedRecord> mapped, IReadOnlyList<Reject> rejects)
    {
        var found = mapped.SelectMany(m => m.Nodes.Select(n => n.At.Record).Concat(m.Samples.Select(s => s.From.Field.Record))).Where(r => r is not null).Select(r => r!.Bytes).ToHashSet();
        var now = rejects.Select(Kept).ToList();
        var staying = before.Rejects.Where(r => r.Rule is { } rule ? !maps.Contains(MapDeclaration.OfRule(rule)) : r.Code == Reject.NothingFoundCode && !found.Contains(r.Bytes)).Except(now).ToList();
        return With(document, staying.Concat(now), staying.Count + now.Count);
    }

    private static KeptDocument With(KeptDocument document, IEnumerable<KeptReject> rejects, long count) =>
        document with { Rejects = [.. rejects.Take(Graph.Limits.MaxRejectsPerDocument)], RejectCount = count };

    private static KeptReject Kept(Reject reject) => new(reject.Place.Path, reject.Place.Bytes, reject.Rule, reject.Code, reject.Reason);
}
