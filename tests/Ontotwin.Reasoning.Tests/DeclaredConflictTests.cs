using Ontotwin.Evaluation;

namespace Ontotwin.Reasoning.Tests;

public class DeclaredConflictTests
{
    [Theory]
    [InlineData("defer", "undecided", "in")]
    [InlineData("prefer-first", "in", "out")]
    [InlineData("prefer-second", "out", "in")]
    [InlineData("both", "in", "in")]
    [InlineData("undecided", "undecided", "undecided")]
    public void Every_way_to_resolve_a_conflict_compiles_and_does_as_it_is_named(string resolve, string first, string second)
    {
        var program = Written.Compile($$"""
            conflict first with second resolve {{resolve}} because en "both raise potassium" zh "两者均升高血钾"
            test "both apply" { given has CKD, has Hypertension expect first {{first}}; second {{second}} }
            test "one applies" { given has CKD expect first in; second out }
            """);
        Assert.Empty(program.Diagnostics);
        Assert.All(GuidelineTests.Run(program.Value!, NoCausalClaims.Instance), r => Assert.Empty(r.Failures));
        Assert.Equal(2, program.Value!.Tests.Length);
    }

    [Fact]
    public void A_conflict_in_which_both_stand_is_shown_at_both()
    {
        var program = Written.Compile("""
            conflict first with second resolve both because en "watch potassium" zh "监测血钾"
            test "both apply" { given has CKD, has Hypertension expect first in }
            """).Value!;
        var given = GivenTwin.Of(program, program.Tests[0].Given, GuidelineTests.Instant);
        var all = Reasoner.Conclude(program, given, GuidelineTests.Instant, NoModels.Instance, NoCausalClaims.Instance).All;
        Assert.Equal(2, all.Length);
        Assert.All(all, r => Assert.Equal(("noted", "watch potassium"), (Assert.Single(r.AttackedBy).Kind, r.AttackedBy[0].Reason.En)));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("prefer-third")]
    public void Another_word_is_a_diagnostic(string resolve) =>
        Assert.Contains(Written.Compile($"conflict first with second resolve {resolve}").Diagnostics, d => d.Code == "OT1318" && d.Hint!.Contains("prefer-first", StringComparison.Ordinal));
}
