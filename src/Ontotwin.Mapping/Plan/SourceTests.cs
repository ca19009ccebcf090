using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>What maps ask of a source's values beside comparing them: whether a number names anybody, whether anything is said, which of two times is later.</summary>
internal static class SourceTests
{
    private const int LeastNines = 4;
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "unknown", "unk", "unkn", "none", "na", "nil", "null", "noid", "nomrn", "nossn", "notknown", "notavailable", "notapplicable", "notassigned", "nonumber", "missing", "pending", "tbd", "test", "dummy", "xxx", "xxxx",
    };

    /// <summary>Whether a text stands where a number is wanted and is nobody's: a word that says so, noughts alone, four nines or more alone.</summary>
    public static Value IsPlaceholder(Value value)
    {
        value.Field.MarkRead();
        return Value.OfTruth((value.IsThere && IsPlaceholder(value.AsText())).ToTruth());
    }

    /// <summary>The same of a text; blanks and punctuation count for nothing.</summary>
    public static bool IsPlaceholder(string text)
    {
        var bare = string.Concat(text.Where(char.IsLetterOrDigit));
        return bare.Length == 0 || Words.Contains(bare) || bare.All(c => c == '0') || (bare.Length >= LeastNines && bare.All(c => c == '9'));
    }

    /// <summary>Whether a field says something: it has a value, or says that there is none any more and the site takes that for said.</summary>
    public static Value IsSaid(Frame frame, Value value)
    {
        value.Field.MarkRead();
        return Value.OfTruth((value.IsThere || (value.Kind == ValueKind.Null && frame.NullAction(value.Field) is LifeCycleKind.Retract or LifeCycleKind.Quarantine)).ToTruth());
    }

    /// <summary>Whether the first time is surely after the second; false when one is not there or cannot be read.</summary>
    public static Func<Frame, Value> IsLater(Func<Frame, Value>[] operands, InstantReader instants) => frame =>
    {
        var (left, right) = (operands[0](frame), operands[1](frame));
        var isLater = left.IsThere && right.IsThere && instants.Read(frame, left) is { } a && instants.Read(frame, right) is { } b && a.Earliest >= b.LatestExclusive;
        return Value.OfTruth(isLater.ToTruth());
    };
}
