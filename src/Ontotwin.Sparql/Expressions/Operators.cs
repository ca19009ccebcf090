namespace Ontotwin.Sparql.Expressions;

/// <summary>Operators by their signs.</summary>
internal static class Operators
{
    public static Func<Value, Value?>? One(string sign) => sign switch
    {
        "!" => a => Comparison.Truth(a) is { } truth ? BooleanValue.Of(!truth) : null,
        "NEG" => a => a is NumberValue n ? Arithmetic.Negate(n) : null,
        "POS" => a => a as NumberValue,
        _ => null,
    };

    public static Func<Value, Value, Value?>? Two(string sign) => sign switch
    {
        "=" => (a, b) => Comparison.AreEqual(a, b) is { } e ? BooleanValue.Of(e) : null,
        "!=" => (a, b) => Comparison.AreEqual(a, b) is { } e ? BooleanValue.Of(!e) : null,
        "<" => (a, b) => Compared(a, b, order => order < 0),
        "<=" => (a, b) => Compared(a, b, order => order <= 0),
        ">" => (a, b) => Compared(a, b, order => order > 0),
        ">=" => (a, b) => Compared(a, b, order => order >= 0),
        "+" or "-" or "*" or "/" => Arithmetical(sign[0]),
        _ => null,
    };

    // NaN is neither less than nor equal to anything.
    private static BooleanValue? Compared(Value left, Value right, Func<int, bool> holds) =>
        Comparison.Compare(left, right) is { } order ? BooleanValue.Of(order != int.MinValue && holds(order)) : null;

    private static Func<Value, Value, Value?> Arithmetical(char sign) => (a, b) => a is NumberValue x && b is NumberValue y ? Arithmetic.Apply(sign, x, y) : null;
}
