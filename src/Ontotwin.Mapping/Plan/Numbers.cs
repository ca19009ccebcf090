using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Values of maps as numbers, in comparisons and in arithmetic. What is calculated with and is no number is told, and nothing is made of it.</summary>
/// <param name="mark">How fields of the source are written; numbers of the map have a point.</param>
internal sealed class Numbers(DecimalMark mark)
{
    public bool TryRead(Value value, out decimal number)
    {
        number = value.Number;
        return value.Kind == ValueKind.Number || NumberReader.TryRead(value.AsText(), value.Field.IsAbsent ? DecimalMark.Point : mark, out number);
    }

    /// <summary>NaN-like: a comparison with what is no number is false both ways.</summary>
    public double Compare(Value left, Value right) => TryRead(left, out var a) && TryRead(right, out var b) ? a.CompareTo(b) : double.NaN;

    /// <summary>Compiles <c>+ - * /</c> and the sign; null for other operators.</summary>
    public Func<Frame, Value>? Arithmetic(string name, Func<Frame, Value>[] operands)
    {
        Func<decimal, decimal, decimal?>? operation = name switch
        {
            "neg" => static (a, _) => -a,
            "+" => static (a, b) => a + b,
            "-" => static (a, b) => a - b,
            "*" => static (a, b) => a * b,
            "/" => static (a, b) => b == 0 ? null : a / b,
            _ => null,
        };
        if (operation is null) { return null; }
        return operands.Length == 1
            ? frame => Calculate(frame, operands[0](frame), Value.OfNumber(0), operation)
            : frame => Calculate(frame, operands[0](frame), operands[1](frame), operation);
    }

    private Value Calculate(Frame frame, Value left, Value right, Func<decimal, decimal, decimal?> operation)
    {
        // What is not there makes the result not there: the map says with `??` what else to take.
        if (!left.IsThere) { return left; }
        if (!right.IsThere) { return right; }
        if (!TryRead(left, out var a)) { return NoNumber(frame, left); }
        if (!TryRead(right, out var b)) { return NoNumber(frame, right); }
        var from = left.Field.IsAbsent ? right.Field : left.Field;
        try
        {
            if (operation(a, b) is { } result) { return Value.OfNumber(result, from); }
        }
        catch (OverflowException)
        {
            // Told with what has no result for another reason.
        }
        frame.Report("OT4211", from, "what the map calculates with this field has no result: it divides by zero, or the result is larger than a number may be", "say 'when' it may be calculated");
        return Value.Unreadable(from);
    }

    private static Value NoNumber(Frame frame, Value value)
    {
        frame.Report("OT4211", value.Field, "the map calculates with this field, and it holds no number", "a comparator, a unit or a word beside the number makes it none: keep the original as text");
        return Value.Unreadable(value.Field);
    }
}
