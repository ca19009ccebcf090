using Ontotwin.Evaluation;
using Ontotwin.Language;

namespace Ontotwin.Reasoning.Tests;

public class CitationTests
{
    private const string Fresh = """
        cite "One" published 2024-01-01
        cite "Two" published 2023-01-01 at "page 2"
        """;

    [Fact]
    public void Every_citation_is_kept_and_shown()
    {
        var found = First(Fresh);
        Assert.Equal("One", found.Citation.Text);
        Assert.Equal(("Two", "page 2"), (Assert.Single(found.AlsoCites).Text, found.AlsoCites[0].Section));
        Assert.False(found.IsCitationExpired);
    }

    [Fact]
    public void A_further_citation_that_has_run_out_marks_the_recommendation() =>
        Assert.True(First(Fresh + " valid until 2025-01-01").IsCitationExpired);

    [Fact]
    public void The_lipid_guideline_shows_the_paper_of_its_score() =>
        Assert.Contains(Shipped.Program.Guidelines.Single(g => g.Name == "lipids.primary").AlsoCites, c => c.Text == "Khan 2024 PREVENT");

    private static Recommendation First(string cites)
    {
        var program = Written.Compile("test \"t\" { given has CKD expect first in }", cites).Value!;
        return Conclude(program).All.Single(r => r.Rule == "g.first");
    }

    private static Conclusions Conclude(TwinProgram program) =>
        Reasoner.Conclude(program, GivenTwin.Of(program, program.Tests[0].Given, GuidelineTests.Instant), GuidelineTests.Instant, NoModels.Instance, NoCausalClaims.Instance);
}
