namespace Ontotwin.Graph;

/// <summary>The facts of one node in few bytes, as a <see cref="FactPacking"/> made them; only that one can read them.</summary>
public sealed class PackedFacts
{
    internal PackedFacts(byte[] bytes, string[] documents) => (Bytes, Documents) = (bytes, documents);

    internal byte[] Bytes { get; }

    /// <summary>Names and hashes of the documents, one after the other.</summary>
    internal string[] Documents { get; }
}
