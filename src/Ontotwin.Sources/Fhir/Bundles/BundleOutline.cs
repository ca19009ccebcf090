using System.Buffers;

namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>Where the entries of a large bundle lie, and what stands around them. It is made in one reading of the document.</summary>
internal sealed class BundleOutline
{
    private readonly ArrayBufferWriter<byte> head = new();
    private readonly ArrayBufferWriter<byte> tail = new();
    private readonly List<(int Entry, string Url)> deletions = [];

    /// <summary>Bytes before the first entry, and from the last one's end on.</summary>
    public (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail) Around => (head.WrittenMemory, tail.WrittenMemory);

    /// <summary>First byte of the tail.</summary>
    public long TailAt { get; private set; }

    /// <summary>Runs of entries: their first byte, how many bytes and entries, and the first one's number from 1.</summary>
    public List<(long At, int Length, int First, int Count)> Parts { get; } = [];

    public EntryIndex Index { get; } = new();

    /// <summary>The server that the first entry which says so is of; empty where none does.</summary>
    public string Server { get; private set; } = "";

    /// <summary>What is wrong with the document; null while nothing is.</summary>
    public SourceItem? Fault { get; private set; }

    /// <summary>The requests to delete of the entries before one, as they are written.</summary>
    /// <param name="entry">The entry's number, from 1.</param>
    public IEnumerable<string> DeletionsBefore(int entry) => deletions.TakeWhile(d => d.Entry < entry).Select(d => d.Url);

    /// <summary>
    /// Reads a document through; false where it is no bundle with entries, cannot be read at any place, is not in UTF-8 and says so, or is at fault (<see cref="Fault"/>).
    /// </summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    /// <param name="document">The document.</param>
    /// <param name="windows">Its stretches, at the first.</param>
    public bool TryRead(LargeDocument document, DocumentWindows windows)
    {
        if (!windows.CanSeek || FhirXmlText.Declared(windows.Current.Bytes.Span) is { IsSingleByte: false }) { return false; }
        var isRead = FhirXmlParser.LooksLike(windows.Current.Bytes.Span) ? new XmlOutliner(document, windows, this).TryRead() : new JsonOutliner(document, windows, this).TryRead();
        return isRead && Parts.Count > 0;
    }

    /// <summary>First byte of an entry and where the next begins or its run ends; what separates them may lie between.</summary>
    /// <param name="entry">The entry's number, from 1.</param>
    public (long At, long Until) ExtentOf(int entry)
    {
        var part = Parts.BinarySearch((0, 0, entry, 0), Comparer<(long At, int Length, int First, int Count)>.Create((a, b) => a.First.CompareTo(b.First)));
        var run = Parts[part < 0 ? ~part - 1 : part];
        return (Index.OffsetOf(entry), entry + 1 < run.First + run.Count ? Index.OffsetOf(entry + 1) : run.At + run.Length);
    }

    /// <summary>Says that the document is at fault; the first one counts.</summary>
    public bool Refuse(SourceItem fault)
    {
        Fault ??= fault;
        return false;
    }

    /// <summary>Says that the document is not well-formed, or no text, at a byte of a stretch: all of it is at fault.</summary>
    public bool Refuse(SourceDocument stretch, string code, string message, int at) =>
        Refuse(FhirDiagnostics.Reject(stretch, code, $"{message} (byte {stretch.RangeOf(at, at).Start})", new(0, stretch.Extent.End)));

    /// <summary>Goes on to the next stretch; false, and says so, where nothing was used up of the longest that there may be.</summary>
    /// <param name="windows">The stretches.</param>
    /// <param name="used">Bytes of the one at hand that are done with.</param>
    public bool TryAdvance(DocumentWindows windows, int used)
    {
        windows.Advance(used);
        return !windows.IsCut || Refuse(FhirDiagnostics.Reject(windows.Current, "OT3404", $"an entry is longer than the limit of {WindowLimits.MaxWindowBytes >> 20} MiB", windows.Current.Extent));
    }

    /// <summary>Adds bytes that stand before the first entry.</summary>
    public bool AddHead(SourceDocument stretch, ReadOnlySpan<byte> bytes) => Add(head, stretch, bytes);

    /// <summary>Adds bytes that stand after the last entry.</summary>
    /// <param name="stretch">The stretch they lie in.</param>
    /// <param name="at">Their first byte in the document.</param>
    /// <param name="bytes">The bytes.</param>
    public bool AddTail(SourceDocument stretch, long at, ReadOnlySpan<byte> bytes)
    {
        if (tail.WrittenCount == 0) { TailAt = at; }
        return Add(tail, stretch, bytes);
    }

    /// <summary>Adds a run of whole entries of a stretch.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="start">First byte of the first one, in the stretch.</param>
    /// <param name="end">After the last byte of the last one.</param>
    /// <param name="frame">What makes a bundle of just these entries.</param>
    public bool AddPart(SourceDocument stretch, int start, int end, EntryFrame frame)
    {
        if (end <= start) { return true; }
        var item = frame.Read(stretch, start, end);
        if (item.Record is not FhirRecord record) { return Refuse(item); }
        var first = Index.Entries + 1;
        foreach (var entry in record.Root.All("entry"))
        {
            Index.AddEntry(entry.Bytes.Start);
            if (entry.First("resource") is { IsAbsent: false } resource) { ReferenceNames.Of(resource, entry.First("fullUrl"), Index.AddName); }
            if (Index.Entries > FhirLimits.MaxEntries || Index.Names > FhirLimits.MaxEntryNames)
            {
                return Refuse(FhirDiagnostics.Reject(stretch, "OT3404", "the bundle has more entries, or more names of them, than the limit", stretch.RangeOf(end, end), "split the bundle"));
            }
        }
        if (Server.Length == 0) { Server = record.References.Server; }
        foreach (var url in record.Deletions)
        {
            if (deletions.Count < FhirLimits.MaxDeletions) { deletions.Add((first - 1 + record.PlaceOf(url.Parent.Parent.Node), url.Text)); }
        }
        Parts.Add((stretch.Offset + start, end - start, first, Index.Entries + 1 - first));
        return true;
    }

    private bool Add(ArrayBufferWriter<byte> to, SourceDocument stretch, ReadOnlySpan<byte> bytes)
    {
        if (to.WrittenCount + bytes.Length > FhirLimits.MaxBundleHeadBytes)
        {
            return Refuse(FhirDiagnostics.Reject(stretch, "OT3404", $"what stands around the bundle's entries is larger than the limit of {FhirLimits.MaxBundleHeadBytes >> 20} MiB", stretch.Extent));
        }
        to.Write(bytes);
        return true;
    }
}
