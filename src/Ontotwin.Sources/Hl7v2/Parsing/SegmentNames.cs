using System.Collections.Concurrent;
using System.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Segment names as numbers (their three bytes) and back, without a string for each occurrence.</summary>
internal static class SegmentNames
{
    internal const int Msh = ('M' << 16) | ('S' << 8) | 'H';
    internal const int Fhs = ('F' << 16) | ('H' << 8) | 'S';
    internal const int Bhs = ('B' << 16) | ('H' << 8) | 'S';
    internal const int Fts = ('F' << 16) | ('T' << 8) | 'S';
    internal const int Bts = ('B' << 16) | ('T' << 8) | 'S';
    internal const int Nk1 = ('N' << 16) | ('K' << 8) | '1';
    internal const int Obr = ('O' << 16) | ('B' << 8) | 'R';
    internal const int Obx = ('O' << 16) | ('B' << 8) | 'X';
    internal const int Orc = ('O' << 16) | ('R' << 8) | 'C';
    internal const int Pid = ('P' << 16) | ('I' << 8) | 'D';
    internal const int Pv1 = ('P' << 16) | ('V' << 8) | '1';
    internal const int Spm = ('S' << 16) | ('P' << 8) | 'M';
    private static readonly ConcurrentDictionary<int, string> Names = new();

    internal static int KeyOf(ReadOnlySpan<byte> name) => (name[0] << 16) | (name[1] << 8) | name[2];

    /// <summary>0 for a text that is no segment name.</summary>
    internal static int KeyOf(string name) => name.Length == 3 && Ascii.IsValid(name) ? (name[0] << 16) | (name[1] << 8) | name[2] : 0;

    internal static string NameOf(int key)
    {
        if (Names.TryGetValue(key, out var name)) { return name; }
        name = new string([(char)((key >> 16) & 0xFF), (char)((key >> 8) & 0xFF), (char)(key & 0xFF)]);
        if (Names.Count < Limits.CachedSegmentNames) { Names.TryAdd(key, name); }
        return name;
    }

    internal static bool IsBatch(int key) => key is Fhs or Bhs or Fts or Bts;
}
