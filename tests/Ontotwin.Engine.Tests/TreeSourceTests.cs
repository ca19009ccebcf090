namespace Ontotwin.Engine.Tests;

/// <summary>Maps of JSON and XML by path.</summary>
public sealed class TreeSourceTests
{
    private const string Xml = """
        <?xml version="1.0"?><export xmlns="urn:vendor"><me id="7" birth="1970-02-03"/><sample kind="hr" at="2026-01-02T03:04:05Z"><value unit="/min">61</value></sample>
        <sample kind="hr" at="2026-01-02T03:05:05Z"><value unit="/min">62</value><value unit="/min">63</value></sample></export>
        """;

    private const string XmlMap = """
        map people from xml "export.xml" at "/export/me" (id text, birth date) {
          node pt : Patient key ("urn:vendor", id) { birthDate <- birth as date }
        }
        map samples from xml "export.xml" at "/export/sample" (kind text, at instant, value decimal*, value.unit text) {
          node obs : LabResult key (kind, at) { subject <- ref Patient key ("urn:vendor", "7") or stub; observedAt <- at as instant; value <- value.first as quantity in value.first.unit; }
        }
        """;

    [Fact]
    public void Elements_and_attributes_are_read_by_name_and_know_their_bytes()
    {
        using var program = new SmallProgram().Input("export.xml", Xml);
        var facts = program.Map(XmlMap);
        Assert.Empty(program.Rejects);
        Assert.Empty(program.Remarks);
        Assert.Equal(["1970-02-03"], SmallProgram.Values(facts, "birthDate"));
        Assert.Equal(["61", "62"], SmallProgram.Values(facts, "value"));
        var origin = facts.First(f => f.Predicate.LocalName == "observedAt").Origin;
        Assert.Equal("/export/sample[1]/@at", origin.Path);
        Assert.Equal("2026-01-02T03:04:05Z", Xml[(int)origin.Bytes.Start..(int)origin.Bytes.End]);
    }

    [Fact]
    public void What_is_declared_is_checked()
    {
        using var program = new SmallProgram();
        Assert.Contains(program.Compile(XmlMap.Replace("birth as date", "brith as date", StringComparison.Ordinal)).Diagnostics, d => d is { Code: "OT1202", Hint: not null } && d.Hint.Contains("birth", StringComparison.Ordinal));
        Assert.Contains(program.Compile(XmlMap.Replace("value <- value.first", "value <- value", StringComparison.Ordinal)).Diagnostics, d => d.Code == "OT1210");
        Assert.Contains(program.Compile(XmlMap.Replace("/export/me", "/export/me[", StringComparison.Ordinal)).Diagnostics, d => d.Code == "OT1110");
        Assert.Contains(program.Compile("map m from csv \"a.csv\" at \"/x\" (id text) { node p : Patient key (id) }").Diagnostics, d => d.Code == "OT1109");
        Assert.Contains(program.Compile("map m from csv \"a.csv\" (id text*) { node p : Patient key (id) }").Diagnostics, d => d.Code == "OT1104");
    }

    [Fact]
    public void A_declared_field_that_a_record_lacks_is_told()
    {
        using var program = new SmallProgram().Input("export.xml", Xml.Replace(" birth=\"1970-02-03\"", "", StringComparison.Ordinal));
        Assert.Empty(SmallProgram.Values(program.Map(XmlMap), "birthDate"));
        Assert.Equal("OT4207", Assert.Single(program.Remarks).Code);
    }

    [Fact]
    public void JSON_by_path_with_groups_and_repetitions()
    {
        using var program = new SmallProgram().Input("glucose-1.json", """
            { "device": { "serial": "S1" }, "readings": [{ "at": "2026-01-02T03:04:05Z", "mgdl": 101, "tags": ["a", "b"] }, { "at": "2026-01-02T03:09:05Z", "mgdl": "LOW" }, { "mgdl": 99 }] }
            """);
        var facts = program.Map("""
            map glucose from json "glucose-*.json" at "$.readings[*]" (at instant?, mgdl decimal, tags text*) {
              node obs : LabResult key ("S1", at) {
                subject <- ref Patient key ("urn:vendor", "7") or stub
                observedAt <- at as instant
                value <- mgdl as quantity in 'mg/dL'
                text <- each tags as text
              }
            }
            """);
        Assert.Equal(["101"], SmallProgram.Values(facts, "value"));
        Assert.Equal(["a", "b"], SmallProgram.Values(facts, "text"));
        Assert.Equal("OT4104", Assert.Single(program.Rejects).Code);
        Assert.Contains(program.Remarks, r => r.Place!.Value.Path == "readings[2].mgdl");
    }

    [Fact]
    public void Where_nothing_is_declared_a_second_value_is_told()
    {
        using var program = new SmallProgram().Input("a.json", """{ "id": "1", "names": ["x", "y"] }""");
        var facts = program.Map("""
            map m from json "a.json" { node pt : Patient key ("urn:a", id); node obs : LabResult key (pt, id) { subject <- pt; text <- names as text } }
            """);
        Assert.Equal(["x"], SmallProgram.Values(facts, "text"));
        Assert.Equal("OT4210", Assert.Single(program.Remarks).Code);
    }
}
