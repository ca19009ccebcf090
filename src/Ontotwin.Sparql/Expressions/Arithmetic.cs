using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Numbers with XPath's promotion (SPARQL 1.1, section 17.3); null: an error, such as an overflow or a division of exact numbers by zero.</summary>
internal static class Arithmetic
{
    public static NumberValue? Apply(char sign, NumberValue left, NumberValue right)
    {
        try
        {
            // Integers are divided as decimals (op:numeric-divide).
            var kind = (NumberKind)Math.Max((int)left.Kind, (int)right.Kind);
            return kind switch
            {
                NumberKind.Integer when sign != '/' => NumberValue.Of(Whole(sign, left.Whole, right.Whole)),
                NumberKind.Integer or NumberKind.Decimal => sign == '/' && right.Exact == 0 ? null : NumberValue.Of(Exact(sign, left.Exact, right.Exact)),
                NumberKind.Float => NumberValue.OfFloat(Real(sign, left.Real, right.Real)),
                _ => NumberValue.Of(Real(sign, left.Real, right.Real)),
            };
        }
        catch (OverflowException) { return null; }
    }

    public static NumberValue Negate(NumberValue number) => number.Kind switch
    {
        NumberKind.Integer => NumberValue.Of(-number.Whole),
        NumberKind.Decimal => NumberValue.Of(-number.Exact),
        NumberKind.Float => NumberValue.OfFloat(-number.Real),
        _ => NumberValue.Of(-number.Real),
    };

    /// <summary>The same kind of number with its value rounded in one of XPath's ways.</summary>
    public static NumberValue Round(string function, NumberValue number)
    {
        if (number.Kind == NumberKind.Integer) { return function == "ABS" ? NumberValue.Of(Int128.Abs(number.Whole)) : number; }
        if (number.Kind == NumberKind.Decimal)
        {
            return NumberValue.Of(function switch
            {
                "ABS" => Math.Abs(number.Exact),
                "CEIL" => decimal.Ceiling(number.Exact),
                "FLOOR" => decimal.Floor(number.Exact),
                // Halves are rounded up, -2.5 to -2 (fn:round).
                _ => number.Exact - decimal.Floor(number.Exact) >= 0.5m ? decimal.Ceiling(number.Exact) : decimal.Floor(number.Exact),
            });
        }
        var real = function switch { "ABS" => Math.Abs(number.Real), "CEIL" => Math.Ceiling(number.Real), "FLOOR" => Math.Floor(number.Real), _ => number.Real - Math.Floor(number.Real) >= 0.5 ? Math.Ceiling(number.Real) : Math.Floor(number.Real) };
        return number.Kind == NumberKind.Float ? NumberValue.OfFloat(real) : NumberValue.Of(real);
    }

    /// <summary>An order of all of them: NaN first.</summary>
    public static int Order(NumberValue left, NumberValue right) => XsdNumber.Compare(left.Number, right.Number) is not int.MinValue and var order ? order : left.Real.CompareTo(right.Real);

    private static Int128 Whole(char sign, Int128 left, Int128 right) => checked(sign switch { '+' => left + right, '-' => left - right, _ => left * right });

    private static decimal Exact(char sign, decimal left, decimal right) => sign switch { '+' => left + right, '-' => left - right, '*' => left * right, _ => left / right };

    private static double Real(char sign, double left, double right) => sign switch { '+' => left + right, '-' => left - right, '*' => left * right, _ => left / right };
}
