using System.Text;
using System.Xml;

namespace Ontotwin.Rdf.Reading;

/// <summary>
/// Exclusive XML Canonicalization 1.0 with comments: the form of XML literals in RDF/XML (RDF 1.1 XML Syntax, section 7.2.17). Of namespaces only those are declared whose
/// prefixes elements and attributes have, where they are first seen.
/// </summary>
internal sealed class ExclusiveXml
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";
    private readonly StringBuilder text = new();

    // Declarations of the elements that are open, the innermost last, each with its element's depth.
    private readonly List<(string Prefix, string Namespace, int Depth)> declared = [];
    private readonly Stack<string> open = [];

    /// <summary>What the element at hand holds; the reader is left at its end.</summary>
    public static string ContentOf(XmlReader xml) => new ExclusiveXml().Content(xml);

    private string Content(XmlReader xml)
    {
        if (xml.IsEmptyElement) { return ""; }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth) { Append(xml); }
        return text.ToString();
    }

    private void Append(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element: Open(xml); break;
            case XmlNodeType.EndElement: Close(xml.Depth); break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace: AppendEscaped(xml.Value, isAttribute: false); break;
            case XmlNodeType.Comment: text.Append("<!--").Append(xml.Value).Append("-->"); break;
            case XmlNodeType.ProcessingInstruction: text.Append("<?").Append(xml.Name).Append(xml.Value.Length > 0 ? " " : "").Append(xml.Value).Append("?>"); break;
        }
    }

    private void Open(XmlReader xml)
    {
        var (depth, isEmpty) = (xml.Depth, xml.IsEmptyElement);
        open.Push(xml.Name);
        text.Append('<').Append(xml.Name);
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal) { [xml.Prefix] = xml.NamespaceURI };
        var attributes = new List<(string Namespace, string LocalName, string Name, string Value)>();
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI == XmlnsNamespace) { continue; }
            attributes.Add((xml.NamespaceURI, xml.LocalName, xml.Name, xml.Value));
            if (xml.Prefix.Length > 0) { seen[xml.Prefix] = xml.NamespaceURI; }
        }
        xml.MoveToElement();
        foreach (var (prefix, space) in seen) { Declare(prefix, space, depth); }
        foreach (var (_, _, name, value) in attributes.OrderBy(a => a.Namespace, StringComparer.Ordinal).ThenBy(a => a.LocalName, StringComparer.Ordinal)) { AppendAttribute(name, value); }
        text.Append('>');
        if (isEmpty) { Close(depth); }
    }

    private void Declare(string prefix, string space, int depth)
    {
        var known = declared.FindLast(d => d.Prefix == prefix).Namespace;
        if (prefix == "xml" || space == (known ?? "")) { return; }
        declared.Add((prefix, space, depth));
        AppendAttribute(prefix.Length > 0 ? "xmlns:" + prefix : "xmlns", space);
    }

    private void Close(int depth)
    {
        text.Append("</").Append(open.Pop()).Append('>');
        while (declared.Count > 0 && declared[^1].Depth >= depth) { declared.RemoveAt(declared.Count - 1); }
    }

    private void AppendAttribute(string name, string value)
    {
        text.Append(' ').Append(name).Append("=\"");
        AppendEscaped(value, isAttribute: true);
        text.Append('"');
    }

    private void AppendEscaped(string value, bool isAttribute)
    {
        foreach (var c in value)
        {
            var escape = c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' when !isAttribute => "&gt;",
                '"' when isAttribute => "&quot;",
                '\t' when isAttribute => "&#x9;",
                '\n' when isAttribute => "&#xA;",
                '\r' => "&#xD;",
                _ => null,
            };
            if (escape is null) { text.Append(c); }
            else { text.Append(escape); }
        }
    }
}
