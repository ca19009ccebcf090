using CsCheck;
using Ontotwin.Reasoning.Argumentation;

namespace Ontotwin.Reasoning.Tests;

public class ArgumentFrameworkTests
{
    [Fact]
    public void An_attacked_attacker_reinstates_its_victim()
    {
        var labels = ArgumentFramework.Ground(["a", "b", "c"], [("a", "b"), ("b", "c")]);
        Assert.Equal((Label.In, Label.Out, Label.In), (labels["a"], labels["b"], labels["c"]));
    }

    [Fact]
    public void Mutual_attack_is_undecided_on_both_sides_and_spreads()
    {
        var labels = ArgumentFramework.Ground(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c")]);
        Assert.All(labels.Values, l => Assert.Equal(Label.Undecided, l));
    }

    [Fact]
    public void The_grounded_labelling_is_complete_whatever_the_attacks()
    {
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).List[0, 24].Sample(pairs =>
        {
            var names = Enumerable.Range(0, 8).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
            var attacks = pairs.Select(p => (names[p.Item1], names[p.Item2])).ToList();
            var labels = ArgumentFramework.Ground(names, attacks);
            foreach (var name in names)
            {
                var against = attacks.Where(a => a.Item2 == name).Select(a => labels[a.Item1]).ToList();
                var expected = against.All(l => l == Label.Out) ? Label.In : against.Contains(Label.In) ? Label.Out : Label.Undecided;
                Assert.Equal(expected, labels[name]);
            }
        });
    }
}
