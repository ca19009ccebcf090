namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>A reader that is given damaged documents.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Seeds">Documents that are damaged.</param>
/// <param name="Read">Reads a document whole.</param>
internal sealed record FuzzTarget(string Name, byte[][] Seeds, Func<SourceDocument, IEnumerable<SourceItem>> Read)
{
    /// <summary>Reads it in stretches; null where the format is not read so, or these bytes are not.</summary>
    public Func<LargeDocument, byte[], IEnumerable<SourceItem>?>? ReadStretches { get; init; }

    /// <summary>Whether in stretches it is other records, of the same values at the same places: parts of a bundle.</summary>
    public bool ComparesValues { get; init; }

    /// <summary>Whether a leaf whose bytes are letters and digits only has them as its text: not so where a path puts values together.</summary>
    public bool IsVerbatim { get; init; } = true;

    /// <summary>Bytes that others' code throws away at once, and that are not counted; null where there is none.</summary>
    public Func<byte[], long>? Garbage { get; init; }

    /// <summary>How many bytes a document has when it is unpacked: what limits of time and memory are of. Null where it is never packed.</summary>
    public Func<byte[], long>? Unpacked { get; init; }

    /// <summary>What else is done with a record: frames decoded, references followed.</summary>
    public Action<SourceRecord>? Use { get; init; }
}
