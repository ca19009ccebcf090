using System.Text.Json;

namespace Ontotwin.Bench;

/// <summary>The least that any reader must do with the same bytes.</summary>
internal static class Floors
{
    public static long CountDelimiters(ReadOnlySpan<byte> bytes)
    {
        var delimiters = System.Buffers.SearchValues.Create("|^~&\\\r\n"u8);
        var count = 0L;
        while (bytes.IndexOfAny(delimiters) is >= 0 and var at)
        {
            count++;
            bytes = bytes[(at + 1)..];
        }
        return count;
    }

    public static long CountCells(ReadOnlySpan<byte> bytes)
    {
        var count = 0L;
        while (bytes.IndexOfAny((byte)';', (byte)'\n') is >= 0 and var at)
        {
            count++;
            bytes = bytes[(at + 1)..];
        }
        return count;
    }

    public static long CountTokens(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var count = 0L;
        while (reader.Read()) { count++; }
        return count;
    }
}
