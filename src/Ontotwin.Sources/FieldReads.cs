namespace Ontotwin.Sources;

/// <summary>
/// Which nodes of one record had their value read, for those who want to know it (<see cref="SourceRecord.Reads"/>). Asking whether a field is there, or
/// walking by it, is no reading.
/// </summary>
public sealed class FieldReads
{
    private readonly ulong[] bits;

    /// <summary>Nothing is read yet.</summary>
    /// <param name="nodeCount">Nodes of the record.</param>
    public FieldReads(int nodeCount) => bits = new ulong[(nodeCount + 63) / 64];

    /// <summary>Whether a node's value was read.</summary>
    public bool Contains(int node) => (bits[node >> 6] & (1UL << (node & 63))) != 0;

    internal void Add(int node) => bits[node >> 6] |= 1UL << (node & 63);
}
