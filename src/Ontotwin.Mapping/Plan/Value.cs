using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>What an expression of a map gave. <c>default</c> is absent. Small, for it is handed on at every step: what only some kinds hold shares a place.</summary>
internal readonly struct Value
{
    private readonly object? held;
    private readonly byte kind;
    private readonly byte truth;

    private Value(ValueKind kind, Field field, object? held = null, Truth truth = Truth.Unknown) =>
        (this.kind, Field, this.held, this.truth) = ((byte)kind, field, held, (byte)truth);

    public static Value Absent => default;

    public Field Field { get; }

    public ValueKind Kind => (ValueKind)kind;

    public Truth Truth => Kind == ValueKind.Truth ? (Truth)truth : Truth.Unknown;

    public decimal Number => held is decimal number ? number : 0;

    public Iri? Node => held as Iri;

    public bool IsThere => Kind is not (ValueKind.Absent or ValueKind.Empty or ValueKind.Null or ValueKind.Unreadable);

    public static Value Of(Field field) => new(
        field.State switch { FieldState.Absent => ValueKind.Absent, FieldState.Empty => ValueKind.Empty, FieldState.Null => ValueKind.Null, _ => ValueKind.Field }, field);

    /// <summary>The same, with what the site of the record writes for "no value any more".</summary>
    public static Value Of(Frame frame, Field field) =>
        frame.NullTexts is { } nulls && field.State == FieldState.Value && nulls.ContainsKey(field.Text) ? new(ValueKind.Null, field) : Of(field);

    /// <summary>Whether it is a field that only holds others.</summary>
    public static bool IsGroup(Value value) => value.Kind == ValueKind.Field && value.Field.IsGroup;

    public static Value OfText(string text, Field from = default) => new(ValueKind.Text, from, text);

    public static Value OfNumber(decimal number, Field from = default) => new(ValueKind.Number, from, number);

    /// <summary>What no value could be made of, after it was told. Like an explicit null, no <c>??</c> goes past it: what cannot be read is not what is not there.</summary>
    public static Value Unreadable(Field from) => new(ValueKind.Unreadable, from);

    public static Value OfTruth(Truth truth, Field from = default) => new(ValueKind.Truth, from, truth: truth);

    public static Value OfNode(Iri node, Field from = default) => new(ValueKind.Node, from, node);

    /// <summary>Whether two values are one text.</summary>
    public bool HasText(Value other) => (Kind, other.Kind) switch
    {
        (ValueKind.Field, ValueKind.Field) => Field.Utf8.SequenceEqual(other.Field.Utf8),
        (ValueKind.Field, ValueKind.Text) => IsText(Field.Utf8, other.AsText()),
        (ValueKind.Text, ValueKind.Field) => IsText(other.Field.Utf8, AsText()),
        _ => AsText() == other.AsText(),
    };

    /// <summary>The value as text in UTF-8; without a copy for most fields.</summary>
    public ReadOnlySpan<byte> AsUtf8() => Kind == ValueKind.Field ? Field.Utf8 : Encoding.UTF8.GetBytes(AsText());

    /// <summary>Appends the value as text.</summary>
    public void AppendTo(Utf8Buffer buffer)
    {
        if (Kind == ValueKind.Field) { buffer.Append(Field.Utf8); }
        else { buffer.Append(AsText()); }
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, string text) =>
        Ascii.IsValid(text) ? Ascii.Equals(utf8, text) : utf8.SequenceEqual(Encoding.UTF8.GetBytes(text));

    /// <summary>The value as text: a field's decoded text, a literal's own.</summary>
    public string AsText() => Kind switch
    {
        ValueKind.Field => Field.Text,
        ValueKind.Text => (string)held!,
        ValueKind.Number => Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ValueKind.Truth => Truth == Truth.True ? "true" : "false",
        ValueKind.Node => Node!.Value,
        _ => "",
    };
}

/// <summary>What a <see cref="Value"/> is.</summary>
internal enum ValueKind
{
    Absent = 0,
    Empty,
    Null,
    Field,
    Text,
    Number,
    Truth,
    Node,
    Unreadable,
}
