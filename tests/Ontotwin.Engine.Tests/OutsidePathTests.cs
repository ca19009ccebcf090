using Ontotwin.Mapping;

namespace Ontotwin.Engine.Tests;

/// <summary>What of JSON and XML documents lies outside every path that maps read.</summary>
public sealed class OutsidePathTests
{
    private static List<(string Source, string Path, long Count, long Documents, string Text)> Outside(SmallProgram program, string maps)
    {
        program.Coverage = new FieldCoverage();
        program.Map(maps);
        return [.. program.Coverage.Outside().Select(o => (o.Source, o.Field, o.Unread, o.Documents, File.ReadAllText(o.Example.Document)[(int)o.Example.Bytes.Start..(int)o.Example.Bytes.End]))];
    }

    [Fact]
    public void Elements_that_no_path_reaches_are_told_with_their_number_and_the_first()
    {
        const string Xml = "<Data locale='x'><!-- c --><Me id='1'/><Workout kind='run'><Route><Record id='no'/></Route></Workout><Day><Record id='1'>a</Record><Note>n</Note></Day><Workout kind='walk'/><Empty/></Data>";
        using var program = new SmallProgram().Input("a/export.xml", Xml).Input("b/export.xml", Xml);
        var outside = Outside(program, """
            map me from xml "export.xml" at "/Data/Me" { node pt : Patient key ("urn:test", id) }
            map days from xml "export.xml" at "/Data/Day/Record" { node pt : Patient key ("urn:test", id) }
            """);
        Assert.Equal(
            [
                ("XML export.xml", "/Data/@locale", 2, 2, "locale='x"), ("XML export.xml", "/Data/Day/Note", 2, 2, "<Note>n</Note>"), ("XML export.xml", "/Data/Empty", 2, 2, "<Empty/>"),
                ("XML export.xml", "/Data/Workout", 4, 2, "<Workout kind='run'><Route><Record id='no'/></Route></Workout>"),
            ],
            outside);
    }

    [Fact]
    public void Values_that_no_path_reaches_are_told_through_arrays()
    {
        using var program = new SmallProgram().Input("a.json", """{ "version": 2, "rows": [{ "id": "1" }, { "id": "2" }], "workouts": [{ "kind": "run" }, { "kind": "walk" }], "empty": [], "meta": { "by": { "x": 1 } } }""");
        var outside = Outside(program, """map m from json "a.json" at "$.rows[*]" { node pt : Patient key ("urn:test", id) }""");
        Assert.Equal([("$.empty", 1L), ("$.meta", 1L), ("$.version", 1L), ("$.workouts", 1L)], outside.Select(o => (o.Path, o.Count)));
    }

    [Fact]
    public void Matches_that_a_condition_leaves_out_are_outside_and_what_is_read_as_a_whole_is_not()
    {
        using var program = new SmallProgram().Input("a.json", """{ "rows": [{ "id": "1", "use": true }, { "id": "2", "use": false }] }""").Input("b.json", """{ "id": "3", "x": { "y": 1 } }""");
        var outside = Outside(program, """
            map m from json "a.json" at "$.rows[?(@.use == true)]" { node pt : Patient key ("urn:test", id) }
            map n from json "b.json" { node pt : Patient key ("urn:test", id) }
            """);
        Assert.Equal([("JSON a.json", "$.rows[*]", 1L)], outside.Select(o => (o.Source, o.Path, o.Count)));
    }

    [Fact]
    public void A_document_in_which_no_path_meets_anything_is_outside_as_a_whole_and_one_that_breaks_off_is_told_up_to_there()
    {
        using var program = new SmallProgram().Input("a.xml", "<other><x/></other>").Input("b.xml", "<Data><Me id='1'/><Workout/><Broken");
        var outside = Outside(program, """map me from xml "*.xml" at "/Data/Me" { node pt : Patient key ("urn:test", id) }""");
        Assert.Equal([("/Data/Workout", 1L), ("/other", 1L)], outside.Select(o => (o.Path, o.Count)));
    }

    [Fact]
    public void Many_different_names_are_bounded()
    {
        using var program = new SmallProgram().Input("a.xml", "<Data><Me id='1'/>" + string.Concat(Enumerable.Range(0, 1_500).Select(i => $"<n{i}/>")) + "</Data>");
        var outside = Outside(program, """map me from xml "*.xml" at "/Data/Me" { node pt : Patient key ("urn:test", id) }""");
        Assert.InRange(outside.Count, 1_000, 1_002);
        Assert.Equal(1_500, outside.Sum(o => o.Count));
    }
}
