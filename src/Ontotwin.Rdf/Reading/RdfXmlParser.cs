using System.Globalization;
using System.Xml;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>RDF 1.1 XML, element by element over a streaming reader, with a depth budget. XML literals are in exclusive canonical form.</summary>
/// <param name="file">The document's name.</param>
/// <param name="sink">Takes the statements.</param>
/// <param name="baseIri">What relative IRIs are relative to.</param>
internal sealed class RdfXmlParser(string file, Action<Quad> sink, string? baseIri)
{
    private const string Rdf = RdfTerms.Namespace;
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private static readonly HashSet<string> NotNodes = ["RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "li", "aboutEach", "aboutEachPrefix"];
    private static readonly HashSet<string> NotProperties = ["Description", "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "aboutEach", "aboutEachPrefix"];
    private static readonly HashSet<string> NotAttributes = ["RDF", "Description", "li", "bagID", "aboutEach", "aboutEachPrefix"];
    private readonly Dictionary<string, BlankNode> labelled = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private int generated;

    // Where the last element began.
    private (int Line, int Column) element = (1, 1);

    /// <summary>What an element inherits.</summary>
    private readonly record struct Scope(string? Base, string? Language);

    public Diagnostic? Run(TextReader text)
    {
        // Entities of the document's own are common in RDF/XML; they are expanded up to a limit and nothing outside is read.
        var outside = new OutsideEntities();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = outside, MaxCharactersFromEntities = Limits.MaxEntityChars };
        using var xml = XmlReader.Create(text, settings);
        try
        {
            xml.MoveToContent();
            outside.IsInside = true;
            var scope = Entered(new Scope(baseIri, null), xml);
            if (IsRdf(xml, "RDF")) { Children(xml, child => Node(child, scope)); }
            else { Node(xml, new Scope(baseIri, null)); }
            return null;
        }
        catch (XmlException error)
        {
            // Of what an entity stands for the reader knows no place: it is at the element before.
            var (line, column) = error.LineNumber > 0 ? (error.LineNumber, error.LinePosition) : element;
            // The reader names its setting where the limit is met; there is no other sign of it.
            var why = outside.IsAsked ? "an entity of another document, which is not read"
                : error.Message.Contains(nameof(XmlReaderSettings.MaxCharactersFromEntities), StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"entities that stand for more than {Limits.MaxEntityChars} characters")
                : !outside.IsInside && error.LineNumber == 0 ? "no element in it" : "no well-formed XML";
            return Error(line, column, why);
        }
        catch (RdfSyntaxException error)
        {
            var place = (IXmlLineInfo)xml;
            return Error(place.LineNumber, place.LinePosition, error.Message);
        }
    }

    private Diagnostic Error(int line, int column, string message) => new RdfSyntaxException(new TextPosition(line, column), message).In(file);

    private Term Node(XmlReader xml, Scope outer)
    {
        if (xml.Depth > Limits.MaxNesting) { throw Wrong($"more than {Limits.MaxNesting} nested elements"); }
        if (xml.NamespaceURI == Rdf && NotNodes.Contains(xml.LocalName)) { throw Wrong($"rdf:{xml.LocalName} where a node is wanted"); }
        var scope = Entered(outer, xml);
        var subject = SubjectOf(xml, scope);
        if (!IsRdf(xml, "Description")) { Say(subject, RdfTerms.Type, new Iri(NameOf(xml))); }
        PropertyAttributes(xml, subject, scope);
        var items = 0;
        Children(xml, child => Property(child, subject, scope, ref items));
        return subject;
    }

    private Term SubjectOf(XmlReader xml, Scope scope)
    {
        var (about, id, nodeId) = (xml.GetAttribute("about", Rdf), xml.GetAttribute("ID", Rdf), xml.GetAttribute("nodeID", Rdf));
        if ((about is null ? 0 : 1) + (id is null ? 0 : 1) + (nodeId is null ? 0 : 1) > 1) { throw Wrong("two of rdf:about, rdf:ID and rdf:nodeID"); }
        return about is not null ? Resolve(about, scope) : id is not null ? Identified(id, scope) : nodeId is not null ? Labelled(nodeId) : Fresh();
    }

    private void Property(XmlReader xml, Term subject, Scope outer, ref int items)
    {
        var scope = Entered(outer, xml);
        if (xml.NamespaceURI == Rdf && NotProperties.Contains(xml.LocalName)) { throw Wrong($"rdf:{xml.LocalName} where a property is wanted"); }
        var predicate = IsRdf(xml, "li") ? new Iri(Rdf + "_" + (++items).ToString(CultureInfo.InvariantCulture)) : new Iri(NameOf(xml));
        var reified = xml.GetAttribute("ID", Rdf) is { } id ? Identified(id, scope) : null;
        var value = ValueOf(xml, scope);
        Say(subject, predicate, value);
        if (reified is null) { return; }
        Say(reified, RdfTerms.Type, new Iri(Rdf + "Statement"));
        Say(reified, new Iri(Rdf + "subject"), subject);
        Say(reified, new Iri(Rdf + "predicate"), predicate);
        Say(reified, new Iri(Rdf + "object"), value);
    }

    private Term ValueOf(XmlReader xml, Scope scope)
    {
        var (parseType, resource, nodeId, datatype) = (xml.GetAttribute("parseType", Rdf), xml.GetAttribute("resource", Rdf), xml.GetAttribute("nodeID", Rdf), xml.GetAttribute("datatype", Rdf));
        if (parseType is not null && (resource is not null || nodeId is not null || datatype is not null)) { throw Wrong("rdf:parseType beside another rdf attribute"); }
        switch (parseType)
        {
            case "Resource":
                var blank = Fresh();
                var items = 0;
                Children(xml, child => Property(child, blank, scope, ref items));
                return blank;
            case "Collection": return Collection(xml, scope);
            case not null: return new Literal(ExclusiveXml.ContentOf(xml), new Iri(Rdf + "XMLLiteral"));
        }
        if (resource is not null && nodeId is not null) { throw Wrong("rdf:resource and rdf:nodeID"); }
        if (resource is not null || nodeId is not null || HasPropertyAttributes(xml))
        {
            var node = resource is not null ? Resolve(resource, scope) : nodeId is not null ? Labelled(nodeId) : (Term)Fresh();
            PropertyAttributes(xml, node, scope);
            Children(xml, _ => throw Wrong("a property with both a resource and content"));
            return node;
        }
        return Content(xml, scope, datatype);
    }

    // Text, or one node.
    private Term Content(XmlReader xml, Scope scope, string? datatype)
    {
        var text = new System.Text.StringBuilder();
        Term? node = null;
        Children(xml, child => node = node is null ? Node(child, scope) : throw Wrong("two nodes in one property"), text);
        if (node is not null) { return text.ToString().AsSpan().IsWhiteSpace() && datatype is null ? node : throw Wrong("text beside a node"); }
        return datatype is not null ? new Literal(text.ToString(), Resolve(datatype, scope))
            : scope.Language is { Length: > 0 } language ? Literal.InLanguage(text.ToString(), language) : Literal.Text(text.ToString());
    }

    private Term Collection(XmlReader xml, Scope scope)
    {
        var items = new List<Term>();
        Children(xml, child => items.Add(Node(child, scope)));
        Term rest = RdfTerms.Nil;
        for (var i = items.Count - 1; i >= 0; i--)
        {
            var cell = Fresh();
            Say(cell, RdfTerms.First, items[i]);
            Say(cell, RdfTerms.Rest, rest);
            rest = cell;
        }
        return rest;
    }

    private static bool HasPropertyAttributes(XmlReader xml)
    {
        var found = false;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute()) { found |= IsPropertyAttribute(xml); }
        xml.MoveToElement();
        return found;
    }

    private static bool IsPropertyAttribute(XmlReader xml) =>
        xml.Prefix != "xmlns" && xml.Name != "xmlns" && xml.NamespaceURI != Xml && xml.NamespaceURI.Length > 0
        && !(xml.NamespaceURI == Rdf && xml.LocalName is "about" or "ID" or "nodeID" or "resource" or "datatype" or "parseType");

    private void PropertyAttributes(XmlReader xml, Term subject, Scope scope)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI == Rdf && NotAttributes.Contains(xml.LocalName)) { throw Wrong($"rdf:{xml.LocalName} as an attribute"); }
            if (!IsPropertyAttribute(xml)) { continue; }
            if (xml.NamespaceURI == Rdf && xml.LocalName == "type") { Say(subject, RdfTerms.Type, Resolve(xml.Value, scope)); }
            else { Say(subject, new Iri(NameOf(xml)), scope.Language is { Length: > 0 } language ? Literal.InLanguage(xml.Value, language) : Literal.Text(xml.Value)); }
        }
        xml.MoveToElement();
    }

    // Calls for each child element of the element at hand, which is left at its end.
    private static void Children(XmlReader xml, Action<XmlReader> each, System.Text.StringBuilder? text = null)
    {
        if (xml.IsEmptyElement) { return; }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                var at = xml.Depth;
                each(xml);
                // An element whose content nobody wanted is passed over.
                while (xml.Depth > at) { xml.Read(); }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                if (text is not null) { text.Append(xml.Value); }
                else if (!xml.Value.AsSpan().IsWhiteSpace()) { throw Wrong("text where an element is wanted"); }
            }
        }
    }

    private static bool IsRdf(XmlReader xml, string name) => xml.NamespaceURI == Rdf && xml.LocalName == name;

    private static string NameOf(XmlReader xml) => xml.NamespaceURI.Length > 0 ? xml.NamespaceURI + xml.LocalName : throw Wrong($"'{xml.LocalName}' in no namespace");

    private Scope Entered(Scope outer, XmlReader xml)
    {
        if (xml is IXmlLineInfo { LineNumber: > 0 } place) { element = (place.LineNumber, place.LinePosition); }
        var inner = xml.GetAttribute("base", Xml) is { } given ? Resolve(given, outer).Value : outer.Base;
        return new Scope(inner, xml.GetAttribute("lang", Xml) ?? outer.Language);
    }

    private static Iri Resolve(string reference, Scope scope) =>
        IriResolver.IsAbsolute(reference) ? new Iri(reference)
        : scope.Base is { } from ? new Iri(new IriResolver(from).Resolve(reference)) : throw Wrong("a relative IRI, and no base is known");

    private Iri Identified(string id, Scope scope)
    {
        if (!IsName(id)) { throw Wrong("an rdf:ID that is no name"); }
        var iri = Resolve("#" + id, scope);
        return ids.Add(iri.Value) ? iri : throw Wrong("an rdf:ID that was given before");
    }

    private BlankNode Labelled(string label)
    {
        if (!IsName(label)) { throw Wrong("an rdf:nodeID that is no name"); }
        if (!labelled.TryGetValue(label, out var node)) { labelled.Add(label, node = Fresh()); }
        return node;
    }

    private static bool IsName(string text) => text.Length > 0 && XmlReader.IsName(text) && !text.Contains(':', StringComparison.Ordinal);

    private BlankNode Fresh() => new("b" + (generated++).ToString(CultureInfo.InvariantCulture));

    private void Say(Term subject, Iri predicate, Term value) => sink(new Quad(new Triple(subject, predicate, value), null));

    private static RdfSyntaxException Wrong(string message) => new(default, message);
}
