namespace Ontotwin.Values.Ucum;

/// <summary>The scale of a special unit (UCUM sections 21–22 and table 20): how its numbers relate to its reference unit.</summary>
internal sealed class SpecialFunction
{
    private readonly Func<double, double>? toReference;
    private readonly Func<double, double>? fromReference;

    private SpecialFunction(Rational offset) => Offset = offset;

    private SpecialFunction(Func<double, double> toReference, Func<double, double> fromReference) =>
        (this.toReference, this.fromReference) = (toReference, fromReference);

    /// <summary>What is added to reach the reference unit, when the scale is only shifted; null for curves.</summary>
    internal Rational? Offset { get; }

    internal double ToReference(double value) => toReference!(value);

    internal double FromReference(double value) => fromReference!(value);

    /// <summary>By the function's name in the essence; null when the name is new to us.</summary>
    internal static SpecialFunction? Named(string name) => name switch
    {
        "Cel" => Shifted("273.15"),
        "degF" => Shifted("459.67"),
        "degRe" => Shifted("218.52"),
        "pH" or "hpX" => new(x => Math.Pow(10, -x), y => -Math.Log10(y)),
        "hpC" => new(x => Math.Pow(100, -x), y => -Math.Log(y, 100)),
        "hpM" => new(x => Math.Pow(1000, -x), y => -Math.Log(y, 1000)),
        "hpQ" => new(x => Math.Pow(50000, -x), y => -Math.Log(y, 50000)),
        "ln" => new(Math.Exp, Math.Log),
        "lg" => new(x => Math.Pow(10, x), Math.Log10),
        "lgTimes2" => new(x => Math.Pow(10, x / 2), y => 2 * Math.Log10(y)),
        "ld" => new(x => Math.Pow(2, x), Math.Log2),
        "sqrt" => new(x => x * x, Math.Sqrt),
        "tanTimes100" => new(x => Math.Atan(x / 100), y => 100 * Math.Tan(y)),
        "100tan" => new(x => Math.Atan(x / 100) * 180 / Math.PI, y => 100 * Math.Tan(y * Math.PI / 180)),
        _ => null,
    };

    private static SpecialFunction Shifted(string offset) => new(Rational.Parse(offset));
}
