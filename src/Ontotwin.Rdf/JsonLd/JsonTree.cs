using System.Text;
using System.Text.Json;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>Makes a tree of a JSON text (RFC 8259). Of keys that stand twice in a map the last one counts, as I-JSON's readers have it.</summary>
internal static class JsonTree
{
    /// <summary>The one value of a text.</summary>
    /// <exception cref="JsonLdException">It is no JSON, nested deeper than <see cref="Limits.MaxNesting"/>, or a string holds half of a surrogate pair.</exception>
    public static JsonItem Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            reader.Read();
            var root = Value(ref reader);
            if (reader.Read()) { throw Wrong("more than one value", (int)reader.TokenStartIndex); }
            return root;
        }
        catch (JsonException error) { throw Wrong("no well-formed JSON", OffsetOf(text, error)); }
    }

    private static JsonItem Value(ref Utf8JsonReader reader)
    {
        var at = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: return Map(ref reader, at);
            case JsonTokenType.StartArray: return Array(ref reader, at);
            case JsonTokenType.String: return JsonItem.OfText(TextOf(ref reader), at);
            case JsonTokenType.Number: return JsonItem.OfNumber(Encoding.ASCII.GetString(reader.ValueSpan), at);
            case JsonTokenType.True: return new(JsonItemKind.True, at);
            case JsonTokenType.False: return new(JsonItemKind.False, at);
            default: return new(JsonItemKind.Null, at);
        }
    }

    private static JsonItem Map(ref Utf8JsonReader reader, int at)
    {
        CheckDepth(ref reader);
        var map = new JsonItem(JsonItemKind.Map, at);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = TextOf(ref reader);
            reader.Read();
            map.Entries[key] = Value(ref reader);
        }
        return map;
    }

    private static JsonItem Array(ref Utf8JsonReader reader, int at)
    {
        CheckDepth(ref reader);
        var array = new JsonItem(JsonItemKind.Array, at);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) { array.Items.Add(Value(ref reader)); }
        return array;
    }

    private static void CheckDepth(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth >= Limits.MaxNesting) { throw Wrong($"more than {Limits.MaxNesting} nested values", (int)reader.TokenStartIndex); }
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try { return reader.GetString()!; }
        catch (InvalidOperationException) { throw Wrong("a string that is no Unicode text: half of a surrogate pair, or bytes that are not UTF-8", (int)reader.TokenStartIndex); }
    }

    /// <summary>The byte that a reader of these bytes did not like.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> text, JsonException error)
    {
        var from = 0;
        for (var line = 0L; line < error.LineNumber && text[from..].IndexOf((byte)'\n') is >= 0 and var end; line++) { from += end + 1; }
        return Math.Min(from + (int)(error.BytePositionInLine ?? 0), text.Length);
    }

    private static JsonLdException Wrong(string what, int offset) => new(JsonLdErrors.LoadingDocumentFailed, new(JsonItemKind.Null, offset), what);
}
