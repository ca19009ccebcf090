using System.Text.Json;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>Walks a JSON document and counts what lies outside the records that were read of it.</summary>
internal static class JsonOutside
{
    public static IReadOnlyList<OutsidePath> Count(SourceDocument document, MappedText text, IEnumerable<ByteRange> read)
    {
        var counter = new OutsideCounter(document, text, read);
        var mark = DocumentText.MarkLength(text);
        var reader = new Utf8JsonReader(text.Bytes.Span[mark..], new JsonReaderOptions { MaxDepth = JsonLimits.MaxDepth, AllowMultipleValues = true });
        try
        {
            Walk(ref reader, mark, counter);
        }
        catch (JsonException)
        {
            // The reader has told what is wrong; what stands before it is counted.
        }
        return counter.Finish();
    }

    private static void Walk(ref Utf8JsonReader reader, int mark, OutsideCounter counter)
    {
        var (arrays, name) = (new Stack<bool>(), "$");
        while (reader.Read())
        {
            var at = mark + (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = "." + reader.GetString();
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    counter.Close(at + 1);
                    arrays.Pop();
                    continue;
            }
            var step = arrays.TryPeek(out var isInArray) ? (isInArray ? "[*]" : name) : "$";
            var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (isContainer && counter.IsRead(at)) { reader.Skip(); continue; }
            counter.Open(step, at);
            if (isContainer) { arrays.Push(reader.TokenType == JsonTokenType.StartArray); }
            else { counter.Close(mark + (int)reader.BytesConsumed); }
        }
    }
}
