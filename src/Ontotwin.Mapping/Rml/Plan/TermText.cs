using System.Buffers;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Writes values as parts of terms in N-Quads.</summary>
internal static class TermText
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static readonly SearchValues<byte> SafeInUri = SearchValues.Create([.. Unreserved.Select(c => (byte)c)]);
    private static readonly SearchValues<byte> SafeInIri = SearchValues.Create([.. Unreserved.Select(c => (byte)c), .. Enumerable.Range(128, 128).Select(b => (byte)b)]);
    private static readonly SearchValues<byte> NotInIri = SearchValues.Create([.. Enumerable.Range(0, 33).Select(b => (byte)b), .. "<>\"{}|^`\\"u8, 127]);
    private static readonly SearchValues<byte> EscapedInLiteral = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\', 127]);
    private static readonly SearchValues<byte> InLabels = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
    private static readonly SearchValues<byte> InSchemes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."u8);

    /// <summary>Whether a text begins with a scheme (RFC 3986, section 3.1).</summary>
    public static bool IsAbsolute(ReadOnlySpan<byte> iri)
    {
        var end = iri.IndexOfAnyExcept(InSchemes);
        return end > 0 && iri[end] == ':' && char.IsAsciiLetter((char)iri[0]);
    }

    /// <summary>Whether every character may stand in an IRI.</summary>
    public static bool IsIri(ReadOnlySpan<byte> iri) => !iri.ContainsAny(NotInIri);

    /// <summary>Percent-encodes all but the characters that mean nothing in an IRI (R2RML, section 7.3), or in a URI.</summary>
    public static void AppendEncoded(TermArena arena, ReadOnlySpan<byte> value, bool asUri)
    {
        var safe = asUri ? SafeInUri : SafeInIri;
        while (!value.IsEmpty)
        {
            var length = value.IndexOfAnyExcept(safe);
            if (length < 0) { arena.Append(value); return; }
            arena.Append(value[..length]);
            arena.Append((byte)'%');
            AppendHex(arena, value[length], upper: true);
            value = value[(length + 1)..];
        }
    }

    /// <summary>Percent-encodes only what is not ASCII: an IRI as a URI.</summary>
    public static void AppendAscii(TermArena arena, ReadOnlySpan<byte> value)
    {
        foreach (var b in value)
        {
            if (b < 128) { arena.Append(b); continue; }
            arena.Append((byte)'%');
            AppendHex(arena, b, upper: true);
        }
    }

    /// <summary>Characters that no IRI has are written by N-Quads escapes: what is unsafe stays what it is.</summary>
    public static void AppendUnsafe(TermArena arena, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var length = value.IndexOfAny(NotInIri);
            if (length < 0) { arena.Append(value); return; }
            arena.Append(value[..length]);
            arena.Append("\\u00"u8);
            AppendHex(arena, value[length], upper: true);
            value = value[(length + 1)..];
        }
    }

    /// <summary>The characters of a literal with the escapes of canonical N-Quads.</summary>
    public static void AppendLiteral(TermArena arena, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var length = value.IndexOfAny(EscapedInLiteral);
            if (length < 0) { arena.Append(value); return; }
            arena.Append(value[..length]);
            AppendEscape(arena, value[length]);
            value = value[(length + 1)..];
        }
    }

    /// <summary>A text as part of a blank node's label: different texts give different labels.</summary>
    public static void AppendLabel(TermArena arena, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var length = value.IndexOfAnyExcept(InLabels);
            if (length < 0) { arena.Append(value); return; }
            arena.Append(value[..length]);
            arena.Append((byte)'_');
            AppendHex(arena, value[length], upper: false);
            value = value[(length + 1)..];
        }
    }

    private static void AppendEscape(TermArena arena, byte value)
    {
        arena.Append((byte)'\\');
        switch (value)
        {
            case (byte)'"' or (byte)'\\': arena.Append(value); break;
            case (byte)'\n': arena.Append((byte)'n'); break;
            case (byte)'\r': arena.Append((byte)'r'); break;
            case (byte)'\t': arena.Append((byte)'t'); break;
            case (byte)'\b': arena.Append((byte)'b'); break;
            case (byte)'\f': arena.Append((byte)'f'); break;
            default:
                arena.Append("u00"u8);
                AppendHex(arena, value, upper: true);
                break;
        }
    }

    private static void AppendHex(TermArena arena, byte value, bool upper)
    {
        var digits = upper ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8;
        arena.Append(digits[value >> 4]);
        arena.Append(digits[value & 15]);
    }
}
