using System.Buffers.Binary;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// How far the database's own numbering of writes had come, in a journal beside it: when it was opened, before each rewriting, and every few writes. A manifest that
/// is cut between two records is an older state of the database and whole in itself; it is known by having come less far.
/// </summary>
internal sealed class SequenceMarks : IDisposable
{
    private readonly Journal journal;
    private readonly Lock gate = new();
    private ulong newest;

    private SequenceMarks(Journal journal, ulong newest)
    {
        this.journal = journal;
        this.newest = newest;
    }

    /// <summary>The newest mark that was kept; 0 when there is none.</summary>
    public static ulong Newest(string path) => File.Exists(path) ? Journal.Read(path, DiskFiles.Instance, out _).Select(r => r.Length == sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(r) : 0).DefaultIfEmpty().Max() : 0;

    /// <summary>Begins anew with where the database is.</summary>
    public static SequenceMarks Begin(string path, ulong sequence) => new(Journal.Create(path, [Record(sequence)], DiskFiles.Instance), sequence);

    /// <summary>Keeps a number that is on the disk; skipped while it is close to the one before, unless it must be.</summary>
    public void Keep(ulong sequence, bool isForced)
    {
        if (sequence < Volatile.Read(ref newest) + (isForced ? 1UL : Limits.WritesPerMark)) { return; }
        lock (gate)
        {
            if (sequence <= newest) { return; }
            journal.Append(Record(sequence));
            newest = sequence;
        }
    }

    public void Dispose() => journal.Dispose();

    private static byte[] Record(ulong sequence)
    {
        var record = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, sequence);
        return record;
    }
}
