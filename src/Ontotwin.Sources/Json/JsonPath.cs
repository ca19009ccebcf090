using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>
/// A JSONPath (RFC 9535 without functions): <c>$</c>, <c>.a</c>, <c>['a']</c>, <c>['a','b']</c>, <c>[n]</c>, <c>[-n]</c>, <c>[from:to:step]</c>, <c>[*]</c>,
/// <c>.*</c>, <c>..a</c>, filters such as <c>[?(@.code == 'x' &amp;&amp; !@.error)]</c>. Beyond the standard: the leading <c>$.</c> may be left out, and a
/// name after a dot may hold blanks, hyphens and other characters that mean nothing in a path.
/// </summary>
public sealed class JsonPath
{
    private readonly JsonStep[] steps;

    internal JsonPath(string text, JsonStep[] steps)
    {
        Text = text;
        this.steps = steps;
    }

    /// <summary><c>$</c>: the whole value.</summary>
    public static JsonPath Root { get; } = new("$", []);

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it selects one field or none: it has no wildcards, slices, filters or <c>..</c>.</summary>
    public bool IsSingle => Array.TrueForAll(steps, s => s.IsSingle);

    internal bool IsRoot => steps.Length == 0;

    /// <summary>
    /// Reads a path. Fails with OT3511, which names the character (counted from 1) and what is supported, when it is no path or uses what is not supported.
    /// </summary>
    public static Outcome<JsonPath> Parse(string text) => new JsonPathParser(text).Parse();

    /// <summary>
    /// Adds what the path selects below <paramref name="from"/> to <paramref name="results"/>, in the order of RFC 9535. A path without wildcards, slices,
    /// filters and <c>..</c> selects one field or none. Fields of other formats have no matches. Cost: what is passed on the way.
    /// </summary>
    public void Select(Field from, List<Field> results)
    {
        if (from.Record is not JsonRecord record) { return; }
        if (TryWalk(record, from.Node, out var single))
        {
            if (single >= 0) { results.Add(new Field(record, single)); }
            return;
        }
        foreach (var node in Nodes(record, from.Node)) { results.Add(new Field(record, node)); }
    }

    /// <summary>The first of what <see cref="Select"/> gives, without a list where the path <see cref="IsSingle"/>; absent when there is none.</summary>
    public Field First(Field from)
    {
        if (from.Record is not JsonRecord record) { return default; }
        if (!TryWalk(record, from.Node, out var single)) { single = Nodes(record, from.Node) is [var first, ..] ? first : -1; }
        return single >= 0 ? new Field(record, single) : default;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The nodes selected, in order.</summary>
    internal List<int> Nodes(JsonRecord record, int from)
    {
        List<int> here = [from], next = [];
        foreach (var step in steps)
        {
            next.Clear();
            foreach (var node in here) { step.Apply(record, node, next); }
            (here, next) = (next, here);
        }
        return here;
    }

    /// <summary>Leading steps that can be followed while reading, a filter on what they lead to, and the steps after it.</summary>
    internal Parts Split()
    {
        var length = Array.FindIndex(steps, s => !s.IsStreamable);
        if (length < 0) { return new(steps, null, Root); }
        if (steps[length] is FilterStep filter) { return new([.. steps[..length], new WildcardStep()], filter.Filter, new(Text, steps[(length + 1)..])); }
        return new(steps[..length], null, new(Text, steps[length..]));
    }

    // The usual path, names and places only, needs no lists.
    private bool TryWalk(JsonRecord record, int node, out int single)
    {
        single = node;
        foreach (var step in steps)
        {
            if (!step.IsSingle) { return false; }
            if (single >= 0) { single = step.Only(record, single); }
        }
        return true;
    }

    /// <summary>A path in the parts that a reader needs.</summary>
    internal readonly record struct Parts(JsonStep[] Way, JsonFilter? Gate, JsonPath Rest);
}
