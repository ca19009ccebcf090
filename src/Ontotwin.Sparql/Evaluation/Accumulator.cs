using System.Text;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>An aggregate of one group as it grows (SPARQL 1.1, section 18.5.1). A value of null is an error of the argument.</summary>
internal abstract class Accumulator
{
    public abstract void Add(Value? value);

    /// <summary>The aggregate; null is an error.</summary>
    public abstract Value? Answer { get; }

    /// <summary>Begins one.</summary>
    /// <param name="name">Of the function.</param>
    /// <param name="separator">Of GROUP_CONCAT.</param>
    /// <param name="hold">Counts the strings that it keeps, in values held.</param>
    public static Accumulator Of(string name, string separator, Action<long> hold) => name switch
    {
        "COUNT" => new CountAccumulator(),
        "SUM" => new SumAccumulator(isAverage: false),
        "AVG" => new SumAccumulator(isAverage: true),
        "MIN" => new ExtremeAccumulator(sign: -1, hold),
        "MAX" => new ExtremeAccumulator(sign: 1, hold),
        "SAMPLE" => new SampleAccumulator(hold),
        _ => new ConcatenationAccumulator(separator, hold),
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
internal sealed class ExtremeAccumulator(int sign, Action<long> hold) : Accumulator
{
    private Value? best;
    private bool isError;

    public override Value? Answer => isError ? null : best;

    public override void Add(Value? value)
    {
        isError |= value is null;
        if (best is not null && Comparison.Order(value, best) * sign <= 0) { return; }
        hold(QueryTerms.SizeOf(value) - QueryTerms.SizeOf(best));
        best = value;
    }
}

/// <summary>The first that is no error.</summary>
internal sealed class SampleAccumulator(Action<long> hold) : Accumulator
{
    private Value? sample;

    public override Value? Answer => sample;

    public override void Add(Value? value)
    {
        if (sample is not null) { return; }
        hold(QueryTerms.SizeOf(value));
        sample = value;
    }
}

/// <summary>The strings one after the other.</summary>
internal sealed class ConcatenationAccumulator(string separator, Action<long> hold) : Accumulator
{
    private readonly StringBuilder text = new();
    private bool isBegun;
    private bool isError;

    public override Value? Answer => isError ? null : new TextValue(text.ToString());

    public override void Add(Value? value)
    {
        isError |= value is null or ResourceValue { Term: Rdf.BlankNode };
        if (isError) { return; }
        var before = text.Length;
        if (isBegun) { text.Append(separator); }
        text.Append(Casts.Lexical(value!));
        TextFunctions.CheckLength(text.Length);
        hold((text.Length / Limits.CharsPerValue) - (before / Limits.CharsPerValue));
        isBegun = true;
    }
}
