using System.Globalization;
using System.Text;
using System.Xml;

namespace Ontotwin.Rdf.Writing;

/// <summary>RDF 1.1 XML Syntax: one description for each run of statements with the same subject. Graph names are dropped.</summary>
internal sealed class RdfXmlWriter : RdfWriter
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace", XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    // Names that mean something else where a property's stands (RDF/XML, section 7.2.4).
    private static readonly HashSet<string> Reserved =
        [.. new[] { "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li", "aboutEach", "aboutEachPrefix", "bagID" }.Select(n => RdfTerms.Namespace + n)];

    private readonly XmlWriter xml;
    private Term? openSubject;

    public RdfXmlWriter(Stream output)
        : base(output)
    {
        xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false, CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize });
        xml.WriteStartElement("rdf", "RDF", RdfTerms.Namespace);
    }

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        // Before anything of the statement is written.
        var split = SplitAt(predicate.Value);
        if (value is Literal { Lexical: var lexical }) { XmlForm.Check(lexical); }
        if (subject != openSubject) { OpenSubject(subject); }
        xml.WriteStartElement("p", predicate.Value[split..], predicate.Value[..split]);
        switch (value)
        {
            case Iri iri: xml.WriteAttributeString("rdf", "resource", RdfTerms.Namespace, iri.Value); break;
            case BlankNode blank: xml.WriteAttributeString("rdf", "nodeID", RdfTerms.Namespace, NodeId(blank)); break;
            case Literal literal: WriteLiteral(literal); break;
        }
        xml.WriteEndElement();
    }

    private protected override void Finish()
    {
        if (openSubject is not null) { xml.WriteEndElement(); }
        xml.WriteEndElement();
        xml.Dispose();
    }

    private void OpenSubject(Term subject)
    {
        if (openSubject is not null) { xml.WriteEndElement(); }
        openSubject = subject;
        xml.WriteStartElement("rdf", "Description", RdfTerms.Namespace);
        if (subject is Iri iri) { xml.WriteAttributeString("rdf", "about", RdfTerms.Namespace, iri.Value); }
        else { xml.WriteAttributeString("rdf", "nodeID", RdfTerms.Namespace, NodeId((BlankNode)subject)); }
    }

    private void WriteLiteral(Literal literal)
    {
        if (literal.Language is { } language) { xml.WriteAttributeString("xml", "lang", null, language); }
        else if (literal.Datatype != Xsd.String) { xml.WriteAttributeString("rdf", "datatype", RdfTerms.Namespace, literal.Datatype.Value); }
        xml.WriteString(literal.Lexical);
    }

    // An XML name begins after the last character that no name has; a property that ends in one cannot be written (RDF/XML, section 2). XML keeps two namespaces for itself.
    private static int SplitAt(string iri)
    {
        var split = iri.Length;
        while (split > 0 && (XmlConvert.IsNCNameChar(iri[split - 1]) || char.IsSurrogate(iri[split - 1]))) { split--; }
        while (split < iri.Length && !XmlConvert.IsStartNCNameChar(iri[split])) { split++; }
        if (iri.AsSpan(0, split) is XmlNamespace or XmlnsNamespace && split < iri.Length - 1 && XmlConvert.IsStartNCNameChar(iri[split + 1])) { split++; }
        if (split == iri.Length || Reserved.Contains(iri) || iri.AsSpan(0, split) is XmlNamespace or XmlnsNamespace) { throw new UnwritableException($"RDF/XML has no way to write the property <{iri}>: another form has (Turtle, N-Triples, JSON-LD)"); }
        return split;
    }

    // Labels may begin with a digit, names may not.
    private static string NodeId(BlankNode blank) => string.Create(CultureInfo.InvariantCulture, $"b{blank.Label}");
}
