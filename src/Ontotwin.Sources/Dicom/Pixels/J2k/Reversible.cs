namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The wavelet 5/3 in integers (F.3.8.1).</summary>
internal readonly struct Reversible : ILifting<int>
{
    public static void Undo(Span<int> line, bool isOdd)
    {
        var even = isOdd ? 1 : 0;
        for (var i = even; i < line.Length; i += 2) { line[i] -= (Before(line, i) + After(line, i) + 2) >> 2; }
        for (var i = 1 - even; i < line.Length; i += 2) { line[i] += (Before(line, i) + After(line, i)) >> 1; }
    }

    public static int Half(int value) => value / 2;

    // Lines go on as if mirrored at their ends.
    private static int Before(Span<int> line, int i) => line[i == 0 ? 1 : i - 1];

    private static int After(Span<int> line, int i) => line[i + 1 < line.Length ? i + 1 : i - 1];
}
