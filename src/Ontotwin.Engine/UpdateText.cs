using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The text of a SPARQL update, as the origin of what it says.</summary>
/// <param name="name">The file it is in, or what it is called.</param>
/// <param name="bytes">The file's bytes.</param>
/// <param name="text">Their characters.</param>
public sealed class UpdateText(string name, byte[] bytes, string text)
{
    /// <summary>What stands for the rule of facts that an update asserts.</summary>
    public const string Rule = "sparql-update";

    private const string Version = "1.1";
    private readonly string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    // A text of another encoding than UTF-8, or with escapes that stand for other characters, is named as a whole: its places are not those of its bytes.
    private readonly int preamble = text.Contains("\\u", StringComparison.OrdinalIgnoreCase) ? -1 : (bytes.Length - Encoding.UTF8.GetByteCount(text)) switch { 0 => 0, 3 => 3, _ => -1 };

    /// <summary>Where an operation says what it does.</summary>
    /// <param name="number">The operation's, from 0.</param>
    /// <param name="place">Its lines and columns in the text.</param>
    public Origin Of(int number, TextSpan place)
    {
        var range = preamble < 0 ? new ByteRange(0, bytes.Length) : new ByteRange(Bytes(At(place.Start)), Bytes(At(place.End)));
        return new(name, hash, range, FormattableString.Invariant($"operation {number + 1}"), "", Rule, Version, "");
    }

    /// <summary>The same of one fact: its text is the fact's own value, for the operation's may tell of other persons, and what is kept of one must go with that one.</summary>
    public static Origin OfFact(Origin operation, Triple fact) =>
        operation with { Text = fact.Object is not Literal { Lexical: var said } ? "" : said.Length > Graph.Limits.MaxOriginTextChars ? said[..Graph.Limits.MaxOriginTextChars] : said };

    private long Bytes(int characters) => preamble + Encoding.UTF8.GetByteCount(text.AsSpan(0, characters));

    // Columns count whole characters, which may be two of .NET's.
    private int At(TextPosition position)
    {
        var at = 0;
        for (var line = 1; line < position.Line; line++) { at = text.IndexOf('\n', at) + 1; }
        for (var column = 1; column < position.Column && at < text.Length; column++) { at += char.IsHighSurrogate(text[at]) ? 2 : 1; }
        return at;
    }
}
