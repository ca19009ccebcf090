using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Features of dense series.</summary>
internal sealed class FeatureEvaluation(Evaluator evaluator)
{
    private const int SamplesShownOneByOne = 12;

    /// <summary>A declared feature's value: of its window, or of its latest period.</summary>
    public Evaluated Evaluate(FeatureDeclaration feature)
    {
        if (feature.Per is null)
        {
            var used = Collect(feature.Series, feature.Within, null);
            return Finish(feature, used, Compute(feature.Function, feature.Argument, used), feature.Within);
        }
        var (periods, samples) = Periods(feature, null, null);
        return Finish(feature, samples, periods.Count == 0 ? null : periods[^1].Value, null);
    }

    /// <summary>An aggregate over a feature's periods: <c>mean RestingHeartRate within 60 'd'</c>.</summary>
    public Evaluated Over(FeatureDeclaration feature, WindowExpression window)
    {
        if (feature.Per is null) { return Evaluate(feature); }
        var (periods, samples) = Periods(feature, window.Within, window.Before);
        return Finish(feature, samples, Aggregates.Of(window.Function, periods, window.Rank), window.Within);
    }

    /// <summary>An aggregate over the samples of a class of series.</summary>
    public Evaluated OverSeries(Iri series, WindowExpression window)
    {
        var used = Collect(series, window.Within, window.Before);
        var feature = new FeatureDeclaration(series.LocalName, series, window.Function, window.Rank, window.Within, null, null, window.Span);
        return Finish(feature, used, Compute(window.Function, window.Rank, used), window.Within);
    }

    // A count is of days with a sample: what matters of a wearable is how long it was worn.
    private static Interval? Compute(string function, decimal? argument, List<Used> used)
    {
        var samples = Ordered(used);
        if (samples.Count == 0) { return null; }
        return function == "count" ? Interval.Point(samples.Select(s => s.At.Date).Distinct().Count()) : Aggregates.Of(function, samples, argument);
    }

    private static List<(DateTimeOffset At, Interval Value)> Ordered(List<Used> used) =>
        [.. used.SelectMany(u => u.Samples).Select(s => (s.Instant, s.Value)).Distinct().OrderBy(s => s.Instant).Select(s => (s.Instant, Interval.Point(s.Value)))];

    private (List<(DateTimeOffset At, Interval Value)> Periods, List<Used> Samples) Periods(FeatureDeclaration feature, QuantityLiteral? within, QuantityLiteral? before)
    {
        var used = Collect(feature.Series, within, before);
        var length = TimeSpan.FromSeconds(Math.Max(60, Clock(feature.Per!)));
        var valid = feature.Valid is { } v ? TimeSpan.FromSeconds(Clock(v)) : TimeSpan.Zero;
        var periods = new List<(DateTimeOffset, Interval)>();
        foreach (var period in Ordered(used).GroupBy(s => s.At.Ticks / length.Ticks))
        {
            var samples = period.ToList();
            if (samples[^1].At - samples[0].At < valid) { continue; }
            if (Aggregates.Of(feature.Function, samples, feature.Argument) is { } value) { periods.Add((samples[0].At, value)); }
        }
        return (periods, used);
    }

    private static double Clock(QuantityLiteral length) => Reading.Clock.Seconds(length);

    private List<Used> Collect(Iri series, QuantityLiteral? within, QuantityLiteral? before)
    {
        var nodes = evaluator.View.Instances(series).Select(f => f.Triple.Subject).ToHashSet();
        var used = new List<Used>();
        string? unit = null;
        foreach (var chunk in evaluator.Twin.Series.Where(c => nodes.Contains(c.Series)).OrderBy(c => c.Source.Document, StringComparer.Ordinal))
        {
            unit ??= chunk.Unit;
            var (start, end) = evaluator.Clock.Window(chunk.IsFloating, within, before);
            var samples = chunk.Samples.Where(s => s.Instant > start && s.Instant <= end).ToList();
            if (Converter(chunk.Unit, unit) is not { } convert) { continue; }
            var contested = evaluator.Twin.ContestedSamples;
            var isContested = contested.Count > 0 && samples.RemoveAll(s => contested.Contains((chunk.Series, s.Instant))) > 0;
            used.Add(new(chunk, unit, [.. samples.Select(s => s with { Value = convert(s.Value) })], isContested));
        }
        return used;
    }

    private static Func<decimal, decimal>? Converter(string from, string to)
    {
        if (from == to) { return v => v; }
        return Units.AreCommensurable(from, to) ? v => Units.Convert(Interval.Point(v), from, to, default)?.Low ?? v : null;
    }

    private Evaluated Finish(FeatureDeclaration feature, List<Used> used, Interval? value, QuantityLiteral? within)
    {
        var label = Words.Label(evaluator.Ontology, feature.Series);
        if (value is not { } v) { return Unknowns.Of(WhyNone(feature, used, label, within)); }
        var unit = feature.Function switch { "count" => null, "slope" => $"({used[0].Unit})/d", _ => used[0].Unit };
        var shown = ClinicalText.Value(v, unit);
        var span = Words.Length(within);
        var text = new BilingualText($"{feature.Name} ({feature.Function} of {label.En}{span.En}): {shown.En}", $"{feature.Name}（{label.Zh}{span.Zh} {feature.Function}）：{shown.Zh}");
        var newest = used.SelectMany(u => u.Samples.Select(s => (s.Instant, u.Chunk.IsFloating))).OrderByDescending(s => s.Instant).FirstOrDefault();
        return new(new(ProofKind.Feature, text)
        {
            Value = v,
            Unit = unit,
            Rule = feature.Name,
            At = new PartialDateTime(newest.Instant.DateTime, DatePrecision.Second, newest.IsFloating ? null : newest.Instant.Offset),
            Children = [.. used.Where(u => u.Samples.Length > 0).SelectMany(u => Sources(u, label))],
        })
        {
            Value = v,
            Unit = unit is "1" ? null : unit,
            Class = feature.Series,
            Reasons = v.IsPoint ? [] : [new(UnknownKind.Uncertain, feature.Series, feature.Series.LocalName, new($"{label.En} is known within bounds only", $"{label.Zh}仅知范围"))],
        };
    }

    private static IEnumerable<ProofNode> Sources(Used used, BilingualText label)
    {
        var source = used.Chunk.Source;
        if (used.Samples.Length <= SamplesShownOneByOne)
        {
            foreach (var sample in used.Samples)
            {
                var text = sample.Value.ToString(CultureInfo.InvariantCulture);
                var origin = source with { Bytes = sample.Bytes, Path = $"{source.Path}, line {sample.Line.ToString(CultureInfo.InvariantCulture)}", Text = text };
                var when = sample.Instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
                yield return new(ProofKind.Fact, new($"{label.En} {text} {ClinicalText.Unit(used.Unit)} ({when})", $"{label.Zh} {text} {ClinicalText.Unit(used.Unit)}（{when}）")) { Children = [FactProofs.Source(origin)] };
            }
            yield break;
        }
        var (first, last) = (used.Samples[0], used.Samples[^1]);
        var count = used.Samples.Length.ToString(CultureInfo.InvariantCulture);
        var lines = string.Create(CultureInfo.InvariantCulture, $"{source.Path}, lines {first.Line}–{last.Line}");
        var range = source with { Bytes = new(Math.Min(first.Bytes.Start, last.Bytes.Start), Math.Max(first.Bytes.End, last.Bytes.End)), Path = lines, Text = "" };
        var (from, to) = (first.Instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.Instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return new(ProofKind.Fact, new($"{count} samples of {label.En}, {from} to {to}", $"{label.Zh} {count} 个样本，{from} 至 {to}")) { Children = [FactProofs.Source(range)] };
    }

    private UnknownReason WhyNone(FeatureDeclaration feature, List<Used> used, BilingualText label, QuantityLiteral? within)
    {
        var name = feature.Series.LocalName;
        if (used.Count == 0) { return Unknowns.Missing(evaluator, feature.Series, name); }
        if (used.Any(u => u.Samples.Length > 0)) { return new(UnknownKind.LowQuality, feature.Series, name, new($"too few samples of {label.En}", $"{label.Zh}样本不足")); }
        if (used.Any(u => u.IsContested)) { return new(UnknownKind.LowQuality, feature.Series, name, new($"documents say different values of {label.En}", $"不同文档记录的{label.Zh}数值不一致")); }
        var span = Words.Length(within);
        return new(UnknownKind.Stale, feature.Series, name, new($"no {label.En}{span.En}", $"{span.Zh}无{label.Zh}"));
    }

    private sealed record Used(SeriesChunk Chunk, string Unit, ImmutableArray<Sample> Samples, bool IsContested);
}
