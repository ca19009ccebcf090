using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>What a pack sets aside is told at the element that it is, with the reason that the map gives.</summary>
public sealed class SetAsideTests
{
    [Fact]
    public void In_C_CDA_each_reject_is_at_its_own_entry()
    {
        var rejects = LiftedNodes.Of(Repository.PathOf("mappings", "testdata", "ccda", "ccd-habits-and-plans.xml")).Rejects;
        Assert.Equal(
            [
                ("component[1]/section/entry[3]/observation", "the map sets aside what is 'about somebody else'"),
                ("component[2]/section/entry[3]/procedure", "the map sets aside what is 'not planned'"),
            ],
            rejects.Select(r => (r.Place.Path.Replace("/ClinicalDocument/component/structuredBody/", "", StringComparison.Ordinal), r.Reason)).Order());
    }

    [Fact]
    public void In_C_CDA_the_reasons_are_the_map_s()
    {
        var rejects = LiftedNodes.Of(Repository.PathOf("mappings", "testdata", "ccda", "ccd-others.xml")).Rejects;
        Assert.All(rejects, r => Assert.Matches("/(observation|organizer|substanceAdministration|procedure)$", r.Place.Path));
        Assert.All(rejects, r => Assert.StartsWith("the map sets aside what is '", r.Reason, StringComparison.Ordinal));
        Assert.Contains(rejects, r => r.Reason.Contains("known to be absent", StringComparison.Ordinal));
        Assert.Contains(rejects, r => r.Reason.Contains("later than its document", StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_DICOM_report_each_reject_is_at_what_says_the_subject_or_at_the_item()
    {
        var rejects = LiftedNodes.Of(Repository.PathOf("mappings", "testdata", "dicom", "fetus.dcm")).Rejects;
        Assert.NotEmpty(rejects);
        Assert.All(rejects, r => Assert.StartsWith("ContentSequence[", r.Place.Path, StringComparison.Ordinal));
        Assert.All(rejects, r => Assert.True(r.Place.Bytes.Length < 500, r.Place.ToString()));
    }
}
