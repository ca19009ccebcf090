using System.Text.Json;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>Finds the end of a JSON value that comes piece by piece, each byte looked at once.</summary>
internal sealed class JsonExtent
{
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = int.MaxValue });
    private int scanned;

    /// <summary>Bytes of the value that these bytes begin with; null when its end is not among them.</summary>
    /// <param name="text">From the value's first byte on; more of it at every call.</param>
    /// <param name="isWhole">Whether no more will come.</param>
    /// <exception cref="JsonLdException">It is no JSON.</exception>
    public int? LengthOf(ReadOnlySpan<byte> text, bool isWhole)
    {
        var reader = new Utf8JsonReader(text[scanned..], isWhole, state);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) { return scanned + (int)reader.BytesConsumed; }
            }
        }
        catch (JsonException error) { throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, new(JsonItemKind.Null, JsonTree.OffsetOf(text, error)), "no well-formed JSON"); }
        (state, scanned) = (reader.CurrentState, scanned + (int)reader.BytesConsumed);
        return null;
    }
}
