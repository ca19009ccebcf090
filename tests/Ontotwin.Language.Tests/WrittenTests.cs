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
