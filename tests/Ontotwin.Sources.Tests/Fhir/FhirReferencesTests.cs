namespace Ontotwin.Sources.Tests.Fhir;

public class FhirReferencesTests
{
    private const string Bundle = """
        {"resourceType":"Bundle","entry":[
          {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"s","value":"v 1"}]}},
          {"fullUrl":"http://a/Organization/o","resource":{"resourceType":"Organization","id":"o","name":"A"}},
          {"fullUrl":"http://b/Organization/o","resource":{"resourceType":"Organization","id":"o","name":"B"}},
          {"fullUrl":"http://b/Observation/x","resource":{"resourceType":"Observation","id":"x","contained":[{"resourceType":"Device","id":"d"}],
            "subject":{"reference":"REF"}}}]}
        """;

    [Theory]
    [InlineData("urn:uuid:1", "p")]
    [InlineData("Patient/p", "p")]
    [InlineData("Patient/p/_history/2", "p")]
    [InlineData("Patient?identifier=s|v%201", "p")]
    [InlineData("Patient?identifier=v%201", "p")]
    [InlineData("#d", "d")]
    [InlineData("#", "x")]
    [InlineData("Organization/o", "o")]
    [InlineData("Patient/q", "")]
    [InlineData("Patient?name=x", "")]
    public void References_lead_to_their_resource_or_nowhere(string reference, string id)
    {
        var record = FhirReaderTests.One(Bundle.Replace("REF", reference, StringComparison.Ordinal));
        Field subject = default;
        foreach (var entry in record.Root.All("entry")) { subject = entry.First("resource").First("subject") is { IsAbsent: false } found ? found : subject; }
        Assert.Equal(id, FhirReferences.Resolve(subject).First("id").Text);
        Assert.Equal(id, FhirReferences.Resolve(subject.First("reference")).First("id").Text);
        if (id == "o") { Assert.Equal("B", FhirReferences.Resolve(subject).First("name").Text); }
    }
}
