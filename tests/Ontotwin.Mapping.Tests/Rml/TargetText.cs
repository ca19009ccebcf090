using System.Text;
using System.Text.Json;
using System.Xml;
using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Tests.Rml;

/// <summary>Reads a target's file back, by its extension: packed or not, in whichever serialization; as much of each as the suite and its answers have.</summary>
internal static class TargetText
{
    private const string RdfNamespace = RdfTerms.Namespace;

    public static List<Quad> Quads(byte[] bytes, string name)
    {
        var compression = name switch
        {
            _ when name.EndsWith(".tar.gz", StringComparison.Ordinal) => RmlCompression.TarGzip,
            _ when name.EndsWith(".tar.xz", StringComparison.Ordinal) => RmlCompression.TarXz,
            _ when name.EndsWith(".gz", StringComparison.Ordinal) => RmlCompression.Gzip,
            _ when name.EndsWith(".zip", StringComparison.Ordinal) => RmlCompression.Zip,
            _ => RmlCompression.None,
        };
        var content = Archive.Unpack(bytes, compression);
        Assert.NotNull(content);
        if (content is [0xFF, 0xFE, ..]) { content = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(content)[1..]); }
        if (content is [0xFE, 0xFF, ..]) { content = Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(content)[1..]); }
        return Path.GetExtension(name) switch
        {
            ".jsonld" => JsonLd(content),
            ".rdfjson" => RdfJson(content),
            ".rdfxml" => RdfXml(content),
            _ => SuiteCase.Quads(content, name),
        };
    }

    private static Quad Of(string subject, string predicate, Term value) => new(new Triple(new Iri(subject), new Iri(predicate), value), null);

    private static Literal Typed(string text, string? datatype) => new(text, datatype is null ? Xsd.String : new Iri(datatype));

    private static List<Quad> RdfJson(byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        return [.. from subject in json.RootElement.EnumerateObject()
                   from predicate in subject.Value.EnumerateObject()
                   from value in predicate.Value.EnumerateArray()
                   select Of(subject.Name, predicate.Name, Typed(value.GetProperty("value").ToString(), value.TryGetProperty("datatype", out var d) ? d.GetString() : null))];
    }

    private static List<Quad> JsonLd(byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        var context = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("@context", out var c) ? c.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!) : [];
        var graphs = root.ValueKind == JsonValueKind.Object ? [root] : root.EnumerateArray().ToArray();
        var quads = new List<Quad>();
        foreach (var node in graphs.SelectMany(g => g.GetProperty("@graph").EnumerateArray()))
        {
            foreach (var property in node.EnumerateObject().Where(p => p.Name[0] != '@'))
            {
                var colon = property.Name.IndexOf(':', StringComparison.Ordinal);
                var name = context.TryGetValue(property.Name[..colon], out var space) ? space + property.Name[(colon + 1)..] : property.Name;
                foreach (var value in property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value])
                {
                    var literal = value.ValueKind == JsonValueKind.Object ? Typed(value.GetProperty("@value").ToString(), value.TryGetProperty("@type", out var t) ? t.GetString() : null) : Literal.Text(value.GetString()!);
                    quads.Add(Of(node.GetProperty("@id").GetString()!, name, literal));
                }
            }
        }
        return quads;
    }

    private static List<Quad> RdfXml(byte[] content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content));
        var quads = new List<Quad>();
        var subject = "";
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName == "RDF") { continue; }
            if (reader.LocalName == "Description" && reader.NamespaceURI == RdfNamespace) { subject = reader.GetAttribute("about", RdfNamespace)!; continue; }
            var (predicate, datatype) = (reader.NamespaceURI + reader.LocalName, reader.GetAttribute("datatype", RdfNamespace));
            quads.Add(Of(subject, predicate, Typed(reader.ReadElementContentAsString(), datatype)));
        }
        return quads;
    }
}
