using System.Globalization;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>Where a reader of a store's change feed stands: a number that grows, of one life of the store.</summary>
/// <param name="Epoch">The life: another one after the store was restored or made anew, when what was told before may never have been. Empty at the start.</param>
/// <param name="Number">The change's number in it; 0 before the first.</param>
public readonly record struct FeedPosition(string Epoch, long Number)
{
    /// <summary>Before everything, in whatever life.</summary>
    public static FeedPosition Start => new("", 0);

    /// <summary>Whether it is before everything.</summary>
    public bool IsStart => Number == 0;

    /// <summary>Refuses a position of another life of the store than the one that is read.</summary>
    /// <exception cref="GraphStoreException">OT5023: it is of another.</exception>
    public void MustBeOf(string epoch)
    {
        if (IsStart || Epoch == epoch) { return; }
        throw new GraphStoreException(new Diagnostic("OT5023", Severity.Error, $"the position {this} is of another life of the store: it was restored or made anew since")
        {
            Hint = "forget what was made of its twins and begin at 0: twins that are not told are not there any more",
        }, null);
    }

    /// <summary>The position that a text says: <c>0</c>, or what <see cref="ToString"/> gives.</summary>
    public static bool TryParse(string text, out FeedPosition position)
    {
        var cut = text.LastIndexOf(':');
        position = new(cut < 0 ? "" : text[..cut], 0);
        if (!long.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (cut <= 0 && number != 0)) { return false; }
        position = number == 0 ? Start : position with { Number = number };
        return true;
    }

    /// <summary><c>EPOCH:NUMBER</c>; <c>0</c> at the start.</summary>
    public override string ToString() => IsStart ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Number}");
}
