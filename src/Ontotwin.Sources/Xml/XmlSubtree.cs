using System.Runtime.InteropServices;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Xml;

/// <summary>Reads the element whose start tag a tokenizer stands at into nodes.</summary>
internal sealed class XmlSubtree(XmlTokenizer tokens, TreeBuilder builder, XmlNames names, XmlScopes scopes)
{
    private readonly Dictionary<(int Parent, int Name), int> lastOfName = [];

    /// <summary>Whether a record had more nodes than the limit.</summary>
    public bool Overflow { get; private set; }

    /// <summary>Whether the element read last ends in a later stretch.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds the element and all in it; false when the text is at fault, or the stretch at hand cuts the element (<see cref="IsCut"/>). Its namespaces are taken if its parents' were.</summary>
    public bool Read()
    {
        lastOfName.Clear();
        IsCut = false;
        var outer = builder.Top;
        if (!Open()) { return false; }
        while (builder.Top != outer)
        {
            if (builder.Count >= XmlLimits.MaxNodes) { Overflow = true; return false; }
            switch (tokens.Next())
            {
                case XmlToken.Start:
                    if (!Open()) { return false; }
                    break;
                case XmlToken.Close: Close(); break;
                case XmlToken.Text: AddText(); break;
                case XmlToken.More:
                    IsCut = true;
                    return false;
                default: return false;
            }
        }
        return true;
    }

    private bool Open()
    {
        scopes.Enter(tokens, tokens.Depth);
        var written = tokens.Span(tokens.NameStart, tokens.NameLength);
        var space = scopes.SpaceOf(written, isAttribute: false);
        if (space < 0) { tokens.Refuse("the element's prefix is not declared", tokens.NameStart); return false; }
        var name = names.Intern(written);
        // Until an attribute or element in it is met it is a leaf; Length holds the place after its start tag.
        builder.Add(name, TreeKind.PlainLeaf, tokens.Start, tokens.End, Place(name), space);
        if (builder.Top >= 0 && XmlRecord.IsElement(builder[builder.Top].Kind)) { builder[builder.Top].Kind = TreeKind.Element; }
        builder.Open();
        foreach (var attribute in tokens.Attributes)
        {
            var attributeName = tokens.Span(attribute.NameStart, attribute.NameLength);
            if (XmlScopes.IsDeclaration(attributeName)) { continue; }
            var attributeSpace = scopes.SpaceOf(attributeName, isAttribute: true);
            if (attributeSpace < 0) { tokens.Refuse("the attribute's prefix is not declared", attribute.NameStart); return false; }
            builder[builder.Top].Kind = TreeKind.Element;
            builder.Add(names.Intern(attributeName), attribute.IsMarked ? TreeKind.MarkedAttribute : TreeKind.PlainAttribute, attribute.Start, attribute.Length, 0, attributeSpace);
        }
        return true;
    }

    // Of the element that is about to be added.
    private int Place(int name)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastOfName, (builder.Top, name), out var isKnown);
        var before = last;
        last = builder.Count;
        if (!isKnown) { return 0; }
        ref var twin = ref builder[before].Index;
        twin = Math.Max(twin, 1);
        return twin + 1;
    }

    private void AddText()
    {
        if (!tokens.IsBlank) { builder.Add(0, tokens.IsMarked ? TreeKind.MarkedContent : TreeKind.PlainContent, tokens.Start, tokens.End - tokens.Start); }
        else if (tokens.IsMarked && builder[builder.Top].Kind == TreeKind.PlainLeaf) { builder[builder.Top].Kind = TreeKind.MarkedLeaf; }
    }

    private void Close()
    {
        var last = builder.Last;
        ref var element = ref builder.Close();
        if (element.Kind == TreeKind.Element)
        {
            element.Length = tokens.End - element.Start;
            return;
        }
        element.Start = element.Length;
        element.Length = tokens.Start - element.Start;
        // A single text without anything beside it is the element's own.
        if (last < 0) { return; }
        element.Kind = builder[last].Kind == TreeKind.MarkedContent ? TreeKind.MarkedLeaf : element.Kind;
        builder.TakeBack(last);
    }
}
