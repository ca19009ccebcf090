using Ontotwin.Ontology;
using Ontotwin.Sources;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>Small programs written by tests: what they compile to, and what is said of them.</summary>
public class WrittenTests
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    [Fact]
    public void A_DICOM_map_of_another_edition_than_the_dictionary_s_is_told_which_one_it_is_checked_against()
    {
        var said = Assert.Single(Compile("map m from dicom \"2024c\" { node pt : Patient key (\"a\", PatientID) }").Diagnostics);
        Assert.Equal(("OT1106", Severity.Warning), (said.Code, said.Severity));
        Assert.Contains(DicomDictionary.Edition, said.Message, StringComparison.Ordinal);
        Assert.Empty(Compile($"map m from dicom \"{DicomDictionary.Edition}\" {{ node pt : Patient key (\"a\", PatientID) }}").Diagnostics);
    }

    [Fact]
    public void A_second_citation_of_a_causal_graph_is_a_diagnostic() =>
        Assert.Contains(Compile("causal c { cite \"One\" cite \"Two\" Smoking -> LDL }").Diagnostics, d => d.Code == "OT1352");

    [Fact]
    public void What_a_site_does_with_a_null_is_kept_as_written()
    {
        var site = Assert.Single(Compile("site s otherwise { null \"\\\"\\\"\" quarantine; null \"n/a\" ignore; null \"-\" retract }").Value!.Sites);
        Assert.Equal((LifeCycleKind.Quarantine, LifeCycleKind.Assert, LifeCycleKind.Retract), (site.NullTexts["\"\""], site.NullTexts["n/a"], site.NullTexts["-"]));
    }

    [Fact]
    public void What_an_identity_says_of_two_people_keeps_its_loops_its_keys_and_its_time()
    {
        var identity = Assert.Single(Compile("""
            identity Patient from hl7v2 "2.5.1" ADT_A39 when MSH-9.2 = "A40" {
              for g in PATIENT { (authority(g.PID-3.first.4), g.PID-3.first.1) replaces each g.MRG-1 (authority(.4), .1) at EVN-2, each g.PID-3 (authority(.4), .1) }
            }
            """).Value!.Identities);
        var relation = Assert.Single(identity.Relations);
        Assert.Equal((IdentityRelationKind.Replaces, "g"), (relation.Kind, Assert.Single(relation.Loops).Variable));
        Assert.Null(relation.Kept.Each);
        Assert.NotNull(relation.Other.Each);
        Assert.Equal("g", Assert.Single(Assert.Single(identity.Keys).Loops).Variable);
    }

    [Theory]
    [InlineData("(\"a\", PID-3.first.1) replaces each MRG-1 (\"a\", .1)", "OT1001")]
    [InlineData("(\"a\", PID-3.first.1) replaces each MRG-1 (\"a\", .1) at EVN-99", "OT12")]
    [InlineData("(\"a\", PID-3.1) links (\"a\", MRG-1.first.1) at EVN-2", "OT12")]
    [InlineData("for g in NOWHERE { (\"a\", g.PID-3.first.1) separates (\"a\", g.PID-2.1) at EVN-2 }", "OT12")]
    public void What_is_wrong_in_such_a_statement_is_told(string statement, string code) =>
        Assert.Contains(Compile($"identity Patient from hl7v2 \"2.5.1\" ADT_A30 {{ {statement} }}").Diagnostics, d => d.Severity == Severity.Error && d.Code.StartsWith(code, StringComparison.Ordinal) && d.Span?.Start.Line == 3);

    private static Outcome<TwinProgram> Compile(string text)
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-written-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "w.twin"), "module test.w version 1\nontology hdt\n" + text);
            return TwinCompiler.Compile([folder], Ontology.Value);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
