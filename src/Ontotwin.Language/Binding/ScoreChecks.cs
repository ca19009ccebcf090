using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Binding;

/// <summary>Point ranges must tile the numbers they are asked about: a gap or an overlap does not compile.</summary>
internal static class ScoreChecks
{
    public static void CheckTiling(BindingScope scope, TwinParser.ScoreTermContext tree, string term, ImmutableArray<PointCase> cases, int? decimals)
    {
        var ranges = cases.Where(c => c.Range is not null).Select(c => c.Range!.Value).OrderBy(r => r.Low ?? decimal.MinValue).ToList();
        var hasOther = cases.Any(c => c.IsOther);
        if (ranges.Count == 0) { return; }
        if (!hasOther && (ranges[0].Low is not null || ranges[^1].High is not null)) { Report(scope, tree, term, "does not say what lies outside its ranges"); }
        var step = decimals is { } digits ? Step(digits) : 0m;
        for (var i = 1; i < ranges.Count; i++)
        {
            var (below, above) = (ranges[i - 1], ranges[i]);
            if (below.High is not { } end || above.Low is not { } start || start < end || (start == end && !below.HighOpen && !above.LowOpen))
            {
                Report(scope, tree, term, "has ranges that overlap");
            }
            else if (!hasOther && !Touches(end, below.HighOpen, start, above.LowOpen, step))
            {
                Report(scope, tree, term, string.Create(CultureInfo.InvariantCulture, $"has a gap between {end} and {start}"));
            }
        }
    }

    private static bool Touches(decimal end, bool endOpen, decimal start, bool startOpen, decimal step) =>
        start == end ? endOpen != startOpen : step > 0 && !endOpen && !startOpen && start - end <= step;

    private static decimal Step(int decimals)
    {
        var step = 1m;
        for (var i = 0; i < decimals; i++) { step /= 10; }
        return step;
    }

    private static void Report(BindingScope scope, TwinParser.ScoreTermContext tree, string term, string what) =>
        scope.Report("OT1333", tree, $"term '{term}' {what}", "close the ranges, say 'integer' or 'round 1' before 'points', or add 'other'");
}
