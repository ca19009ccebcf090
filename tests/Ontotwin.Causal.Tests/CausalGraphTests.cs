namespace Ontotwin.Causal.Tests;

public sealed class CausalGraphTests
{
    [Fact]
    public void ACycleIsRefusedByName()
    {
        var found = CausalGraph.From(Dags.Declaration([("A", "B"), ("B", "C"), ("C", "B"), ("C", "D")], []));
        Assert.False(found.IsOk);
        Assert.Equal("OT7001", Assert.Single(found.Diagnostics).Code);
        Assert.Contains("'B'", found.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyVariablesAreRefused()
    {
        var arrows = Enumerable.Range(0, Limits.MaxVariables).Select(i => ($"V{i}", $"V{i + 1}"));
        Assert.Equal("OT7002", Assert.Single(CausalGraph.From(Dags.Declaration(arrows, [])).Diagnostics).Code);
    }

    [Fact]
    public void AncestorsDescendantsAndPathsFollowTheArrows()
    {
        var graph = Dags.Of("A->B B->D A->C C->D D->E");
        Assert.Equal(["A", "B", "C"], graph.Ancestors("D"));
        Assert.Equal(["B", "C", "D", "E"], graph.Descendants("A"));
        Assert.Equal(["A B D E", "A C D E"], graph.DirectedPaths("A", "E").Select(p => string.Join(' ', p)));
        Assert.Empty(graph.DirectedPaths("E", "A"));
    }

    [Fact]
    public void ACollidersDescendantOpensThePath()
    {
        var graph = Dags.Of("A->C B->C C->D");
        Assert.True(graph.AreSeparated("A", "B", []));
        Assert.False(graph.AreSeparated("A", "B", ["C"]));
        Assert.False(graph.AreSeparated("A", "B", ["D"]));
    }

    [Fact]
    public void TheOpenPathThroughALatentVariableIsNamed()
    {
        var found = BackdoorCriterion.Identify(Dags.Of("X->Y U->X U->Y Z->X", "U"), "X", "Y")!;
        Assert.Equal(IdentificationStatus.NotIdentified, found.Status);
        Assert.Equal(["X ← U → Y"], found.OpenPaths);
    }

    [Theory]
    [InlineData("Age", CausalRole.Cause)]
    [InlineData("Rate", CausalRole.Marker)]
    [InlineData("Grey", CausalRole.Marker)]
    [InlineData("Alone", CausalRole.Unknown)]
    [InlineData("Nobody", CausalRole.Unknown)]
    public void AVariableIsCauseMarkerOrUnknown(string variable, CausalRole role)
    {
        var graph = Dags.Of("Age->CHD Age->Grey CHD->Rate Alone->Other");
        Assert.Equal(role, CausalReading.Of(graph, variable, "CHD").Role);
    }

    [Fact]
    public void MinimalSetsAreThoseThatTryingAllSetsFinds()
    {
        // The naive way is the reference: every subset, by d-separation in the graph without the treatment's arrows.
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var arrows = Enumerable.Range(0, 8).SelectMany(to => Enumerable.Range(0, to).Where(_ => random.Next(100) < 32).Select(from => ($"V{from}", $"V{to}"))).ToList();
            arrows.Add(("V3", "V7"));
            var latent = new[] { $"V{random.Next(3)}" };
            var graph = CausalGraph.From(Dags.Declaration(arrows, latent)).Value!;
            var found = BackdoorCriterion.Identify(graph, "V3", "V7")!;
            Assert.Equal(Dags.Written(Naive(graph, arrows, latent)), Dags.Written(found.AdjustmentSets));
            Assert.Equal(found.Status == IdentificationStatus.NotIdentified, !found.OpenPaths.IsEmpty);
        }
    }

    private static List<List<string>> Naive(CausalGraph graph, List<(string Cause, string Effect)> arrows, string[] latent)
    {
        var below = CausalGraph.From(Dags.Declaration(arrows.Where(a => a.Cause != "V3"), latent)).Value!;
        var free = graph.Variables.Where(v => v is not ("V3" or "V7") && !latent.Contains(v) && !graph.Descendants("V3").Contains(v)).ToList();
        var good = Enumerable.Range(0, 1 << free.Count)
            .OrderBy(int.PopCount)
            .Where(bits => below.AreSeparated("V3", "V7", free.Where((_, i) => (bits >> i & 1) == 1)));
        var minimal = new List<int>();
        foreach (var bits in good)
        {
            if (!minimal.Exists(m => (m & bits) == m)) { minimal.Add(bits); }
        }
        return [.. minimal.Select(bits => free.Where((_, i) => (bits >> i & 1) == 1).ToList())];
    }
}
