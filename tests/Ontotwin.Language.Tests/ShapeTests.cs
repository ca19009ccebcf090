using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>Shapes are put in place, checked at each use, and keep their names to themselves.</summary>
public sealed class ShapeTests : IDisposable
{
    private const string Address = "shape addressOf(x, owner, what) { node ad : PostalAddress key (owner, what, x.1.1?, x.3?) { partOf <- owner; role <- what; city <- x.3 as text } }\n";
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-shapes-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_use_has_its_arguments_and_a_body_that_uses_of_one_kind_share()
    {
        var outcome = Compile(Address + Map("use addressOf(s.PID-11, pt, \"home\") use addressOf(s.PID-11, pt, \"birth\") when exists(s.PID-5.first) use addressOf(s.PID-5, pt, \"other\")"));
        Assert.Empty(outcome.Diagnostics);
        var pt = Assert.IsType<NodeStatement>(Assert.IsType<ForStatement>(Assert.Single(outcome.Value!.Maps.Single().Body)).Body.Single());
        var uses = pt.Nested.Cast<UseStatement>().ToList();
        Assert.Equal(3, uses.Count);
        Assert.Equal(["s.PID-11", "pt", "home"], [((PathExpression)uses[0].Arguments[0]).Written, ((NodeExpression)uses[0].Arguments[1]).Node, ((TextLiteral)uses[0].Arguments[2]).Value]);
        Assert.Same(uses[0].Shape, uses[1].Shape);
        Assert.NotSame(uses[0].Shape, uses[2].Shape);
        Assert.Equal([true, false, true], uses.Select(u => u.Guard is null));
    }

    // In a key a function is the formula that it stands for, at the place that it is given: what of it is a number of the source is known.
    [Theory]
    [InlineData("visit(v)", "v.PV1-19.1 ?? v.PV1-44", true)]
    [InlineData("outer(v)", "v.PV1-19.1 ?? v.PV1-44 ?? ", true)]
    [InlineData("begun(v)", "v.PV1-44", false)]
    [InlineData("of(v.PV1-19)", null, null)]
    public void A_function_in_a_key_is_its_formula(string call, string? formula, bool? isNumber)
    {
        var outcome = Compile("function visit(x) = x.PV1-19.1 ?? x.PV1-44\nfunction outer(x) = visit(x) ?? \"none\"\nfunction begun(x) = x.PV1-44\nfunction of(x) = x.1\n"
            + "map m from hl7v2 \"2.8\" ADT any { node pt : Patient key (authority(PID-3.first.4), PID-3.first.1) for v in PV1 { node enc : Encounter key (pt, " + call + ") { subject <- pt } } }");
        Assert.Empty(outcome.Diagnostics);
        var key = ((NodeStatement)outcome.Value!.Maps.Single().Body.OfType<ForStatement>().Single().Body.Single()).Key[1].Value;
        if (formula is null) { Assert.IsType<CallExpression>(key); return; }
        var choices = key is CoalesceExpression coalesce ? [.. coalesce.Choices] : new[] { key };
        Assert.Equal(formula, string.Join(" ?? ", choices.Select(c => c is PathExpression path ? "v" + path.Written[1..] : "")));
        Assert.Equal("v", Assert.IsType<PathExpression>(choices[0]).Start);
        Assert.Equal(isNumber, ((PathExpression)choices[0]).IsIdentifier);
    }

    [Fact]
    public void A_body_knows_its_parameters_by_names_of_its_own()
    {
        var pt = (NodeStatement)((ForStatement)Compile(Address + Map("use addressOf(s.PID-11, pt, \"home\")")).Value!.Maps.Single().Body[0]).Body[0];
        var shape = Assert.IsType<UseStatement>(Assert.Single(pt.Nested)).Shape;
        Assert.Equal(["addressOf.x", "addressOf.owner", "addressOf.what"], shape.Parameters);
        var address = Assert.IsType<NodeStatement>(Assert.Single(shape.Body));
        Assert.Equal("addressOf.ad", address.Name);
        Assert.Equal("addressOf.owner", Assert.IsType<NodeExpression>(address.Bindings[0].Source).Node);
        Assert.Equal("addressOf.what", Assert.IsType<ParameterExpression>(address.Bindings[1].Source).Name);
        Assert.Equal("addressOf.x", Assert.IsType<PathExpression>(address.Bindings[2].Source).Start);
    }

    [Theory]
    [InlineData("use adressOf(s.PID-11, pt, \"home\")", "OT1240")]
    [InlineData("use addressOf(s.PID-11, pt)", "OT1241")]
    [InlineData("use addressOf(s.PID-411, pt, \"home\")", "OT1202")]
    [InlineData("use addressOf(s.PID-11, pt, s.PID-5 ?? s.PID-6)", "OT1210")]
    public void A_use_that_does_not_fit_is_told(string use, string code) => Assert.Equal([code], Compile(Address + Map(use)).Diagnostics.Select(d => d.Code));

    [Fact]
    public void A_body_is_checked_against_the_type_it_is_used_on_and_told_where_it_stands()
    {
        var said = Assert.Single(Compile("shape far(x, owner) { node ad : PostalAddress key (owner, x.99?) { partOf <- owner } }\n" + Map("use far(s.PID-11, pt)")).Diagnostics);
        Assert.Equal(("OT1202", 3), (said.Code, said.Span!.Value.Start.Line));
    }

    [Fact]
    public void A_body_does_not_see_the_names_of_the_place_that_uses_it() =>
        Assert.Contains("OT1202", Compile("shape far(x) { node ad : PostalAddress key (x.1.1) { partOf <- pt } }\n" + Map("use far(s.PID-11)").Replace("any {", "ORU_R01 {", StringComparison.Ordinal)).Diagnostics.Select(d => d.Code));

    [Fact]
    public void A_shape_that_reaches_itself_is_refused() => Assert.Equal(["OT1242"],
        Compile("shape one(x, owner) { use two(x.1, owner) }\nshape two(x, owner) { use one(x.1, owner) }\n" + Map("use one(s.PID-11, pt)")).Diagnostics.Select(d => d.Code));

    [Theory]
    [InlineData("g/NTE", typeof(ChildStep))]
    [InlineData("g.NTE", typeof(SegmentStep))]
    public void A_slash_before_a_segment_means_the_group_itself(string path, Type step)
    {
        var map = Compile($"map m from hl7v2 \"2.8\" ORU_R01 {{\n  for g in PATIENT_RESULT/ORDER_OBSERVATION {{ for n in {path} {{ node said : Note key (n.NTE-3.first) {{ subject <- pt; text <- n.NTE-3.first as text }} }} node pt : Patient key (\"a\", MSH-3.1) }}\n}}\n").Value!.Maps.Single();
        Assert.IsType(step, ((PathExpression)((ForStatement)((ForStatement)map.Body[0]).Body[0]).Source).Steps[^1]);
    }

    // What the store knows a document to be read by: an edited shape must have its maps run again.
    [Fact]
    public void A_map_is_another_when_a_shape_that_it_uses_is_and_no_other_one()
    {
        var use = Map("use addressOf(s.PID-11, pt, \"home\")");
        string HashOf(string shapes) => Assert.Single(Compile(shapes + use).Value!.MapHashes).Value;
        var hash = HashOf(Address);
        Assert.NotEqual(hash, HashOf(Address.Replace("x.3 as text", "x.2 as text", StringComparison.Ordinal)));
        Assert.Equal(hash, HashOf(Address + Address.Replace("shape addressOf", "shape unused", StringComparison.Ordinal)));
    }

    private static string Map(string use) =>
        $"map m from hl7v2 \"2.8\" any {{\n  for s in PID {{ node pt : Patient key (\"a\", s.PID-3.first.1) {{ {use} }} }}\n}}\n";

    private Outcome<TwinProgram> Compile(string body)
    {
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(file, "module a version 1\nontology hdt\n" + body);
        return TwinCompiler.Compile([file], Ontology.Value);
    }
}
