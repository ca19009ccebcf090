using System.Text;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>An aggregate of one group as it grows (SPARQL 1.1, section 18.5.1). A value of null is an error of the argument.</summary>
internal abstract class Accumulator
{
    public abstract void Add(Value? value);

    /// <summary>The aggregate; null is an error.</summary>
    public abstract Value? Answer { get; }

    public static Accumulator Of(string name, string separator) => name switch
    {
        "COUNT" => new CountAccumulator(),
        "SUM" => new SumAccumulator(isAverage: false),
        "AVG" => new SumAccumulator(isAverage: true),
        "MIN" => new ExtremeAccumulator(sign: -1),
        "MAX" => new ExtremeAccumulator(sign: 1),
        "SAMPLE" => new SampleAccumulator(),
        _ => new ConcatenationAccumulator(separator),
    };
}

/// <summary>How many are no errors.</summary>
internal sealed class CountAccumulator : Accumulator
{
    private long count;

    public override Value Answer => NumberValue.Of((Int128)count);

    public override void Add(Value? value) => count += value is null ? 0 : 1;

    public void Add(int rows) => count += rows;
}

/// <summary>The sum or the mean; one that is no number makes it an error.</summary>
internal sealed class SumAccumulator(bool isAverage) : Accumulator
{
    private NumberValue? sum = NumberValue.Of((Int128)0);
    private long count;

    public override Value? Answer => !isAverage || count == 0 || sum is null ? sum : Arithmetic.Apply('/', sum, NumberValue.Of((Int128)count));

    public override void Add(Value? value)
    {
        count++;
        sum = sum is not null && value is NumberValue number ? Arithmetic.Apply('+', sum, number) : null;
    }
}

/// <summary>The first or last in the order of ORDER BY; an error among them makes it one.</summary>
internal sealed class ExtremeAccumulator(int sign) : Accumulator
{
    private Value? best;
    private bool isError;

    public override Value? Answer => isError ? null : best;

    public override void Add(Value? value)
    {
        isError |= value is null;
        if (best is null || Comparison.Order(value, best) * sign > 0) { best = value; }
    }
}

/// <summary>The first that is no error.</summary>
internal sealed class SampleAccumulator : Accumulator
{
    private Value? sample;

    public override Value? Answer => sample;

    public override void Add(Value? value) => sample ??= value;
}

/// <summary>The strings one after the other.</summary>
internal sealed class ConcatenationAccumulator(string separator) : Accumulator
{
    private readonly StringBuilder text = new();
    private bool isBegun;
    private bool isError;

    public override Value? Answer => isError ? null : new TextValue(text.ToString());

    public override void Add(Value? value)
    {
        isError |= value is null or ResourceValue { Term: Rdf.BlankNode };
        if (isError) { return; }
        if (isBegun) { text.Append(separator); }
        text.Append(Casts.Lexical(value!));
        TextFunctions.CheckLength(text.Length);
        isBegun = true;
    }
}
