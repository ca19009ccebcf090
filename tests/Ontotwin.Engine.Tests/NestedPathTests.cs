namespace Ontotwin.Engine.Tests;

/// <summary>Things within their like: found at any depth, and the place around them.</summary>
public sealed class NestedPathTests
{
    private const string Map = """
        map sections from xml "*.xml" at "/report" {
          node pt : Patient key ("urn:oid:1.2.3", patient)
          for s in below(section) {
            node item : RecordedDetail key (pt, s.`@name`) {
              partOf <- pt
              text   <- s.`@name` as text
              role   <- s.up().`@name` as text
              title  <- count(s.below(section)) as text
            }
          }
        }
        """;

    [Fact]
    public void Sections_in_sections_are_found_in_document_order_with_what_they_stand_in()
    {
        using var program = new SmallProgram().Input("a.xml", """<report><patient>7</patient><section name="a"><section name="b"><deep><section name="c"/></deep></section></section><section name="d"/></report>""");
        var facts = program.Map(Map);
        Assert.Equal(["a", "b", "c", "d"], SmallProgram.Values(facts, "text"));
        Assert.Equal(["a"], SmallProgram.Values(facts, "role"));
        Assert.Equal(["2", "1", "0", "0"], SmallProgram.Values(facts, "title"));
        Assert.Empty(program.Rejects);
    }

    [Theory]
    [InlineData("OT1205", "map a from hl7v2 \"2.5.1\" ORU_R01 { for x in below(OBX) { node o : Observation key (x.OBX-3.1) } }")]
    [InlineData("OT1205", "map a from csv \"a.csv\" (p text, q text) { node o : Observation key (p.up()) }")]
    [InlineData("OT1205", "map a from dicom \"2019e\" { for x in below() { node o : Observation key (SOPInstanceUID) } }")]
    [InlineData("OT1202", "map a from dicom \"2019e\" { for x in below(ContentSequense) { node o : Observation key (SOPInstanceUID) } }")]
    [InlineData("OT1250", "map a from csv \"a.csv\" (p text) { node o : Observation key (position(p)) }")]
    public void Where_nothing_nests_the_compiler_says_so(string code, string map)
    {
        using var program = new SmallProgram();
        Assert.Contains(program.Compile(map).Diagnostics, d => d.Code == code);
    }
}
