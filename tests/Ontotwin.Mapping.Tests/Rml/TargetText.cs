using System.Text;
using System.Text.Json;
using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Tests.Rml;

/// <summary>Reads a target's file back, by its extension: packed or not, in whichever serialization; as much of RDF/JSON as the suite and its answers have.</summary>
internal static class TargetText
{
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
            ".jsonld" => Read(content, RdfFormat.JsonLd),
            ".rdfjson" => RdfJson(content),
            ".rdfxml" => Read(content, RdfFormat.RdfXml),
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

    private static List<Quad> Read(byte[] content, RdfFormat format)
    {
        var quads = new List<Quad>();
        using var stream = new MemoryStream(content);
        Assert.Null(RdfReader.Read(stream, "target", quads.Add, format: format));
        return quads;
    }
}
