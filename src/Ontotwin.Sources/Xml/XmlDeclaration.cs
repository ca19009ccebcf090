using System.Text;

namespace Ontotwin.Sources.Xml;

/// <summary>What <c>&lt;?xml version="1.0" encoding="…"?></c> says.</summary>
internal static class XmlDeclaration
{
    /// <summary>The encoding named in a declaration written in ASCII; null when there is none.</summary>
    public static string? EncodingName(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("<?xml "u8)) { return null; }
        var end = bytes.IndexOf("?>"u8);
        if (end < 0) { return null; }
        var at = bytes[..end].IndexOf("encoding"u8);
        if (at < 0) { return null; }
        var rest = bytes[(at + "encoding".Length)..end].TrimStart(" \t\r\n="u8);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'')) { return null; }
        var close = rest[1..].IndexOf(rest[0]);
        return close < 0 ? null : Encoding.ASCII.GetString(rest.Slice(1, close));
    }
}
