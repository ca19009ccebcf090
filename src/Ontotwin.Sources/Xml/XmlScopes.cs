using System.Text;

namespace Ontotwin.Sources.Xml;

/// <summary>Which prefix means which namespace where (Namespaces in XML 1.0).</summary>
internal sealed class XmlScopes(XmlNames names)
{
    private const string XmlSpace = "http://www.w3.org/XML/1998/namespace";
    private readonly List<(byte[] Prefix, int Space, int Depth)> declared = [("xml"u8.ToArray(), names.InternSpace(XmlSpace), 0)];

    /// <summary>Forgets what deeper elements declared and takes the declarations of a start tag at <paramref name="depth"/>.</summary>
    public void Enter(XmlTokenizer tokens, int depth)
    {
        while (declared.Count > 1 && declared[^1].Depth >= depth) { declared.RemoveAt(declared.Count - 1); }
        foreach (var attribute in tokens.Attributes)
        {
            var name = tokens.Span(attribute.NameStart, attribute.NameLength);
            if (!IsDeclaration(name) || names.SpaceCount >= XmlLimits.MaxNamespaces) { continue; }
            var value = tokens.Span(attribute.Start, attribute.Length);
            var space = attribute.IsMarked ? XmlText.DecodeAttribute(value) : Encoding.UTF8.GetString(value);
            declared.Add((name.Length == 5 ? [] : name[6..].ToArray(), names.InternSpace(space), depth));
        }
    }

    /// <summary>Whether an attribute declares a namespace.</summary>
    public static bool IsDeclaration(ReadOnlySpan<byte> name) => name.StartsWith("xmlns"u8) && (name.Length == 5 || name[5] == ':');

    /// <summary>The namespace of an element's or attribute's name; 0 for none; -1 when its prefix is not declared.</summary>
    public int SpaceOf(ReadOnlySpan<byte> name, bool isAttribute)
    {
        var colon = name.IndexOf((byte)':');
        // Attributes without prefix have no namespace.
        if (colon < 0 && isAttribute) { return 0; }
        var prefix = colon < 0 ? [] : name[..colon];
        for (var i = declared.Count - 1; i >= 0; i--)
        {
            if (prefix.SequenceEqual(declared[i].Prefix)) { return declared[i].Space; }
        }
        return colon < 0 ? 0 : -1;
    }
}
