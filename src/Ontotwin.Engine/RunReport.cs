using System.Diagnostics;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>What a run over documents did: everything that came in is counted as facts or as a reject.</summary>
public sealed class RunReport
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Dictionary<string, long> rejectsByCode = [];
    private readonly Dictionary<string, SourceCount> bySource = [];
    private readonly List<Reject> firstRejects = [];
    private readonly HashSet<string> foldersTold = new(StringComparer.Ordinal);
    private (string Document, SourceCount Count)? last;

    /// <summary>Documents read.</summary>
    public long Documents { get; private set; }

    /// <summary>Documents that were read before by the same rules, and were left alone.</summary>
    public long Unchanged { get; private set; }

    /// <summary>Documents that were read before, and again by the rules that have changed since.</summary>
    public long Remapped { get; private set; }

    /// <summary>How often a map was run on a record.</summary>
    public long MapRuns { get; private set; }

    /// <summary>Records read.</summary>
    public long Records { get; private set; }

    /// <summary>Statements and samples lifted.</summary>
    public long Facts { get; private set; }

    /// <summary>Samples among the facts.</summary>
    public long Samples { get; private set; }

    /// <summary>Parts that gave nothing.</summary>
    public long Rejects { get; private set; }

    /// <summary>Remarks on what did give something.</summary>
    public long Remarks { get; private set; }

    /// <summary>Twins touched.</summary>
    public long Twins { get; private set; }

    /// <summary>Wall-clock time since the run began.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Rejects by diagnostic code.</summary>
    public IReadOnlyDictionary<string, long> RejectsByCode => rejectsByCode;

    /// <summary>Counts by source: the folder of the document, relative to nothing.</summary>
    public IReadOnlyDictionary<string, SourceCount> BySource => bySource;

    /// <summary>The first rejects, at most <see cref="Limits.MaxRejectsInSummary"/>.</summary>
    public IReadOnlyList<Reject> FirstRejects => firstRejects;

    /// <summary>Whether this is the first time that something is told of a folder.</summary>
    internal bool TellsOf(string folder) => foldersTold.Add(folder);

    /// <summary>Sets the number of twins touched, known at the end.</summary>
    public void SetTwins(long count) => Twins = count;

    internal void SetRemapping(long unchanged, long remapped) => (Unchanged, Remapped) = (unchanged, remapped);

    internal void SetMapRuns(long count) => MapRuns = count;

    internal void AddDocument(string name)
    {
        Documents++;
        Source(name).Documents++;
    }

    internal void AddRecord(string name, MappedRecord mapped)
    {
        var facts = mapped.FactCount;
        Records++;
        Facts += facts;
        Samples += mapped.Samples.Count;
        Remarks += mapped.Diagnostics.Count;
        var source = Source(name);
        source.Records++;
        source.Facts += facts;
        for (var i = 0; i < mapped.Rejects.Count; i++) { AddReject(mapped.Rejects[i]); }
    }

    internal void AddReject(Reject reject)
    {
        Rejects++;
        rejectsByCode[reject.Code] = rejectsByCode.GetValueOrDefault(reject.Code) + 1;
        Source(reject.Place.Document).Rejects++;
        if (firstRejects.Count < Limits.MaxRejectsInSummary) { firstRejects.Add(reject); }
    }

    /// <summary>Counts a remark made after the mapping: a record that was late, or replaced another.</summary>
    public void AddRemark() => Remarks++;

    internal void AddRemarks(int count) => Remarks += count;

    // The records of one document come together, under one string.
    private SourceCount Source(string document)
    {
        if (last is { } known && ReferenceEquals(known.Document, document)) { return known.Count; }
        var folder = Path.GetDirectoryName(document) ?? "";
        if (!bySource.TryGetValue(folder, out var count)) { bySource.Add(folder, count = new SourceCount()); }
        last = (document, count);
        return count;
    }
}

/// <summary>Counts of one source.</summary>
public sealed class SourceCount
{
    /// <summary>Documents read.</summary>
    public long Documents { get; internal set; }

    /// <summary>Records read.</summary>
    public long Records { get; internal set; }

    /// <summary>Statements and samples lifted.</summary>
    public long Facts { get; internal set; }

    /// <summary>Parts that gave nothing.</summary>
    public long Rejects { get; internal set; }
}
