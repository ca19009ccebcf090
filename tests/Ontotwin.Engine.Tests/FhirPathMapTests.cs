using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>FHIRPath in maps (decision 36): what it finds has its own bytes for an origin, what it computes those of the element that it was asked of.</summary>
public sealed class FhirPathMapTests
{
    private const string Patient = """
        {"resourceType":"Patient","id":"p","name":[{"use":"usual","given":["Bo"]},{"use":"official","given":["Anna","C"],"family":"D"}],"telecom":[{"system":"email","value":"x"},{"system":"phone","value":"1","rank":2},{"system":"phone","value":"2","rank":1}],
        "identifier":[{"system":"urn:oid:1.2.3","value":"7"}],"multipleBirthInteger":2,"active":true}
        """;

    private static string Map(string body, string head = "map people from fhir \"4.0.1\" Patient") => $"{head} {{ node pt : Patient key (\"urn:oid:1.2.3\", id) {{ }} node item : RecordedDetail key (pt, \"x\") {{ partOf <- pt\n{body} }} }}";

    [Theory]
    [InlineData("text <- each fhirpath(\"name.where(use = 'official').given\") as text", "text", "Anna|C", "name[2].given[1]|name[2].given[2]")]
    [InlineData("text <- fhirpath(\"telecom.where(system = 'phone' and rank = 1).value\").first as text", "text", "2", "telecom[3].value")]
    [InlineData("text <- fhirpath(\"telecom.where(system = 'phone').value\").last as text", "text", "2", "telecom[3].value")]
    [InlineData("text <- fhirpath(\"name.where(given.count() > 1)\").first.family as text", "text", "D", "name[2].family")]
    [InlineData("text <- fhirpath(\"name.where(use = 'nickname').given.first()\") ?? \"none\" as text", "text", "none", "")]
    [InlineData("text <- fhirpath(\"name.last().given.first() & ' ' & name.last().family\") as text", "text", "Anna D", "")]
    [InlineData("text <- fhirpath(\"telecom.where(system = 'phone').count()\") as text", "text", "2", "")]
    [InlineData("text <- fhirpath(\"multipleBirth * 3\") as text", "text", "6", "")]
    [InlineData("text <- \"yes\" when fhirpath(\"telecom.exists(system = 'phone')\")", "text", "yes", "")]
    [InlineData("text <- \"no\" when not fhirpath(\"telecom.exists(system = 'fax')\")", "text", "no", "")]
    [InlineData("text <- concat(fhirpath(\"name.last().family.first()\"), \"!\") as text", "text", "D!", "name[2].family")]
    [InlineData("text <- each fhirpath(\"name.given.where(startsWith('A'))\") as text", "text", "Anna", "name[2].given[1]")]
    public void What_it_gives_is_a_value_with_its_origin(string binding, string property, string values, string places)
    {
        using var program = new SmallProgram().Input("p.json", Patient);
        var facts = program.Map(Map(binding)).Where(f => f.Predicate.LocalName == property).ToList();
        Assert.Equal(values, string.Join('|', facts.Select(f => ((Literal)f.Object).Lexical)));
        Assert.Equal(places, string.Join('|', facts.Select(f => f.Origin.Path).Where(p => p.Length > 0)));
        Assert.Empty(program.Rejects);
    }

    [Fact]
    public void A_loop_goes_over_what_it_finds_and_a_variable_may_be_asked()
    {
        const string Loop = """
            map people from fhir "4.0.1" Patient {
              node pt : Patient key ("urn:oid:1.2.3", id)
              for n in fhirpath("name.where(given.exists())") {
                node item : RecordedDetail key (pt, n.given.first) { partOf <- pt; text <- n.fhirpath("iif(use = 'official', given.last(), given.first())") as text }
              }
            }
            """;
        using var program = new SmallProgram().Input("p.json", Patient);
        Assert.Equal(["Bo", "C"], SmallProgram.Values(program.Map(Loop), "text"));
    }

    [Fact]
    public void Resources_of_a_bundle_are_asked_one_by_one_in_JSON_and_in_XML()
    {
        const string Loop = """
            map people from fhir "4.0.1" Bundle {
              for p in entry.resource.ofType(Patient) {
                node pt : Patient key ("urn:oid:1.2.3", p.id)
                node item : RecordedDetail key (pt, "x") { partOf <- pt; text <- p.fhirpath("name.where(use = 'official').given.first()") as text }
              }
            }
            """;
        using var json = new SmallProgram().Input("b.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{{\"resource\":{Patient}}},{{\"resource\":{Patient.Replace("\"id\":\"p\"", "\"id\":\"q\"", StringComparison.Ordinal).Replace("Anna", "Eva", StringComparison.Ordinal)}}}]}}");
        var facts = json.Map(Loop).Where(f => f.Predicate.LocalName == "text").ToList();
        Assert.Equal("Anna entry[1].resource.name[2].given[1]|Eva entry[2].resource.name[2].given[1]", string.Join('|', facts.Select(f => $"{((Literal)f.Object).Lexical} {f.Origin.Path}")));
        const string Xml = """<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource><Patient><id value="r"/><name><use value="official"/><given value="Ida"/></name></Patient></resource></entry></Bundle>""";
        using var xml = new SmallProgram().Input("b.xml", Xml);
        var fact = Assert.Single(xml.Map(Loop), f => f.Predicate.LocalName == "text");
        Assert.Equal(("Ida", "Ida"), (((Literal)fact.Object).Lexical, Xml[(int)fact.Origin.Bytes.Start..(int)fact.Origin.Bytes.End]));
    }

    [Fact]
    public void What_cannot_be_computed_is_told_where_it_was_asked()
    {
        using var program = new SmallProgram().Input("p.json", Patient);
        Assert.Empty(SmallProgram.Values(program.Map(Map("text <- fhirpath(\"name.single().family\").first as text")), "text"));
        var told = Assert.Single(program.Remarks, r => r.Code == "OT4225");
        Assert.Contains("name.single().family", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OT3411", "text <- fhirpath(\"name.where(\").first as text")]
    [InlineData("OT3411", "text <- fhirpath(\"name.gven\").first as text")]
    [InlineData("OT3411", "text <- fhirpath(\"today().toString()\").first as text")]
    [InlineData("OT3411", "text <- fhirpath(id) as text")]
    [InlineData("OT3411", "text <- fhirpath() as text")]
    [InlineData("OT1210", "text <- fhirpath(\"name.given\") as text")]
    public void The_compiler_says_what_it_does_not_understand(string code, string binding)
    {
        using var program = new SmallProgram();
        var told = program.Compile(Map(binding)).Diagnostics;
        Assert.True(told.Any(d => d.Code == code && d.Span is not null), string.Join('\n', told));
    }

    [Fact]
    public void Of_another_format_it_is_not_asked()
    {
        using var program = new SmallProgram();
        Assert.Contains(program.Compile("map a from csv \"a.csv\" (p text) { node o : Observation key (fhirpath(\"id\")) }").Diagnostics, d => d.Code == "OT3411");
    }
}
