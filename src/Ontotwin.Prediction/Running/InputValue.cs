using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Running;

/// <summary>One input of a model for one person.</summary>
/// <param name="Declared">How the program takes it from the twin.</param>
/// <param name="Card">What the card says of it.</param>
/// <param name="Evaluated">What the twin gave.</param>
/// <param name="Value">The numbers it may be, in the card's unit, both ends closed and known; the training range when nothing is known.</param>
/// <param name="IsMissing">Whether nothing is known of it.</param>
internal sealed record InputValue(ModelInput Declared, ModelCardInput Card, Evaluated Evaluated, Interval Value, bool IsMissing)
{
    /// <summary>Whether it lies where the model was trained; a missing one does, for it is taken from there.</summary>
    public bool IsInDomain => Value.Low >= Card.Low && Value.High <= Card.High;

    /// <summary>The middle of what it may be.</summary>
    public double Middle => ((double)Value.Low!.Value + (double)Value.High!.Value) / 2;

    /// <summary>The value of an evaluated input; <paramref name="inUnit"/> converts, and gives null where it cannot.</summary>
    public static InputValue Of(ModelInput declared, ModelCardInput card, Evaluated evaluated, Func<Evaluated, string?, Interval?> inUnit)
    {
        var whole = new Interval(card.Low, card.High);
        if (evaluated.Truth is { } truth)
        {
            var number = truth switch { Truth.True => Interval.Point(1), Truth.False => Interval.Point(0), _ => whole };
            return new(declared, card, evaluated, number, truth == Truth.Unknown);
        }
        var converted = evaluated.Value is { Low: not null } or { High: not null } ? inUnit(evaluated, card.Unit) : null;
        return converted is { } found
            ? new(declared, card, evaluated, Closed(found, card), false)
            : new(declared, card, evaluated, whole, true);
    }

    /// <summary>An open or unbounded end is closed at the training range: <c>&lt; 5</c> goes down to the least value trained.</summary>
    private static Interval Closed(Interval value, ModelCardInput card)
    {
        var low = value.Low ?? Math.Min(card.Low, value.High!.Value);
        return new(low, value.High ?? Math.Max(card.High, low));
    }
}
