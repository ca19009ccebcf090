using System.Globalization;

namespace Ontotwin.Engine;

/// <summary>By what a document was read last, as the store keeps it in one text: <c>SET</c>, <c>+PARTNERS</c> where others were joined to it, <c>~3,17</c> the numbers of the maps in their set.</summary>
/// <param name="Set">Id of the set of maps.</param>
/// <param name="Partners">Hash over what was joined to it; empty for nothing.</param>
/// <param name="Maps">Numbers, in the order of names in the set, of the maps that fit any record of it; null where nobody took note (an older store, a document that could not be opened).</param>
internal sealed record ReadBy(string Set, string Partners, IReadOnlyList<int>? Maps)
{
    private const char OfPartners = '+';
    private const char OfMaps = '~';

    public static ReadBy Parse(string text)
    {
        var parts = text.Split(OfMaps, 2);
        var set = parts[0].Split(OfPartners, 2);
        return new ReadBy(set[0], set.Length > 1 ? set[1] : "", parts.Length > 1 ? [.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))] : null);
    }

    public override string ToString() => Set + (Partners.Length > 0 ? OfPartners + Partners : "") + (Maps is null ? "" : OfMaps + string.Join(',', Maps));
}
