using System.Text.Json;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Json;

/// <summary>Reads the value that a reader stands at into nodes.</summary>
internal static class JsonSubtree
{
    /// <summary>Adds the value and all in it; returns what stopped it.</summary>
    /// <param name="reader">Stands at the value's first token; afterwards at its last.</param>
    /// <param name="offset">Where the reader's bytes begin in the text.</param>
    /// <param name="builder">Takes the nodes.</param>
    /// <param name="names">The document's names.</param>
    /// <param name="name">Name of the value.</param>
    public static (string Code, string Message)? Read(ref Utf8JsonReader reader, int offset, TreeBuilder builder, NameTable names, int name)
    {
        Add(ref reader, offset, builder, name);
        while (builder.Top >= 0)
        {
            if (!reader.Read()) { return JsonReading.Cut; }
            if (reader.CurrentDepth > JsonLimits.MaxDepth) { return JsonReading.TooDeep; }
            if (builder.Count >= JsonLimits.MaxNodes) { return ("OT3503", "more values than the limit of one record"); }
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = names.Intern(reader.ValueSpan);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ref var closed = ref builder.Close();
                    closed.Length = offset + (int)reader.TokenStartIndex + 1 - closed.Start;
                    name = closed.Name;
                    break;
                default:
                    Add(ref reader, offset, builder, name);
                    break;
            }
        }
        return null;
    }

    private static void Add(ref Utf8JsonReader reader, int offset, TreeBuilder builder, int name)
    {
        var at = offset + (int)reader.TokenStartIndex;
        var index = builder.Top >= 0 && builder[builder.Top].Kind == TreeKind.Array ? (builder.Last >= 0 ? builder[builder.Last].Index + 1 : 1) : 0;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                builder.Add(name, reader.TokenType == JsonTokenType.StartObject ? TreeKind.Object : TreeKind.Array, at, 0, index);
                builder.Open();
                break;
            case JsonTokenType.String:
                builder.Add(name, reader.ValueIsEscaped ? TreeKind.EscapedText : TreeKind.PlainText, at + 1, reader.ValueSpan.Length, index);
                break;
            case JsonTokenType.Null:
                builder.Add(name, TreeKind.Nothing, at, reader.ValueSpan.Length, index);
                break;
            default:
                builder.Add(name, reader.TokenType == JsonTokenType.Number ? TreeKind.Number : TreeKind.Boolean, at, reader.ValueSpan.Length, index);
                break;
        }
    }
}
