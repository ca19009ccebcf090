using System.Collections.Frozen;
using System.Globalization;

namespace Ontotwin.Sources;

/// <summary>
/// The data elements of DICOM PS3.6 (edition 2019e): by keyword for checking maps, by tag for reading. Made once, on first use: about 5,000 rows.
/// </summary>
public static class DicomDictionary
{
    private static readonly List<(uint Mask, DicomEntry Entry)> Repeating = [];
    private static readonly FrozenDictionary<uint, DicomEntry> Tags = Load();
    private static readonly FrozenDictionary<string, DicomEntry> Words = Tags.Values.Concat(Repeating.Select(each => each.Entry))
        .GroupBy(entry => entry.Keyword).ToFrozenDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    /// <summary>The edition of the standard.</summary>
    public static string Edition => "2019e";

    /// <summary>All keywords, in no order.</summary>
    public static IEnumerable<string> Keywords => Words.Keys;

    /// <summary>The element of exactly that keyword; null when the standard has none.</summary>
    public static DicomEntry? ByKeyword(string keyword) => Words.GetValueOrDefault(keyword);

    /// <summary>The element of that tag, also in repeating groups (60xx); null for private and unknown elements.</summary>
    public static DicomEntry? ByTag(uint tag)
    {
        if (Tags.TryGetValue(tag, out var entry)) { return entry; }
        if (tag << 16 == 0) { return null; }
        foreach (var (mask, each) in Repeating)
        {
            if ((tag & mask) == each.Tag && (tag >> 16 & 1) == 0) { return each; }
        }
        return null;
    }

    private static FrozenDictionary<uint, DicomEntry> Load()
    {
        using var stream = typeof(DicomDictionary).Assembly.GetManifestResourceStream("dicom.tsv")!;
        using var reader = new StreamReader(stream);
        var entries = new Dictionary<uint, DicomEntry>();
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') { continue; }
            var columns = line.Split('\t');
            var digits = columns[0].Remove(4, 1);
            var tag = uint.Parse(digits.Replace('x', '0'), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var entry = new DicomEntry(tag, columns[1], columns[2].Split('/'), columns[3], columns.Length > 4);
            if (digits.Contains('x', StringComparison.Ordinal)) { Repeating.Add((MaskOf(digits), entry)); }
            else { entries.TryAdd(tag, entry); }
        }
        return entries.ToFrozenDictionary();
    }

    private static uint MaskOf(string digits)
    {
        var mask = 0u;
        foreach (var digit in digits) { mask = (mask << 4) | (digit == 'x' ? 0u : 15u); }
        return mask;
    }
}
