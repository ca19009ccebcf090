using System.Collections.Immutable;
using System.Text;
using System.Xml;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Results;

/// <summary>SPARQL Query Results XML Format.</summary>
internal static class XmlResults
{
    private const string Namespace = "http://www.w3.org/2005/sparql-results#";
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    public static long Write(SparqlResult result, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false, NewLineHandling = NewLineHandling.Entitize });
        var count = 0L;
        xml.WriteStartElement("sparql", Namespace);
        xml.WriteStartElement("head");
        foreach (var name in result.Solutions?.Variables ?? [])
        {
            xml.WriteStartElement("variable");
            xml.WriteAttributeString("name", name);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        if (result.Boolean is { } answer) { xml.WriteElementString("boolean", answer ? "true" : "false"); }
        else
        {
            xml.WriteStartElement("results");
            foreach (var row in result.Solutions!.Rows)
            {
                WriteRow(xml, result.Solutions.Variables, row);
                count++;
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        return count;
    }

    public static Outcome<SparqlResult> Read(string text, string file)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return Read(xml) is { } result ? Outcome<SparqlResult>.Ok(result) : SparqlResults.Unreadable(file, "XML that is no answer of a query");
        }
        catch (XmlException error) { return SparqlResults.Unreadable(file, "no well-formed XML", new TextPosition(error.LineNumber, error.LinePosition)); }
    }

    private static void WriteRow(XmlWriter xml, ImmutableArray<string> names, IReadOnlyList<Term?> row)
    {
        xml.WriteStartElement("result");
        for (var i = 0; i < names.Length; i++)
        {
            if (row[i] is not { } term) { continue; }
            xml.WriteStartElement("binding");
            xml.WriteAttributeString("name", names[i]);
            WriteTerm(xml, term);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteTerm(XmlWriter xml, Term term)
    {
        if (term is Literal { Lexical: var lexical }) { XmlForm.Check(lexical); }
        switch (term)
        {
            case Iri iri:
                xml.WriteElementString("uri", iri.Value);
                break;
            case BlankNode blank:
                xml.WriteElementString("bnode", blank.Label);
                break;
            case Literal literal:
                xml.WriteStartElement("literal");
                if (literal.Language is { } language) { xml.WriteAttributeString("xml", "lang", XmlNamespace, language); }
                else if (literal.Datatype != Xsd.String) { xml.WriteAttributeString("datatype", literal.Datatype.Value); }
                xml.WriteString(literal.Lexical);
                xml.WriteEndElement();
                break;
        }
    }

    private static SparqlResult? Read(XmlReader xml)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var rows = new List<IReadOnlyList<Term?>>();
        var isAnswer = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace) { continue; }
            switch (xml.LocalName)
            {
                case "variable" when xml.GetAttribute("name") is { } name: names.Add(name); break;
                case "boolean": return SparqlResult.Of(xml.ReadElementContentAsString().Trim() == "true");
                case "results": isAnswer = true; break;
                case "result": rows.Add(ReadRow(xml, names)); break;
            }
        }
        return isAnswer ? SparqlResult.Of(new SparqlSolutions(names.ToImmutable(), rows)) : null;
    }

    private static Term?[] ReadRow(XmlReader xml, ImmutableArray<string>.Builder names)
    {
        var row = new Term?[names.Count];
        if (xml.IsEmptyElement) { return row; }
        var column = -1;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "binding") { column = names.IndexOf(xml.GetAttribute("name")!); }
            else if (xml.NodeType == XmlNodeType.Element && column >= 0)
            {
                // Reading an element's content already moves past its end.
                row[column] = ReadTerm(xml);
                continue;
            }
            xml.Read();
        }
        return row;
    }

    private static Term ReadTerm(XmlReader xml)
    {
        var kind = xml.LocalName;
        var (language, datatype) = (xml.GetAttribute("lang", XmlNamespace), xml.GetAttribute("datatype"));
        var value = xml.ReadElementContentAsString();
        return kind switch
        {
            "uri" => new Iri(value),
            "bnode" => new BlankNode(value),
            _ => language is not null ? Literal.InLanguage(value, language) : datatype is not null ? new Literal(value, new Iri(datatype)) : Literal.Text(value),
        };
    }
}
