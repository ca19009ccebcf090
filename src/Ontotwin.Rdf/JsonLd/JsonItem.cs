namespace Ontotwin.Rdf.JsonLd;

/// <summary>What a JSON value is.</summary>
internal enum JsonItemKind : byte
{
    Null,
    False,
    True,
    Number,
    Text,
    Array,
    Map,
}

/// <summary>A JSON value that knows where it stood: of a document, of a context, or of what expansion has made (JSON-LD's internal representation).</summary>
/// <param name="kind">What it is.</param>
/// <param name="offset">Its byte in its document; what expansion makes stands where it was made of.</param>
internal sealed class JsonItem(JsonItemKind kind, int offset)
{
    private static readonly List<JsonItem> NoItems = [];
    private static readonly OrderedDictionary<string, JsonItem> NoEntries = [];

    public JsonItemKind Kind { get; } = kind;

    public int Offset { get; } = offset;

    /// <summary>A string's characters, or a number as it was written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>An array's items; none of anything else.</summary>
    public List<JsonItem> Items { get; } = kind == JsonItemKind.Array ? [] : NoItems;

    /// <summary>A map's entries; none of anything else.</summary>
    public OrderedDictionary<string, JsonItem> Entries { get; } = kind == JsonItemKind.Map ? new(StringComparer.Ordinal) : NoEntries;

    public bool IsNull => Kind == JsonItemKind.Null;

    public bool IsText => Kind == JsonItemKind.Text;

    public bool IsMap => Kind == JsonItemKind.Map;

    public bool IsArray => Kind == JsonItemKind.Array;

    public bool IsBoolean => Kind is JsonItemKind.True or JsonItemKind.False;

    public static JsonItem OfText(string text, int offset) => new(JsonItemKind.Text, offset) { Text = text };

    public static JsonItem OfNumber(string text, int offset) => new(JsonItemKind.Number, offset) { Text = text };

    public static JsonItem OfArray(params IEnumerable<JsonItem> items)
    {
        var array = new JsonItem(JsonItemKind.Array, 0);
        array.Items.AddRange(items);
        return array;
    }

    /// <summary>A map of one entry.</summary>
    public static JsonItem OfEntry(string key, JsonItem value)
    {
        var map = new JsonItem(JsonItemKind.Map, value.Offset);
        map.Entries.Add(key, value);
        return map;
    }

    public bool Has(string key) => Entries.ContainsKey(key);

    public JsonItem? Find(string key) => Entries.GetValueOrDefault(key);

    /// <summary>The items of an array; anything else is one item.</summary>
    public IReadOnlyList<JsonItem> AsItems() => IsArray ? Items : [this];

    /// <summary>Itself when it is an array, else an array of it.</summary>
    public JsonItem ToArray() => IsArray ? this : OfArray(this);

    /// <summary>Appends a value, or the items of an array, to what stands under a key.</summary>
    public void Append(string key, JsonItem value)
    {
        if (Find(key) is not { } list) { Entries.Add(key, list = new(JsonItemKind.Array, value.Offset)); }
        else if (!list.IsArray) { Entries[key] = list = OfArray(list); }
        list.Items.AddRange(value.AsItems());
    }

    /// <summary>Whether both are the same JSON; the order of entries says nothing.</summary>
    public bool IsSameAs(JsonItem other) =>
        Kind == other.Kind && Text == other.Text && Items.Count == other.Items.Count && Entries.Count == other.Entries.Count
        && Items.Zip(other.Items).All(p => p.First.IsSameAs(p.Second))
        && Entries.All(e => other.Find(e.Key) is { } value && value.IsSameAs(e.Value));
}
