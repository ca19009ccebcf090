namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>
/// A bundle of any length, read in parts that are bundles themselves: each has some of the entries, in order, and all that stands around them. A reference
/// leads wherever it would in the whole: an entry of another part is read again where it lies. Thread-safe but for <see cref="Read"/>.
/// </summary>
internal sealed class WholeBundle : IDisposable
{
    private readonly Lock gate = new();
    private readonly BundleOutline outline;
    private readonly EntryFrame frame;

    // One for the parts, read from the first to the last, and one for entries wherever they lie: a packed document goes back at a price.
    private readonly Stream parts;
    private readonly Stream entries;
    private readonly Dictionary<int, FhirRecord> held = [];
    private readonly Queue<int> order = new();
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    public WholeBundle(LargeDocument document, BundleOutline outline)
    {
        this.outline = outline;
        frame = new(document, outline.Around.Head, outline.Around.Tail, outline.TailAt);
        (parts, entries) = (document.Open(), document.Open());
    }

    /// <summary>The server that the bundle's entries say they are of; empty where none does.</summary>
    public string Server => outline.Server;

    /// <summary>The requests to delete of the entries before one.</summary>
    public IEnumerable<string> DeletionsBefore(int entry) => outline.DeletionsBefore(entry);

    /// <summary>The parts in order: a record is good until the second one after it is asked for.</summary>
    public IEnumerable<SourceItem> Read()
    {
        byte[] buffer = [], spare = [];
        for (var i = 0; i < outline.Parts.Count; i++)
        {
            var (at, length, first, count) = outline.Parts[i];
            (buffer, spare) = (spare, buffer);
            if (buffer.Length < frame.LengthWith(length)) { buffer = new byte[frame.LengthWith(length)]; }
            ReadBytes(parts, at, buffer.AsSpan(frame.Head.Length, length));
            var item = frame.Read(buffer, at, length, i + 1);
            (item.Record as FhirRecord)?.BecomePart(new(this, first, count));
            yield return item;
        }
    }

    /// <summary>The one resource of the bundle that bears a name; absent where none does, or several do.</summary>
    /// <param name="name">The name (<see cref="ReferenceNames"/>).</param>
    /// <param name="part">The part that asks.</param>
    /// <param name="here">The resource of that part that bears it; absent where none does.</param>
    public Field Find(string name, BundlePart part, Field here)
    {
        lock (gate)
        {
            if (!known.TryGetValue(name, out var entry))
            {
                if (known.Count >= FhirLimits.MaxHeldNames) { known.Clear(); }
                known.Add(name, entry = FindEntry(name, part, here));
            }
            // What an entry contains can bear no name of the whole, so that one of this part is the one found in it.
            return entry == 0 ? default : part.Holds(entry) ? here : Hold(entry).References.FindHere(name);
        }
    }

    public void Dispose()
    {
        parts.Dispose();
        entries.Dispose();
    }

    // 0 where there is none, or more than one.
    private int FindEntry(string name, BundlePart part, Field here)
    {
        var found = 0;
        foreach (var entry in outline.Index.Find(name))
        {
            var bears = part.Holds(entry) ? !here.IsAbsent && ((FhirRecord)here.Record!).PlaceOf(here.Parent.Node) == entry : !Hold(entry).References.FindHere(name).IsAbsent;
            if (!bears) { continue; }
            if (found != 0) { return 0; }
            found = entry;
        }
        return found;
    }

    private FhirRecord Hold(int entry)
    {
        if (held.TryGetValue(entry, out var record)) { return record; }
        if (order.Count >= FhirLimits.MaxHeldEntries) { held.Remove(order.Dequeue()); }
        order.Enqueue(entry);
        return held[entry] = ReadEntry(entry);
    }

    private FhirRecord ReadEntry(int entry)
    {
        var (at, until) = outline.ExtentOf(entry);
        var bytes = new byte[until - at];
        ReadBytes(entries, at, bytes);
        var length = bytes.AsSpan().TrimEnd(", \t\r\n"u8).Length;
        var buffer = new byte[frame.LengthWith(length)];
        bytes.AsSpan(0, length).CopyTo(buffer.AsSpan(frame.Head.Length));
        var record = frame.Read(buffer, at, length, 1).Record as FhirRecord ?? throw new IOException("the document changed while it was read");
        record.BecomePart(new(this, entry, 1));
        return record;
    }

    private void ReadBytes(Stream stream, long at, Span<byte> bytes)
    {
        lock (gate)
        {
            stream.Position = at;
            stream.ReadExactly(bytes);
        }
    }
}
