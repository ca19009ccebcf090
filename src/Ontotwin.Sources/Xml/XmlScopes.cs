using System.Text;
using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources.Xml;

/// <summary>Which prefix means which namespace where (Namespaces in XML 1.0).</summary>
internal sealed class XmlScopes(XmlNames names)
{
    private const string XmlSpace = "http://www.w3.org/XML/1998/namespace";
    private readonly int xmlSpace = names.InternSpace(XmlSpace);
    private readonly NameTable prefixes = new();
    private readonly List<Declaration> declared = [];
    // The innermost declaration of each prefix, by its number; 0 for none. A document may declare a hundred thousand of them, and each name asks for one.
    private readonly List<int> innermost = [];

    /// <summary>Forgets what deeper elements declared and takes the declarations of a start tag at <paramref name="depth"/>.</summary>
    public void Enter(XmlTokenizer tokens, int depth)
    {
        while (declared.Count > 0 && declared[^1].Depth >= depth)
        {
            innermost[declared[^1].Prefix] = declared[^1].Outer;
            declared.RemoveAt(declared.Count - 1);
        }
        foreach (var attribute in tokens.Attributes)
        {
            var name = tokens.Span(attribute.NameStart, attribute.NameLength);
            if (!IsDeclaration(name) || names.SpaceCount >= XmlLimits.MaxNamespaces) { continue; }
            var value = tokens.Span(attribute.Start, attribute.Length);
            var space = attribute.IsMarked ? XmlText.DecodeAttribute(value) : Encoding.UTF8.GetString(value);
            Declare(prefixes.InternPlain(name.Length == 5 ? [] : name[6..]), names.InternSpace(space), depth);
        }
    }

    private void Declare(int prefix, int space, int depth)
    {
        while (innermost.Count <= prefix) { innermost.Add(0); }
        declared.Add(new(prefix, space, depth, innermost[prefix]));
        innermost[prefix] = declared.Count;
    }

    /// <summary>Whether an attribute declares a namespace.</summary>
    public static bool IsDeclaration(ReadOnlySpan<byte> name) => name.StartsWith("xmlns"u8) && (name.Length == 5 || name[5] == ':');

    /// <summary>The namespace of an element's or attribute's name; 0 for none; -1 when its prefix is not declared.</summary>
    public int SpaceOf(ReadOnlySpan<byte> name, bool isAttribute)
    {
        var colon = name.IndexOf((byte)':');
        // Attributes without prefix have no namespace.
        if (colon < 0 && isAttribute) { return 0; }
        var prefix = colon < 0 ? 0 : prefixes.FindPlain(name[..colon]);
        if (prefix >= 0 && prefix < innermost.Count && innermost[prefix] > 0) { return declared[innermost[prefix] - 1].Space; }
        return colon < 0 ? 0 : name[..colon].SequenceEqual("xml"u8) ? xmlSpace : -1;
    }

    /// <summary>One declaration.</summary>
    /// <param name="Prefix">Number of its prefix; 0 for none.</param>
    /// <param name="Space">Number of its namespace.</param>
    /// <param name="Depth">Depth of the element that has it.</param>
    /// <param name="Outer">Place from 1 of the one around it that it hides; 0 for none.</param>
    private readonly record struct Declaration(int Prefix, int Space, int Depth, int Outer);
}
