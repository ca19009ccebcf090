using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Json;

/// <summary>One step of a JSONPath.</summary>
internal abstract class JsonStep
{
    /// <summary>Whether it can be followed while reading, without knowing what comes later.</summary>
    public virtual bool IsStreamable => false;

    /// <summary>Whether it selects one child at most.</summary>
    public virtual bool IsSingle => false;

    /// <summary>Whether an array (or an object) can have what it selects.</summary>
    public virtual bool Enters(bool isArray) => true;

    /// <summary>Whether it selects the value of that name, or at that place from 1 in its array.</summary>
    public virtual bool Matches(NameTable names, bool inArray, int name, int index) => false;

    /// <summary>The child selected by a single step, or -1.</summary>
    public virtual int Only(JsonRecord record, int node) => -1;

    /// <summary>Adds the children selected.</summary>
    public abstract void Apply(JsonRecord record, int node, List<int> results);

    protected static int CountOf(JsonRecord record, int node)
    {
        var count = 0;
        for (var child = record.Nodes[node].FirstChild; child >= 0; child = record.Nodes[child].NextSibling) { count++; }
        return count;
    }

    protected static int At(JsonRecord record, int node, int index)
    {
        if (record.Nodes[node].Kind != TreeKind.Array) { return -1; }
        if (index < 0) { index += CountOf(record, node); }
        if (index < 0) { return -1; }
        var child = record.Nodes[node].FirstChild;
        for (; child >= 0 && index > 0; index--) { child = record.Nodes[child].NextSibling; }
        return child;
    }
}

/// <summary><c>.a</c>, <c>['a']</c>.</summary>
internal sealed class NameStep(string name) : JsonStep
{
    private Known? known;

    public override bool IsStreamable => true;

    public override bool IsSingle => true;

    public override bool Enters(bool isArray) => !isArray;

    public override bool Matches(NameTable names, bool inArray, int name, int index) => !inArray && name == IdIn(names);

    // A name given twice means its last value, as JSON's readers have it.
    public override int Only(JsonRecord record, int node)
    {
        if (record.Nodes[node].Kind != TreeKind.Object) { return -1; }
        var id = IdIn(record.Names);
        var found = -1;
        for (var child = record.Nodes[node].FirstChild; child >= 0 && id >= 0; child = record.Nodes[child].NextSibling)
        {
            if (record.Nodes[child].Name == id) { found = child; }
        }
        return found;
    }

    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        if (Only(record, node) is >= 0 and var child) { results.Add(child); }
    }

    // The table grows while a document is read: what it did not have may have come.
    private int IdIn(NameTable names)
    {
        var now = known;
        if (now is null || now.Names != names || (now.Id < 0 && now.Count != names.Count)) { known = now = new Known(names, names.Count, names.Find(name)); }
        return now.Id;
    }

    private sealed record Known(NameTable Names, int Count, int Id);
}

/// <summary><c>[n]</c>, from 0, or from the end when negative.</summary>
internal sealed class IndexStep(int at) : JsonStep
{
    public override bool IsStreamable => at >= 0;

    public override bool IsSingle => true;

    public override bool Enters(bool isArray) => isArray;

    public override bool Matches(NameTable names, bool inArray, int name, int index) => inArray && index == at + 1;

    public override int Only(JsonRecord record, int node) => At(record, node, at);

    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        if (Only(record, node) is >= 0 and var child) { results.Add(child); }
    }
}

/// <summary><c>[*]</c>, <c>.*</c>.</summary>
internal sealed class WildcardStep : JsonStep
{
    public override bool IsStreamable => true;

    public override bool Matches(NameTable names, bool inArray, int name, int index) => true;

    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        for (var child = record.Nodes[node].FirstChild; child >= 0; child = record.Nodes[child].NextSibling) { results.Add(child); }
    }
}

/// <summary><c>[from:to:step]</c> (RFC 9535, section 2.3.4).</summary>
internal sealed class SliceStep(int? from, int? to, int step) : JsonStep
{
    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        if (record.Nodes[node].Kind != TreeKind.Array || step == 0) { return; }
        var children = new List<int>();
        for (var child = record.Nodes[node].FirstChild; child >= 0; child = record.Nodes[child].NextSibling) { children.Add(child); }
        var count = children.Count;
        if (step > 0)
        {
            var last = Math.Clamp(Normal(to ?? count, count), 0, count);
            for (long i = Math.Clamp(Normal(from ?? 0, count), 0, count); i < last; i += step) { results.Add(children[(int)i]); }
        }
        else
        {
            var last = to is { } end ? Math.Clamp(Normal(end, count), -1, count - 1) : -1;
            for (long i = Math.Clamp(Normal(from ?? count - 1, count), -1, count - 1); i > last; i += step) { results.Add(children[(int)i]); }
        }
    }

    private static int Normal(int index, int count) => index < 0 ? index + count : index;
}

/// <summary><c>['a', 0, 2:4]</c>.</summary>
internal sealed class UnionStep(JsonStep[] parts) : JsonStep
{
    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        foreach (var part in parts) { part.Apply(record, node, results); }
    }
}

/// <summary><c>[?(…)]</c>.</summary>
internal sealed class FilterStep(JsonFilter filter) : JsonStep
{
    public JsonFilter Filter => filter;

    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        for (var child = record.Nodes[node].FirstChild; child >= 0; child = record.Nodes[child].NextSibling)
        {
            if (filter.Holds(record, child)) { results.Add(child); }
        }
    }
}

/// <summary><c>..</c> before another step: it is applied to the value and to all in it, outer ones first.</summary>
internal sealed class DescendantStep(JsonStep step) : JsonStep
{
    public override void Apply(JsonRecord record, int node, List<int> results)
    {
        var end = record.EndOf(node);
        for (var inner = node; inner < end; inner++)
        {
            if (record.Nodes[inner].FirstChild >= 0) { step.Apply(record, inner, results); }
        }
    }
}
