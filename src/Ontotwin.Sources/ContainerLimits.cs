namespace Ontotwin.Sources;

/// <summary>Limits of reading zip and gzip.</summary>
internal static class ContainerLimits
{
    /// <summary>Documents in one container.</summary>
    internal const int MaxDocuments = 100_000;

    /// <summary>Bytes of a document for each packed byte, once it has more than <see cref="FreeBytes"/>. Text packs to a tenth or a thirtieth.</summary>
    internal const int MaxRatio = 100;

    /// <summary>Bytes that a document may have whatever it takes in its container: 8 MiB.</summary>
    internal const int FreeBytes = 8 << 20;

    /// <summary>Bytes between places at which a gzip can be gone on with, at first: 1 MiB. Where they would take too much they are half as many.</summary>
    internal const int BytesBetweenMarks = 1 << 20;

    /// <summary>Bytes of memory of those places: 16 MiB.</summary>
    internal const int MaxMarkBytes = 16 << 20;
}
