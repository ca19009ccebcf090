namespace Ontotwin.Sources.Json;

/// <summary>How a JSON document is read. <c>default</c>: each JSON value of the document is a record, the encoding found out. Change with <c>with</c>.</summary>
public readonly record struct JsonOptions
{
    /// <summary>Each match of this path is a record; null: the whole value (<c>$</c>).</summary>
    public JsonPath? At { get; init; }

    /// <summary>Name of the encoding (<c>utf-16</c>, <c>iso-8859-1</c>); null: by the byte-order mark or the zero bytes of UTF-16, else UTF-8.</summary>
    public string? Encoding { get; init; }
}
