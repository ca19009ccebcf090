namespace Ontotwin.Sources.Json;

/// <summary>What kind of JSON value a field is. <c>default</c> is <see cref="None"/>.</summary>
public enum JsonKind
{
    /// <summary>No JSON value: an absent field, or one of another format.</summary>
    None = 0,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number; the field's text is as written.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Null.</summary>
    Null,
}
