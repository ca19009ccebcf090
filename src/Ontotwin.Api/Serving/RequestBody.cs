namespace Ontotwin.Api.Serving;

/// <summary>Bodies of requests, which are read as a whole and have a limit.</summary>
internal static class RequestBody
{
    private const int PieceBytes = 1 << 14;

    /// <summary>A body of up to <paramref name="most"/> bytes; null: it is longer.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var piece = new byte[PieceBytes];
        int count;
        while ((count = await body.ReadAsync(piece, cancellationToken)) > 0)
        {
            if (read.Length + count > most) { return null; }
            await read.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }
        return read.ToArray();
    }
}
