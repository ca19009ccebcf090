using System.Text;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>Validation on request: what is against R4 is told at its bytes, and nothing of a value is repeated.</summary>
public sealed class FhirValidationTests
{
    [Theory]
    [InlineData("""{"resourceType":"Patient","gender":"SECRET"}""", "gender", "SECRET", "PVAL116")]
    [InlineData("""{"resourceType":"Patient","birthDate":"1970-13-01"}""", "birthDate", "1970-13-01", "PVAL124")]
    [InlineData("""{"resourceType":"Patient","active":"yes"}""", "active", "yes", "PVAL123")]
    [InlineData("""{"resourceType":"Patient","multipleBirthInteger":2.5}""", "multipleBirthInteger", "2.5", "PVAL123")]
    [InlineData("""{"resourceType":"Patient","name":[{"family":"A"},{"family":"B","given":[{"x":1}]}]}""", "name[2].given[1]", """{"x":1}""", "JSON132")]
    [InlineData("""{"resourceType":"Patient","SECRET":1}""", "SECRET", "1", "PVAL128")]
    [InlineData("""{"resourceType":"Patient","name":[{"family":"A","givn":["x"]}]}""", "name[1].givn[1]", "x", "PVAL128")]
    [InlineData("""{"resourceType":"Patient","foo":[{"id":"x"},{"id":"y"}]}""", "foo[1]", """{"id":"x"}""", "PVAL128")]
    [InlineData("""{"resourceType":"Patient","contact":[{"name":{"family":"A"},"realtionship":[{"id":"x"}]}]}""", "contact[1].realtionship[1]", """{"id":"x"}""", "PVAL128")]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"http://x","valueStrng":"y"}]}""", "extension[1].valueStrng", "y", "PVAL101")]
    [InlineData("""{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2000"}""", "deceasedDateTime", "2000", "JSON129")]
    [InlineData("""{"resourceType":"Patient","photo":[null]}""", "photo[1]", "null", "JSON125")]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\" valu=\"x\"/></Patient>", "active.valu", "true", "PVAL128")]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\"><name><givn value=\"x\"/></name></Patient>", "name[1].givn", "x", "PVAL128")]
    [InlineData("""{"resourceType":"Observation","status":"final"}""", "", """{"resourceType":"Observation","status":"final"}""", "PVAL105")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"c"},"component":[{"valueString":"x"}]}""", "component[1]", """{"valueString":"x"}""", "PVAL105")]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/><gender value=\"SECRET\"/></Patient>", "gender", "SECRET", "PVAL116")]
    [InlineData("<Patient xmlns=\"http://hl7.org/fhir\"><birthDate value=\"1970\"/><active value=\"true\"/></Patient>", "active", "true", "XML109")]
    public void A_fault_is_told_where_it_stands(string text, string path, string written, string fault)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var told = Check(bytes).Where(d => d.Message.Contains(fault, StringComparison.Ordinal)).ToList();
        Assert.True(told.Count == 1, string.Join('\n', Check(bytes)));
        Assert.Equal(("OT3409", Severity.Error, path), (told[0].Code, told[0].Severity, told[0].Place!.Value.Path));
        Assert.Equal(written, Encoding.UTF8.GetString(bytes[(int)told[0].Place!.Value.Bytes.Start..(int)told[0].Place!.Value.Bytes.End]));
        Assert.DoesNotContain("SECRET", told[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_of_a_bundle_are_checked_each_for_itself()
    {
        const string Bundle = """
            {"resourceType":"Bundle","type":"kind","entry":[{"fullUrl":"urn:uuid:3f2a8b1c-0d4e-4f5a-8b6c-7d8e9f0a1b2c","resource":{"resourceType":"Patient","gender":"q"}},{"resource":{"resourceType":"Nothing"}},{"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}}},
            {"resource":{"resourceType":"Patient","birthDate":"never"},"request":{"method":"PUT"}}]}
            """;
        Assert.Equal(
            ["type", "entry[4].request", "entry[1].resource.gender", "entry[2].resource", "entry[4].resource.birthDate"],
            Check(Encoding.UTF8.GetBytes(Bundle)).Select(d => d.Place!.Value.Path).Distinct());
    }

    [Fact]
    public void Each_line_of_ndjson_is_checked_and_what_is_right_says_nothing()
    {
        var lines = Encoding.UTF8.GetBytes("{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\"Patient\",\"gender\":\"q\"}\n{\"resourceType\":\"Patient\",\"birthDate\":\"2000\"}\n");
        var told = Assert.Single(FhirReader.Read(new SourceDocument("p.ndjson", lines)).SelectMany(i => FhirValidation.Check(i.Record!)));
        Assert.Equal("q", Encoding.UTF8.GetString(lines[(int)told.Place!.Value.Bytes.Start..(int)told.Place!.Value.Bytes.End]));
    }

    [Fact]
    public void Lines_of_places_are_counted_forwards_and_backwards()
    {
        var lines = new SourceLines(new SourceDocument("x", "a\nb\r\n\nd"u8.ToArray()));
        Assert.Equal([1, 1, 2, 4, 3, 1, 4, 1], new long[] { 0, 1, 2, 6, 5, 0, 100, -1 }.Select(lines.At));
    }

    // HL7's own examples are right but for what the model's authors know better; the reader is told of a few.
    [Fact]
    public void Examples_of_HL7_and_US_Core_have_few_faults_and_each_has_a_place()
    {
        var (files, faulty) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "ehr"), "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (bytes.Length > 300_000 || !FhirReader.LooksLike(bytes)) { continue; }
            files++;
            var told = FhirReader.Read(new SourceDocument(file, bytes)).SelectMany(i => FhirValidation.Check(i.Record!)).ToList();
            Assert.All(told, d => Assert.True(d.Place is { Bytes: var place } && place.End <= bytes.Length && place.Length > 0));
            if (told.Count > 0) { faulty.Add($"{Path.GetFileName(file)}: {told[0]}"); }
        }
        Assert.True(files >= 300 && faulty.Count is > 0 and <= 10, $"{faulty.Count} of {files}\n{string.Join('\n', faulty.Take(60))}");
    }

    private static List<Diagnostic> Check(byte[] bytes) => [.. FhirReader.Read(new SourceDocument("x", bytes)).SelectMany(i => FhirValidation.Check(i.Record!))];
}
