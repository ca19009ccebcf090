using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>Every element of every file beside the model that the Firely SDK reads of it, in JSON and in XML: names, repetitions, texts, extensions of primitives.</summary>
public class FirelyTests(ITestOutputHelper output)
{
    private static readonly DeserializerSettings Lenient = new DeserializerSettings().UsingMode(DeserializationMode.Recoverable);

    [Theory]
    [InlineData("*.json", 433)]
    [InlineData("*.xml", 10)]
    public void Files_are_the_resources_that_firely_reads(string pattern, int least)
    {
        int files = 0, elements = 0, refused = 0;
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "ehr"), pattern, SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (!FhirReader.LooksLike(bytes)) { continue; }
            var record = Assert.Single(FhirReader.Read(new SourceDocument(file, bytes))).Record;
            if (Firely(pattern, bytes) is not { } model) { refused++; continue; }
            using var written = JsonDocument.Parse(model.ToJson());
            elements += Compare(file, record!.Root, written.RootElement);
            files++;
        }
        output.WriteLine($"{pattern}: {files} resources, {elements} values equal, {refused} that Firely does not read");
        Assert.True(files >= least);
    }

    [Fact]
    public void Xml_is_the_tree_of_its_json_and_knows_its_bytes()
    {
        const string Xml = """
            <?xml version="1.0"?><!-- c --><f:Patient xmlns:f="http://hl7.org/fhir" xmlns:n="&quot;"><f:id value="a&amp;b"/><f:text><f:status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>x<br/></p></div></f:text>
            <f:contained><f:Organization><f:name value="O"/></f:Organization></f:contained><f:name id="n1"><f:given value="A"/><f:given><f:extension url="u"><f:valueString value="e"/></f:extension></f:given></f:name>
            <f:birthDate value="1970"><f:extension url="v"><f:valueCode value="c"/></f:extension></f:birthDate></f:Patient>
            """;
        var bytes = Encoding.UTF8.GetBytes(Xml.Replace("xmlns:f=\"http://hl7.org/fhir\"", "xmlns:f=\"http://hl7.org/fhir\"", StringComparison.Ordinal));
        var root = Assert.Single(FhirReader.Read(new SourceDocument("p.xml", bytes))).Record!.Root;
        Assert.Equal("Patient", root.Record!.Type);
        Assert.Equal("a&b", root.First("id").Text);
        Assert.Equal("a&amp;b", Encoding.UTF8.GetString(bytes[(int)root.First("id").Bytes.Start..(int)root.First("id").Bytes.End]));
        Assert.Equal("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x<br/></p></div>", root.First("text").First("div").Text);
        Assert.Equal("Organization", root.First("contained").First("resourceType").Text);
        Assert.Equal("contained[1].name", root.First("contained").First("name").Path);
        Assert.Equal("n1", root.First("name").First("id").Text);
        Field second = default;
        foreach (var given in root.First("name").All("given")) { second = given; }
        Assert.Equal(("name[1].given[2]", FieldState.Empty, "e"), (second.Path, second.State, second.First("extension").First("valueString").Text));
        Assert.Equal(("1970", "c"), (root.First("birthDate").Text, root.First("birthDate").First("extension").First("valueCode").Text));
    }

    [Theory]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"1\"/>", "OT3401")]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Patient>", "OT3401")]
    public void Xml_that_is_no_resource_is_a_reject(string xml, string code)
    {
        var item = Assert.Single(FhirReader.Read(new SourceDocument("p.xml", Encoding.UTF8.GetBytes(xml))));
        Assert.Equal((null, code), (item.Record, Assert.Single(item.Diagnostics).Code));
    }

    private static Resource? Firely(string pattern, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        try
        {
            return pattern == "*.xml" ? new FhirXmlDeserializer(Lenient).DeserializeResource(text) : new FhirJsonDeserializer(Lenient).DeserializeResource(text);
        }
        catch (DeserializationFailedException)
        {
            return null;
        }
    }

    private static int Compare(string file, Field field, JsonElement model)
    {
        var values = 0;
        foreach (var member in model.EnumerateObject())
        {
            var isExtension = member.Name[0] == '_';
            var fields = new List<Field>();
            foreach (var each in field.All(isExtension ? member.Name[1..] : member.Name)) { fields.Add(each); }
            var elements = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value];
            Assert.True(fields.Count >= elements.Length, $"{file}: {field.Path}.{member.Name} has {fields.Count} for {elements.Length}");
            for (var i = 0; i < elements.Length; i++)
            {
                if (elements[i].ValueKind == JsonValueKind.Null) { continue; }
                if (elements[i].ValueKind == JsonValueKind.Object) { values += Compare(file, fields[i], elements[i]); continue; }
                var text = elements[i].ValueKind == JsonValueKind.String ? elements[i].GetString()! : elements[i].GetRawText();
                if (member.Name == "div") { Assert.Contains("<div", fields[i].Text, StringComparison.Ordinal); }
                else { Assert.True(Same(text, fields[i].Text), $"{file}: {fields[i].Path} is '{fields[i].Text}' for '{text}'"); }
                values++;
            }
        }
        return values;
    }

    // Firely trims texts and takes the blanks out of base64; numbers it writes in its own form.
    private static bool Same(string theirs, string ours) => theirs == ours || Compact(theirs) == Compact(ours)
        || (decimal.TryParse(theirs, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var one)
            && decimal.TryParse(ours, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var other) && one == other);

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
