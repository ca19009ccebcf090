using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>The numbers by which an HL7 v2 message counts the segments of a kind (OBX-1 within its order).</summary>
internal static class SetPositions
{
    private const int MaxDigits = 4;

    /// <summary>The number of the segment that a loop stands at or in, or of the first one of its group; null where it has none, and in other formats.</summary>
    public static string? Of(Field loop)
    {
        if (loop.Record is not { Format: SourceFormat.Hl7v2 }) { return null; }
        var segment = loop;
        while (!segment.IsAbsent && segment.Name is [>= '0' and <= '9', ..]) { segment = segment.Parent; }
        if (!IsSegment(segment.Name)) { segment = FirstOf(segment); }
        var number = segment.First("1").Text;
        return number.Length is > 0 and <= MaxDigits && number.All(char.IsAsciiDigit) && number.TrimStart('0') is { Length: > 0 } position ? position : null;
    }

    private static Field FirstOf(Field group)
    {
        foreach (var child in group.Children) { return IsSegment(child.Name) ? child : default; }
        return default;
    }

    // Names of groups are longer.
    private static bool IsSegment(string name) => name.Length == 3 && char.IsAsciiLetterUpper(name[0]);
}
