namespace Ontotwin.Engine.Tests;

/// <summary>What stands in JSON and XML where a map wants something else, and what says that there is nothing.</summary>
public sealed class TreeValueTests
{
    private static string Json(string declared, string body) => $$"""
        map m from json "a.json" at "$.rows[*]" {{declared}} {
          node pt : Patient key ("urn:test", mrn)
          {{body}}
        }
        """;

    [Theory]
    [InlineData("", "node o : LabResult key (pt, \"k\") { subject <- pt; text <- v as text }")]
    [InlineData("", "node o : LabResult key (pt, \"k\") { subject <- pt; code <- v as code in \"http://loinc.org\" }")]
    [InlineData("", "node o : LabResult key (pt, \"k\") { subject <- pt; text <- concat(\"x\", v) as text }")]
    [InlineData("(mrn text, v text)", "node o : LabResult key (pt, \"k\") { subject <- pt; text <- v as text }")]
    [InlineData("(mrn text, v decimal)", "node o : LabResult key (pt, \"k\") { subject <- pt }")]
    public void An_object_where_a_value_is_wanted_is_told_once_where_it_stands(string declared, string body)
    {
        using var program = new SmallProgram().Input("a.json", """{ "rows": [{ "mrn": "1", "v": { "value": "secret" } }] }""");
        var facts = program.Map(Json(declared, body));
        var remark = Assert.Single(program.Remarks);
        Assert.Equal(("OT4212", "rows[1].v"), (remark.Code, remark.Place!.Value.Path));
        Assert.DoesNotContain(facts, f => f.Predicate.LocalName is "text" or "code" or "originalCode");
    }

    [Theory]
    [InlineData("""{ "id": 7 }""")]
    [InlineData("\"  \"")]
    public void An_object_or_blanks_are_no_key(string key)
    {
        using var program = new SmallProgram().Input("a.json", $$"""{ "rows": [{ "mrn": "1", "k": {{key}} }, { "mrn": "2", "k": "x" }] }""");
        var facts = program.Map(Json("", "node o : LabResult key (pt, k) { subject <- pt; text <- mrn as text }"));
        Assert.Equal(["2"], SmallProgram.Values(facts, "text"));
        Assert.Equal(("OT4104", "rows[1].k"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Fact]
    public void Blanks_are_nobody_s_number()
    {
        using var program = new SmallProgram().Input("p.csv", "mrn,old", "1, ", "2, ");
        var people = program.Map("""
            identity Patient from csv "p.csv" (mrn text, old text) { ("urn:test", mrn), ("urn:old", old) }
            map m from csv "p.csv" (mrn text, old text) { node pt : Patient key ("urn:test", mrn) }
            """).Select(f => f.Subject).Distinct();
        Assert.Equal(2, people.Count());
    }

    [Fact]
    public void An_array_where_one_value_is_declared_is_told_and_one_that_repeats_is_not()
    {
        using var program = new SmallProgram().Input("a.json", """{ "rows": [{ "mrn": "1", "v": ["a"], "many": ["b", "c"] }] }""");
        program.Map(Json("(mrn text, v text, many text*)", "node o : LabResult key (pt, \"k\") { subject <- pt; text <- each many as text }"));
        Assert.Equal(("OT4212", "rows[1].v[1]"), Assert.Single(program.Remarks) is var r ? (r.Code, r.Place!.Value.Path) : default);
    }

    [Fact]
    public async Task An_element_that_is_nil_says_that_there_is_no_value_any_more()
    {
        await using var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", """
            module test version 1
            ontology hdt
            map m from xml "*.xml" at "/people/person" (id text, note text?) {
              node pt : Patient key ("urn:test", id)
              node o : LabResult key (pt, "k") { subject <- pt; text <- note as text; comment <- id as text when not exists(note) }
            }
            """.Replace("comment", "description", StringComparison.Ordinal));
        shop.Write("a.xml", """<people xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><person id="1"><note i:nil="false">smokes</note></person></people>""");
        shop.Write("b.xml", """<people xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><person id="1"><note i:nil="true"/></person></people>""");
        await shop.IngestAsync("a.xml");
        Assert.Equal(["smokes"], await shop.ValuesAsync("text"));
        await shop.IngestAsync("b.xml");
        Assert.Empty(await shop.ValuesAsync("text"));
        Assert.Equal(["1"], await shop.ValuesAsync("description"));
    }

    [Fact]
    public void A_malformed_document_is_one_reject_however_many_paths_read_it()
    {
        const string Maps = """
            map a from xml "a.xml" at "/x/a" (id text) { node pt : Patient key ("urn:test", id) }
            map b from xml "a.xml" at "/x/b" (id text) { node pt : Patient key ("urn:test", id) }
            map c from xml "a.xml" at "/x/c" (id text) { node pt : Patient key ("urn:test", id) }
            """;
        using var program = new SmallProgram().Input("a.xml", "<x><a id='1'/><b id='2'/><c id='3'></x>");
        program.Map(Maps);
        Assert.Equal("OT3601", Assert.Single(program.Rejects).Code);
        // Paths that match nothing are told each; a document in which none matches is rejected.
        using var other = new SmallProgram().Input("a.xml", "<x><a id='1'/></x>");
        other.Map(Maps);
        Assert.Empty(other.Rejects);
        Assert.Equal(["OT3606", "OT3606"], other.Remarks.Select(r => r.Code));
        Assert.Contains("'/x/b'", other.Remarks[0].Message, StringComparison.Ordinal);
        Assert.Contains("'/x/c'", other.Remarks[1].Message, StringComparison.Ordinal);
        using var none = new SmallProgram().Input("a.xml", "<y/>");
        none.Map(Maps);
        Assert.Equal(["OT3606", "OT3606", "OT3606"], none.Rejects.Select(r => r.Code));
    }
}
