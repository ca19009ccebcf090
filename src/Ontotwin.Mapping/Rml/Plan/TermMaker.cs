using System.Text;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Makes the terms of a term map in a row, in N-Quads.</summary>
internal abstract class TermMaker
{
    /// <summary>Targets that what it is part of goes to.</summary>
    public IReadOnlyList<QuadSink> Targets { get; set; } = [];

    /// <summary>Whether its terms differ from graph to graph and it writes statements of its own.</summary>
    public virtual bool IsGathering => false;

    public abstract void Make(RowContext context, List<TermSlot> into);
}

/// <summary>The row at hand and what its terms are written into.</summary>
internal sealed class RowContext(TermArena arena, RunLog log)
{
    public TermArena Arena => arena;

    public RunLog Log => log;

    public RmlRow Row { get; set; } = null!;

    /// <summary>The graph that statements are being made for; empty for the default graph.</summary>
    public TermSlot Graph { get; set; }

    /// <summary>Where a gathering map's own statements go.</summary>
    public IReadOnlyList<QuadSink> Sinks { get; set; } = [];
}

/// <summary>Always the same term.</summary>
internal sealed class ConstantMaker(byte[] term) : TermMaker
{
    public override void Make(RowContext context, List<TermSlot> into) => into.Add(context.Arena.Add(term));
}

/// <summary>A new blank node for each row.</summary>
internal sealed class FreshBlankMaker(BlankLabels labels) : TermMaker
{
    public override void Make(RowContext context, List<TermSlot> into) => into.Add(context.Arena.Add(labels.Next()));
}

/// <summary>Numbers for blank nodes that have nothing else to be called by.</summary>
internal sealed class BlankLabels
{
    private long last;

    // Labels made of values begin with b.
    public byte[] Next() => Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"_:g{++last}"));
}

/// <summary>Terms only in rows where a condition is true.</summary>
internal sealed class ConditionalMaker(ValueSource condition, TermMaker inner) : TermMaker
{
    private readonly List<RmlValue> values = [];

    public override bool IsGathering => inner.IsGathering;

    public override void Make(RowContext context, List<TermSlot> into)
    {
        values.Clear();
        condition.Values(context.Row, values);
        if (values.Count > 0 && values.TrueForAll(v => v.Utf8 is [(byte)'t', (byte)'r', (byte)'u', (byte)'e'] or [(byte)'1'])) { inner.Make(context, into); }
    }
}

/// <summary>An IRI or blank node of a template.</summary>
internal sealed class TemplateNodeMaker(TemplateParts parts, NodeForm form) : TermMaker
{
    public override void Make(RowContext context, List<TermSlot> into)
    {
        if (!parts.Begin(context.Row)) { return; }
        do
        {
            var start = context.Arena.Length;
            form.Open(context.Arena);
            var ok = true;
            foreach (var part in parts.Current)
            {
                if (part.Literal is { } literal) { form.Written(context.Arena, literal); }
                else { ok &= form.Value(context, part.Value); }
            }
            if (ok && form.Close(context, start, parts.Current)) { into.Add(context.Arena.Slot(start)); }
            else { context.Arena.Cut(start); }
        }
        while (parts.Next());
    }
}

/// <summary>An IRI or blank node of a reference or function: as it is, not encoded.</summary>
internal sealed class ReferenceNodeMaker(ValueSource source, NodeForm form) : TermMaker
{
    private readonly List<RmlValue> values = new(1);

    public override void Make(RowContext context, List<TermSlot> into)
    {
        values.Clear();
        source.Values(context.Row, values);
        foreach (var value in values)
        {
            var start = context.Arena.Length;
            form.Open(context.Arena);
            if (form.Whole(context, value) && form.Close(context, start, [new(null, value)])) { into.Add(context.Arena.Slot(start)); }
            else { context.Arena.Cut(start); }
        }
    }
}

/// <summary>How a node is written.</summary>
internal sealed class NodeForm(RmlTermType type, string baseIri, bool isSafeAndAbsolute, string where)
{
    private readonly byte[] baseIri = Encoding.UTF8.GetBytes(baseIri);

    public void Open(TermArena arena)
    {
        if (type == RmlTermType.BlankNode) { arena.Append("_:b"u8); }
        else { arena.Append((byte)'<'); }
    }

    public void Written(TermArena arena, byte[] literal)
    {
        if (type == RmlTermType.BlankNode) { TermText.AppendLabel(arena, literal); }
        else if (type is RmlTermType.UnsafeIri or RmlTermType.UnsafeUri) { TermText.AppendUnsafe(arena, literal); }
        else { arena.Append(literal); }
    }

    /// <summary>A value in a template.</summary>
    public bool Value(RowContext context, RmlValue value)
    {
        if (value.Type == NaturalType.Structure) { return Refuse(context, value, "OT4813", $"{where}: an object or array of JSON is no value"); }
        if (type == RmlTermType.BlankNode) { TermText.AppendLabel(context.Arena, value.Utf8); }
        else if (type is RmlTermType.UnsafeIri or RmlTermType.UnsafeUri) { TermText.AppendUnsafe(context.Arena, value.Utf8); }
        else { TermText.AppendEncoded(context.Arena, value.Utf8, asUri: type == RmlTermType.Uri); }
        return true;
    }

    /// <summary>A value that is the whole name.</summary>
    public bool Whole(RowContext context, RmlValue value)
    {
        if (value.Type == NaturalType.Structure) { return Refuse(context, value, "OT4813", $"{where}: an object or array of JSON is no value"); }
        switch (type)
        {
            case RmlTermType.BlankNode: TermText.AppendLabel(context.Arena, value.Utf8); break;
            case RmlTermType.UnsafeIri or RmlTermType.UnsafeUri: TermText.AppendUnsafe(context.Arena, value.Utf8); break;
            case RmlTermType.Uri: TermText.AppendAscii(context.Arena, value.Utf8); break;
            default: context.Arena.Append(value.Utf8); break;
        }
        return true;
    }

    /// <summary>Makes it absolute and ends it; false, with an error, when it is no IRI.</summary>
    public bool Close(RowContext context, int start, ReadOnlySpan<TemplateParts.Part> parts)
    {
        if (type == RmlTermType.BlankNode) { return true; }
        if (!isSafeAndAbsolute)
        {
            if (!TermText.IsAbsolute(context.Arena.From(start + 1))) { context.Arena.Insert(start + 1, baseIri); }
            if (type is RmlTermType.Iri or RmlTermType.Uri && !TermText.IsIri(context.Arena.From(start + 1)))
            {
                return Refuse(context, parts.IsEmpty ? default : parts[^1].Value, "OT4814", $"{where}: the value makes no IRI, for it holds a blank or another character that no IRI has");
            }
        }
        context.Arena.Append((byte)'>');
        return true;
    }

    private static bool Refuse(RowContext context, RmlValue value, string code, string message)
    {
        context.Log.Error(code, message, value.IsNone || value.Field.IsAbsent ? context.Row.Item : value.Field);
        return false;
    }
}
