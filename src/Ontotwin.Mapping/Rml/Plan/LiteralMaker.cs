using System.Globalization;
using System.Text;
using Ontotwin.Mapping.Rml.Reading;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Literals of an expression: with a language, a datatype, or what the value is by itself.</summary>
internal sealed class LiteralMaker(ValueSource source, TermMaker? language, TermMaker? datatype, bool hasNatural, string where) : TermMaker
{
    private static readonly byte[] StringType = Suffix(Xsd.String);
    private static readonly byte[] IntegerType = Suffix(Xsd.Integer);
    private static readonly byte[] DoubleType = Suffix(Xsd.Double);
    private static readonly byte[] BooleanType = Suffix(Xsd.Boolean);
    private readonly List<RmlValue> values = new(1);
    private readonly List<TermSlot> tags = new(1);
    private byte[] checkedType = [];
    private XsdLexical.Check? check;

    public override void Make(RowContext context, List<TermSlot> into)
    {
        values.Clear();
        source.Values(context.Row, values);
        if (values.Count == 0) { return; }
        tags.Clear();
        (language ?? datatype)?.Make(context, tags);
        foreach (var value in values)
        {
            if (value.Type == NaturalType.Structure)
            {
                context.Log.Error("OT4813", $"{where}: an object or array of JSON is no value", value.Field, "a path that ends in [*] selects the elements of an array");
                continue;
            }
            if (language is null && datatype is null) { into.Add(Plain(context.Arena, value)); continue; }
            foreach (var tag in tags) { Tagged(context, value, tag, into); }
        }
    }

    private TermSlot Plain(TermArena arena, RmlValue value)
    {
        var start = Quoted(arena, value);
        switch (hasNatural ? value.Type : NaturalType.Text)
        {
            case NaturalType.Integer: arena.Append(IntegerType); break;
            case NaturalType.Double: return Canonical(arena, value, start);
            case NaturalType.Boolean: arena.Append(BooleanType); break;
        }
        return arena.Slot(start);
    }

    private void Tagged(RowContext context, RmlValue value, TermSlot tag, List<TermSlot> into)
    {
        var arena = context.Arena;
        if (language is not null)
        {
            // The tag came as a plain literal: its characters are between the quotes.
            var text = arena[tag][1..^1].ToArray();
            if (!LanguageTag.IsValid(Encoding.UTF8.GetString(text))) { context.Log.Error("OT4804", $"{where}: the value is not a language tag", context.Row.Item); return; }
            var at = Quoted(arena, value);
            arena.Append((byte)'@');
            foreach (var b in text) { arena.Append((byte)char.ToLowerInvariant((char)b)); }
            into.Add(arena.Slot(at));
            return;
        }
        if (!IsOf(arena[tag], value.Utf8))
        {
            context.Log.Error("OT4817", $"{where}: the value is none of its datatype, and no statement was made of it", value.Field.IsAbsent ? context.Row.Item : value.Field, "a function can mend the text, or leave the datatype away");
            return;
        }
        var start = Quoted(arena, value);
        if (hasNatural && value.Type is NaturalType.Integer or NaturalType.Double && arena[tag].SequenceEqual(DoubleType.AsSpan(2)))
        {
            into.Add(Canonical(arena, value, start));
            return;
        }
        if (!arena[tag].SequenceEqual(StringType.AsSpan(2)))
        {
            arena.Append("^^"u8);
            Copy(arena, tag);
        }
        into.Add(arena.Slot(start));
    }

    // The datatype is mostly the same in every row.
    private bool IsOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> text)
    {
        if (!type.SequenceEqual(checkedType)) { (checkedType, check) = (type.ToArray(), XsdLexical.Of(type)); }
        return check is null || check(text);
    }

    // Numbers of a source become xsd:double in its canonical form (R2RML, section 10.2): 3.3E1 for 33.
    private static TermSlot Canonical(TermArena arena, RmlValue value, int start)
    {
        if (!double.TryParse(value.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            arena.Append(DoubleType);
            return arena.Slot(start);
        }
        arena.Cut(start);
        arena.Append(Encoding.UTF8.GetBytes($"\"{XsdNumbers.Canonical(number)}\""));
        arena.Append(DoubleType);
        return arena.Slot(start);
    }

    // The arena may move while it grows: the tag is found again by its place.
    private static void Copy(TermArena arena, TermSlot tag)
    {
        Span<byte> small = stackalloc byte[256];
        var copy = tag.Length <= small.Length ? small[..tag.Length] : new byte[tag.Length];
        arena[tag].CopyTo(copy);
        arena.Append(copy);
    }

    private static int Quoted(TermArena arena, RmlValue value)
    {
        var start = arena.Length;
        arena.Append((byte)'"');
        TermText.AppendLiteral(arena, value.Utf8);
        arena.Append((byte)'"');
        return start;
    }

    private static byte[] Suffix(Iri datatype) => Encoding.UTF8.GetBytes("^^" + datatype);
}
