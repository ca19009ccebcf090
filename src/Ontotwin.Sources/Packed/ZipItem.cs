namespace Ontotwin.Sources.Packed;

/// <summary>A document in a zip.</summary>
/// <param name="Path">Its path in the zip.</param>
/// <param name="IsEncrypted">Whether it can only be read with a password.</param>
/// <param name="PackedBytes">Bytes that it takes in the zip; of one that is cut, those that are there.</param>
/// <param name="Checksum">CRC-32 of its content; null where the zip is cut before it is known.</param>
/// <param name="Open">Opens its content; what ends it early may be told, or thrown by reading it.</param>
internal sealed record ZipItem(string Path, bool IsEncrypted, long PackedBytes, uint? Checksum, Func<Action<UnpackEnd>, Stream> Open)
{
    /// <summary>Its own name; empty of a folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
