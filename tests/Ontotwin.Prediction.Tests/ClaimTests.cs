using System.Collections.Immutable;
using Ontotwin.Language;

namespace Ontotwin.Prediction.Tests;

public sealed class ClaimTests
{
    private readonly CausalClaims claims = CausalClaims.From(Programs.Cardio).Value!;

    [Fact]
    public void TheStatinsPathAndAdjustmentAreSaidInWords()
    {
        var claim = claims.Claim("cardio", "Statin", "ASCVD")!;
        Assert.True(claim.IsIdentified);
        Assert.Equal("backdoor", claim.Method);
        Assert.Contains(claim.Paths, p => p.SequenceEqual(["Statin", "LDLAfterTreatment", "ASCVD"]));
        Assert.Equal(["Age", "FastingGlucose", "LDL", "SBP", "Sex", "Smoking"], claim.AdjustmentSet);
        Assert.Contains("Statin → LDLAfterTreatment → ASCVD", claim.Words.En, StringComparison.Ordinal);
        Assert.Contains("back-door", claim.Words.En, StringComparison.Ordinal);
        Assert.Contains("后门", claim.Words.Zh, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(claim.Words.En + "\n" + claim.Words.Zh);
    }

    [Fact]
    public void AnEffectThatTheGraphLacksIsSaidToBeNone()
    {
        var claim = claims.Claim("cardio", "LDL", "FastingGlucose")!;
        Assert.Empty(claim.Paths);
        Assert.Contains("no effect", claim.Words.En, StringComparison.Ordinal);
        Assert.Contains("没有作用", claim.Words.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void ALatentCommonCauseThatNothingBlocksIsNamed()
    {
        var claim = Made([("Statin", "ASCVD"), ("Frailty", "Statin"), ("Frailty", "ASCVD")], "Frailty").Claim("made", "Statin", "ASCVD")!;
        Assert.False(claim.IsIdentified);
        Assert.Equal("", claim.Method);
        Assert.Contains("Statin ← Frailty → ASCVD", claim.Words.En, StringComparison.Ordinal);
        Assert.Contains("不可识别", claim.Words.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutConfoundingNothingIsAdjustedFor() =>
        Assert.Contains("nothing confounds it", Made([("Statin", "ASCVD")]).Claim("made", "Statin", "ASCVD")!.Words.En, StringComparison.Ordinal);

    private static CausalClaims Made((string Cause, string Effect)[] arrows, params string[] latent)
    {
        var graph = new CausalDeclaration("made", [.. arrows.Select(a => new CausalEdge(a.Cause, a.Effect))], [.. latent], [], null, default);
        return CausalClaims.From(Programs.Cardio with { CausalGraphs = ImmutableDictionary<string, CausalDeclaration>.Empty.Add("made", graph) }).Value!;
    }

    [Fact]
    public void WhatTheGraphDoesNotHoldIsNoClaim()
    {
        Assert.Null(claims.Claim("cardio", "Statin", "Baldness"));
        Assert.Null(claims.Claim("nothing", "Statin", "ASCVD"));
    }
}
