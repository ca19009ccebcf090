using System.Buffers;
using System.Text;

namespace Ontotwin.Sources.Text;

/// <summary>The characters of one of the runtime's encodings. Works byte by byte: it is slow, and rarely needed.</summary>
internal sealed class EncodedUnits(Encoding encoding) : TextUnits
{
    private readonly Decoder decoder = encoding.GetDecoder();

    // ISO 2022 is written with escapes that a character alone has not, so that its bytes cannot be compared; of two bytes and more each, none is a delimiter.
    private readonly bool tellsLost = encoding.CodePage is not (>= 50220 and <= 50229), isWide = encoding.GetByteCount("|") > 1;

    // Arrays: given spans, the framework's decoders of East Asian encodings copy each byte into an array of its own.
    private readonly byte[] one = new byte[1];
    private readonly char[] chars = new char[16];

    // What the runtime's encodings put for bytes that they do not have; they are characters too.
    private static readonly SearchValues<char> Lost = SearchValues.Create("\uFFFD?\u30FB");

    /// <summary>The text of some bytes; what is no character is U+FFFD.</summary>
    internal static string TextOf(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var (units, text) = (new EncodedUnits(encoding), new StringBuilder());
        while (!bytes.IsEmpty) { bytes = bytes[units.Next(bytes, text)..]; }
        return text.ToString();
    }

    internal override int Next(ReadOnlySpan<byte> rest, StringBuilder text)
    {
        IsBad = false;
        for (var i = 0; i < rest.Length; i++)
        {
            one[0] = rest[i];
            var count = decoder.GetChars(one, 0, 1, chars, 0, flush: i + 1 == rest.Length);
            if (count == 0) { continue; }
            var made = chars.AsSpan(0, count);
            IsBad = tellsLost && IsLost(made, rest[..(i + 1)]);
            if (!IsBad || isWide) { text.Append(made); return i + 1; }
            text.Append(Replacement);
            decoder.Reset();
            // A byte that ends no character is none's half: it may be a delimiter, or begin the next one.
            return Math.Max(1, i);
        }
        return rest.Length;
    }

    // Single bytes that are none become characters of the private use area.
    private bool IsLost(ReadOnlySpan<char> made, ReadOnlySpan<byte> unit) => (unit.Length == 1 && made is [>= '\uF8F0' and <= '\uF8FF'])
        || (made.ContainsAny(Lost) && !CodePages.IsExact(encoding, new string(made), unit));
}
