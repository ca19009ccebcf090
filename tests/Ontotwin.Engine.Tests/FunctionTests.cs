namespace Ontotwin.Engine.Tests;

/// <summary>Declared functions of maps: a call is its body with the arguments in place of the parameters.</summary>
public sealed class FunctionTests
{
    private static List<string> Run(string functions, string source, params string[] rows)
    {
        using var program = new SmallProgram().Input("r.csv", ["mrn,a,b", .. rows]);
        var facts = program.Map($$"""
            {{functions}}
            map m from csv "r.csv" (mrn text, a text?, b text?) {
              node pt : Patient key ("urn:test", mrn)
              node obs : LabResult key (pt, mrn) { subject <- pt; text <- {{source}} as text; }
            }
            """);
        return SmallProgram.Values(facts, "text");
    }

    [Theory]
    [InlineData("function f(x, y) = x ?? y", "f(a, b)", new[] { "1,left,right", "2,,right" }, new[] { "left", "right" })]
    [InlineData("function f(x, y) = concat(y, \"-\", x)", "f(a, b)", new[] { "1,left,right" }, new[] { "right-left" })]
    [InlineData("function f(x) = if x = \"left\" then upper(x) else x", "f(a)", new[] { "1,left,", "2,other," }, new[] { "LEFT", "other" })]
    [InlineData("function f(x) = (x - 32) * 5 / 9", "f(a)", new[] { "1,212," }, new[] { "100" })]
    [InlineData("function g(x) = concat(x, \"!\"); function f(x, y) = g(y) ?? g(x)", "f(b, a)", new[] { "1,left,right" }, new[] { "left!" })]
    public void Parameters_are_read_wherever_they_stand_in_the_body(string functions, string call, string[] rows, string[] expected) =>
        Assert.Equal(expected, Run(functions, call, rows));

    [Fact]
    public void A_parameter_is_a_place_that_paths_and_filters_go_on_from()
    {
        using var program = new SmallProgram().Input(
            "m.json",
            """{ "resourceType": "Patient", "id": "1", "identifier": [{ "system": "urn:a", "value": "A" }, { "system": "urn:b", "value": "B" }], "name": [{ "family": "urn:b" }] }""");
        var facts = program.Map("""
            function valueOf(id, wanted) = id[.system = wanted].value
            map m from fhir "4.0.1" Patient {
              node pt : Patient key ("urn:test", id)
              for i in identifier { node obs : LabResult key (pt, i.system) { subject <- pt; text <- valueOf(i, name.first.family) as text; } }
            }
            """);
        Assert.Equal(["B"], SmallProgram.Values(facts, "text"));
    }

    [Theory]
    [InlineData("function f(x) = f(x)", "OT1214")]
    [InlineData("function f(x) = g(x); function g(x) = concat(f(x), x)", "OT1214")]
    [InlineData("function f(x, y) = x; map m from csv \"r.csv\" (a text) { node p : Patient key (f(a)) }", "OT1209")]
    [InlineData("function f1(x) = x; function f2(x) = f1(x); function f3(x) = f2(x); function f4(x) = f3(x); function f5(x) = f4(x); function f6(x) = f5(x); function f7(x) = f6(x); function f8(x) = f7(x); function f9(x) = f8(x)", "OT1215")]
    public void A_call_that_has_no_end_or_too_few_arguments_does_not_compile(string text, string code)
    {
        using var program = new SmallProgram();
        Assert.Contains(program.Compile(text).Diagnostics, d => d.Code == code);
    }
}
