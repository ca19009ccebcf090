namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The wavelet 9/7 (F.3.8.2, constants of table F.4).</summary>
internal readonly struct Irreversible : ILifting<float>
{
    private const float Alpha = -1.586134342059924f, Beta = -0.052980118572961f, Gamma = 0.882911075530934f, Delta = 0.443506852043971f, K = 1.230174104914001f;

    public static void Undo(Span<float> line, bool isOdd)
    {
        var even = isOdd ? 1 : 0;
        for (var i = even; i < line.Length; i += 2) { line[i] *= K; }
        for (var i = 1 - even; i < line.Length; i += 2) { line[i] *= 1 / K; }
        Lift(line, even, Delta);
        Lift(line, 1 - even, Gamma);
        Lift(line, even, Beta);
        Lift(line, 1 - even, Alpha);
    }

    public static float Half(float value) => value / 2;

    // Lines go on as if mirrored at their ends.
    private static void Lift(Span<float> line, int first, float factor)
    {
        for (var i = first; i < line.Length; i += 2) { line[i] -= factor * (line[i == 0 ? 1 : i - 1] + line[i + 1 < line.Length ? i + 1 : i - 1]); }
    }
}
