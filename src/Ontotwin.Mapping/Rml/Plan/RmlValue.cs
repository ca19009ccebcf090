using System.Text;
using Ontotwin.Sources;
using Ontotwin.Sources.Json;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>What a value is by itself, before a mapping says anything (RML-IO-Registry, natural datatypes).</summary>
internal enum NaturalType : byte
{
    Text = 0,
    Integer,
    Double,
    Boolean,

    /// <summary>A JSON object or array: no term is made of it.</summary>
    Structure,
}

/// <summary>A value of a row: a field of a source, or a text that was made. <c>default</c> is no value.</summary>
internal readonly struct RmlValue
{
    private readonly Field place;
    private readonly byte[]? text;

    public RmlValue(byte[] text, NaturalType type = NaturalType.Text) => (this.text, Type) = (text, type);

    public RmlValue(string text, NaturalType type = NaturalType.Text)
        : this(Encoding.UTF8.GetBytes(text), type)
    {
    }

    private RmlValue(Field field, NaturalType type) => (place, Type) = (field, type);

    public NaturalType Type { get; }

    public bool IsNone => text is null && place.IsAbsent;

    public Field Field => place;

    public ReadOnlySpan<byte> Utf8 => text is null ? place.Utf8 : text;

    public string Text => text is null ? place.Text : Encoding.UTF8.GetString(text);

    public static RmlValue OfText(Field field) => new(field, NaturalType.Text);

    public static RmlValue OfJson(Field field, JsonKind kind) => new(field, kind switch
    {
        JsonKind.Number => field.Utf8.ContainsAny(".eE"u8) ? NaturalType.Double : NaturalType.Integer,
        JsonKind.Boolean => NaturalType.Boolean,
        JsonKind.Object or JsonKind.Array => NaturalType.Structure,
        _ => NaturalType.Text,
    });
}

/// <summary>A row: the field of a source that an iterator gave, or the slots of a view. One object serves all rows of a source.</summary>
internal sealed class RmlRow
{
    public Field Item { get; set; }

    public RmlValue[] Slots { get; set; } = [];

    /// <summary>Place among the rows, from 0.</summary>
    public long Number { get; set; }
}
