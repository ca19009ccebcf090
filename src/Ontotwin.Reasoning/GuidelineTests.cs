using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Reasoning;

/// <summary>Runs the <c>test</c> blocks of guidelines and scores; those of maps are the engine's.</summary>
public static class GuidelineTests
{
    /// <summary>The instant that tests are run at: a test says how long before it things were, never a date.</summary>
    public static readonly DateTimeOffset Instant = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs all of them.</summary>
    public static ImmutableArray<GuidelineTestResult> Run(TwinProgram program, ICausalClaims causal) =>
        [.. program.Tests.Where(IsOurs).Select(t => Run(program, t, causal))];

    private static bool IsOurs(TestDeclaration test) =>
        test.Given.All(g => g is GivenPresence or GivenCategory or GivenValue) && test.Expect.All(e => e is ExpectRule or ExpectValue) && !test.Expect.IsEmpty;

    private static GuidelineTestResult Run(TwinProgram program, TestDeclaration test, ICausalClaims causal)
    {
        var given = GivenTwin.Of(program, test.Given, Instant);
        var conclusions = new Lazy<Conclusions>(() => Reasoner.Conclude(program, given, Instant, NoModels.Instance, causal));
        var evaluator = new Evaluator(program, given, Instant, NoModels.Instance);
        return new(test, [.. test.Expect.Select(e => e switch
        {
            ExpectRule rule => Check(rule, conclusions.Value),
            ExpectValue value => Check(value, evaluator),
            _ => null,
        }).OfType<string>()]);
    }

    private static string? Check(ExpectRule expected, Conclusions conclusions)
    {
        if (conclusions.All.FirstOrDefault(r => r.Rule == expected.Rule) is not { } found) { return $"there is no rule {expected.Rule}"; }
        var status = found.Status.ToString().ToLowerInvariant();
        var why = found.StatusReason is { } reason ? $" ({reason.En})" : "";
        if (status != expected.Status) { return $"{expected.Rule} is {status}{why}, not {expected.Status}"; }
        if (expected.Ask.FirstOrDefault(a => !found.Ask.Contains(a)) is { } ask) { return $"{expected.Rule} asks for {(found.Ask.IsEmpty ? "nothing" : string.Join(", ", found.Ask))}, not {ask}"; }
        return expected.Urgency is { } urgency && urgency != found.Urgency ? $"{expected.Rule} is {found.Urgency}, not {urgency}" : null;
    }

    private static string? Check(ExpectValue expected, Evaluator evaluator)
    {
        if ((evaluator.Score(expected.Name) ?? evaluator.Feature(expected.Name)) is not { } found) { return $"there is no score or feature {expected.Name}"; }
        if (evaluator.InUnit(found, expected.Unit) is not { } actual) { return $"{expected.Name} is unknown ({string.Join("; ", found.Reasons.Select(r => r.Text.En))})"; }
        var tolerance = expected.Tolerance ?? HalfOfLastDigit(expected.Value.Low ?? expected.Value.High ?? 0);
        var low = expected.Value.Low - tolerance;
        var high = expected.Value.High + tolerance;
        var within = actual.Low >= low && actual.High <= high;
        var equal = actual.Low <= expected.Value.Low + tolerance && actual.High >= expected.Value.High - tolerance;
        return within && (equal || (actual.IsPoint && !expected.Value.IsPoint)) ? null
            : string.Create(CultureInfo.InvariantCulture, $"{expected.Name} is {ClinicalText.Value(actual, expected.Unit ?? found.Unit).En}, not {ClinicalText.Value(expected.Value, expected.Unit).En}");
    }

    private static decimal HalfOfLastDigit(decimal value)
    {
        var half = 0.5m;
        for (var i = 0; i < value.Scale; i++) { half /= 10; }
        return half;
    }
}

/// <summary>How one test went.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failures">What was not as expected; empty when it passed.</param>
public sealed record GuidelineTestResult(TestDeclaration Test, ImmutableArray<string> Failures)
{
    /// <summary>Whether it passed.</summary>
    public bool Passed => Failures.IsEmpty;
}
