using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Lookups from FHIR ConceptMaps, as JSON and as a table.</summary>
public sealed class ConceptMapTests
{
    private const string Json = """
        { "resourceType": "ConceptMap", "version": "7", "group": [{ "source": "urn:local", "target": "http://loinc.org", "element": [
          { "code": "K", "target": [{ "code": "9999-9", "equivalence": "narrower" }, { "code": "2823-3", "display": "Potassium", "equivalence": "equivalent" }] },
          { "code": "X", "target": [{ "equivalence": "unmatched" }] }] }] }
        """;

    private static readonly string[] Table =
        ["sourceSystem,sourceCode,targetSystem,targetCode,display,equivalence", "urn:local,K,http://loinc.org,2823-3,Potassium,equal", "urn:local,X,,,,unmatched"];

    private static string Program(string file) => $$"""
        lookup tests from "{{file}}" on miss quarantine
        map m from csv "r.csv" (mrn text, test text) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, test) { subject <- pt; code <- test via tests; }
        }
        """;

    [Theory]
    [InlineData("map.json")]
    [InlineData("map.csv")]
    public void Codes_are_mapped_and_what_means_something_else_is_a_miss(string file)
    {
        using var program = new SmallProgram().Beside("map.json", Json).Beside("map.csv", Table).Input("r.csv", "mrn,test", "1,K", "2,X");
        var outcome = program.Compile(Program(file));
        Assert.Equal("OT1233", Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(Severity.Warning, outcome.Diagnostics[0].Severity);
        var facts = program.Map(Program(file));
        Assert.Contains(facts, f => f.Object.ToString()!.Contains("2823-3", StringComparison.Ordinal));
        Assert.Equal("OT4101", Assert.Single(program.Rejects).Code);
        if (file == "map.json") { Assert.StartsWith("tests@7+", facts.First(f => f.Predicate.LocalName == "code").Origin.Lookups, StringComparison.Ordinal); }
    }

    [Theory]
    [InlineData("""{ "resourceType": "ValueSet" }""")]
    [InlineData("""{ "resourceType": """)]
    public void A_file_that_is_no_concept_map_does_not_compile(string text)
    {
        using var program = new SmallProgram().Beside("map.json", text);
        Assert.Contains(program.Compile(Program("map.json")).Diagnostics, d => d.Code == "OT1230");
    }

    [Theory]
    [InlineData("K,http://loinc.org|2823-3\nK,http://loinc.org|9999-9", "OT1231", "two targets")]
    [InlineData("K,http://loinc.org|2823-3\nCL,", "OT1233", "1 of the lookup's codes")]
    [InlineData("K,http://loinc.org|2823-3\n,http://loinc.org|1-8", "OT1233", "1 of the lookup's codes")]
    [InlineData("K,http://loinc.org|2823-3\nK,http://loinc.org|2823-3", null, "")]
    public void A_lookup_table_says_one_thing_of_a_code(string rows, string? code, string message)
    {
        using var program = new SmallProgram().Beside("map.csv", ["code,target", .. rows.Split('\n')]);
        var told = program.Compile(Program("map.csv")).Diagnostics;
        Assert.Equal(code ?? "", string.Join(' ', told.Select(d => d.Code)));
        Assert.All(told, d => Assert.Contains(message, d.Message, StringComparison.Ordinal));
    }
}
