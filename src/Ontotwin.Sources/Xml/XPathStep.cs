using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Xml;

/// <summary>Where a step goes.</summary>
internal enum XPathAxis
{
    Child = 0,
    Attribute,
    Self,
    Parent,
    DescendantOrSelf,
}

/// <summary>One step of an XPath: an axis, what it is to find there, and predicates.</summary>
internal sealed class XPathStep(XPathAxis axis, XPathTest test, XPathPredicate[] predicates)
{
    /// <summary>Whether it can be followed while reading: a child element by name, which each may be told of that has it.</summary>
    public bool IsStreamable => axis == XPathAxis.Child && test.IsElementTest && !Array.Exists(predicates, p => p.AsksForPlace);

    /// <summary>What an element that it leads to must be beside its name; null where the name is all.</summary>
    public XPathStep? Gate => predicates.Length == 0 ? null : new(XPathAxis.Self, new(XPathTestKind.Node), predicates);

    /// <summary>Whether what it finds from an ordered list of nodes is in order and met once.</summary>
    public bool KeepsOrder => axis == XPathAxis.Self;

    public bool IsName(XmlNames names, int name, int space) => test.FitsName(names, name, space);

    /// <summary>Adds what the step finds from <paramref name="node"/>, in document order.</summary>
    public void Apply(XmlRecord record, int node, List<int> results)
    {
        var first = results.Count;
        Walk(record, node, results);
        foreach (var predicate in predicates) { Filter(record, results, first, predicate); }
    }

    private static void Filter(XmlRecord record, List<int> results, int first, XPathPredicate predicate)
    {
        var size = results.Count - first;
        var kept = first;
        for (var i = first; i < results.Count; i++)
        {
            if (predicate.Holds(new(record, results[i], i - first + 1, size))) { results[kept++] = results[i]; }
        }
        results.RemoveRange(kept, results.Count - kept);
    }

    private void Walk(XmlRecord record, int node, List<int> results)
    {
        var nodes = record.Nodes;
        switch (axis)
        {
            case XPathAxis.Self:
                Take(record, node, results);
                break;
            case XPathAxis.Parent:
                if (nodes[node].Parent >= 0) { Take(record, nodes[node].Parent, results); }
                break;
            case XPathAxis.DescendantOrSelf:
                var end = record.EndOf(node);
                for (var inner = node; inner < end; inner++)
                {
                    if (inner == node || !XmlRecord.IsAttribute(nodes[inner].Kind)) { Take(record, inner, results); }
                }
                break;
            default:
                if (axis == XPathAxis.Child && test.TakesText && nodes[node].FirstChild < 0 && nodes[node].Length > 0 && XmlRecord.IsElement(nodes[node].Kind)) { results.Add(node); }
                for (var child = nodes[node].FirstChild; child >= 0; child = nodes[child].NextSibling)
                {
                    if (XmlRecord.IsAttribute(nodes[child].Kind) == (axis == XPathAxis.Attribute)) { Take(record, child, results); }
                }
                break;
        }
    }

    private void Take(XmlRecord record, int node, List<int> results)
    {
        if (test.Fits(record, node)) { results.Add(node); }
    }
}

/// <summary>What a step is to find.</summary>
/// <param name="Kind">A name, any element or attribute, a text, or anything.</param>
/// <param name="Local">The name without prefix; null for any.</param>
/// <param name="Space">The namespace; null for any.</param>
internal sealed record XPathTest(XPathTestKind Kind, string? Local = null, string? Space = null)
{
    private Known? known;

    public bool IsElementTest => Kind == XPathTestKind.Name;

    public bool TakesText => Kind is XPathTestKind.Text or XPathTestKind.Node;

    public bool Fits(XmlRecord record, int node)
    {
        var kind = record.Nodes[node].Kind;
        return Kind switch
        {
            XPathTestKind.Node => true,
            XPathTestKind.Text => XmlRecord.IsContent(kind),
            _ => (XmlRecord.IsElement(kind) || XmlRecord.IsAttribute(kind)) && FitsName(record.Names, record.Nodes[node].Name, record.Nodes[node].Space),
        };
    }

    public bool FitsName(XmlNames names, int name, int space)
    {
        var now = In(names);
        return (Local is null || names.LocalOf(name) == now.Local) && (Space is null || space == now.Space);
    }

    // The tables grow while a document is read: what they did not have may have come.
    private Known In(XmlNames names)
    {
        var now = known;
        if (now is null || now.Names != names || now.Count != names.Count || now.SpaceCount != names.SpaceCount)
        {
            known = now = new Known(names, names.Count, names.SpaceCount, Local is null ? -1 : names.Find(Local), string.IsNullOrEmpty(Space) ? 0 : FindSpace(names, Space));
        }
        return now;
    }

    // Where the document has no such namespace, one that differs by a slash at its end is meant: authors of paths and of records often disagree about it.
    private static int FindSpace(XmlNames names, string space)
    {
        var exact = names.FindSpace(space);
        return exact >= 0 ? exact : names.FindSpace(space.EndsWith('/') ? space[..^1] : space + "/");
    }

    private sealed record Known(XmlNames Names, int Count, int SpaceCount, int Local, int Space);
}

/// <summary>Kinds of node tests.</summary>
internal enum XPathTestKind
{
    Name = 0,
    Text,
    Node,
}
