namespace Ontotwin.ModelTraining;

/// <summary>Who trains and who tests.</summary>
internal static class Split
{
    private const int Seed = 20261101;
    private const double HeldOutShare = 0.3;

    /// <summary>Seven in ten rows for training, the same share of the ill in both parts; a fixed shuffle.</summary>
    public static (List<Row> Training, List<Row> HeldOut) Stratified(IReadOnlyList<Row> rows)
    {
        var random = new Random(Seed);
        List<Row> training = [], heldOut = [];
        foreach (var ill in new[] { false, true })
        {
            var group = rows.Where(r => r.Label == ill).ToArray();
            random.Shuffle(group);
            var testCount = (int)Math.Round(group.Length * HeldOutShare);
            heldOut.AddRange(group.Take(testCount));
            training.AddRange(group.Skip(testCount));
        }
        var shuffled = training.ToArray();
        random.Shuffle(shuffled);
        return ([.. shuffled], heldOut);
    }
}
