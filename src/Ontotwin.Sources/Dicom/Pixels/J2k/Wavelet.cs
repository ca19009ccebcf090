namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Undoes the wavelet of a component, resolution by resolution (annex F.3).</summary>
/// <typeparam name="T">What coefficients are.</typeparam>
/// <typeparam name="TLifting">Which wavelet.</typeparam>
internal static class Wavelet<T, TLifting>
    where T : struct
    where TLifting : ILifting<T>
{
    // Columns are taken several at a time, for a row of each lies in one piece of memory.
    private const int Strip = 16;

    /// <summary>Makes samples of the coefficients, in place: each band lies where its <see cref="Band"/> says.</summary>
    public static void Undo(Span<T> coefficients, TileComponent component)
    {
        var width = component.Area.Width;
        var lines = new T[Strip * Math.Max(width, component.Area.Height)];
        for (var resolution = 1; resolution <= component.Coding.Levels; resolution++)
        {
            var (whole, low) = (component.ResolutionOf(resolution), component.ResolutionOf(resolution - 1));
            if (whole.IsEmpty) { continue; }
            for (var row = 0; row < whole.Height; row++)
            {
                var line = coefficients.Slice(row * width, whole.Width);
                Interleave(line, lines.AsSpan(0, whole.Width), low.Width, (whole.X0 & 1) != 0);
                lines.AsSpan(0, whole.Width).CopyTo(line);
            }
            for (var column = 0; column < whole.Width; column += Strip) { Columns(coefficients[column..], width, Math.Min(Strip, whole.Width - column), whole, low.Height, lines); }
        }
    }

    private static void Interleave(ReadOnlySpan<T> halves, Span<T> line, int lows, bool isOdd)
    {
        var low = halves[..lows];
        var high = halves[lows..];
        for (int i = 0, at = isOdd ? 1 : 0; i < low.Length; i++, at += 2) { line[at] = low[i]; }
        for (int i = 0, at = isOdd ? 0 : 1; i < high.Length; i++, at += 2) { line[at] = high[i]; }
        UndoLine(line, isOdd);
    }

    private static void UndoLine(Span<T> line, bool isOdd)
    {
        if (line.Length > 1) { TLifting.Undo(line, isOdd); }
        else if (isOdd) { line[0] = TLifting.Half(line[0]); }
    }

    private static void Columns(Span<T> coefficients, int stride, int count, Area whole, int lows, T[] lines)
    {
        var (height, isOdd) = (whole.Height, (whole.Y0 & 1) != 0);
        for (var row = 0; row < height; row++)
        {
            var at = row < lows ? (2 * row) + (isOdd ? 1 : 0) : (2 * (row - lows)) + (isOdd ? 0 : 1);
            var from = coefficients.Slice(row * stride, count);
            for (var i = 0; i < from.Length; i++, at += height) { lines[at] = from[i]; }
        }
        for (var i = 0; i < count; i++) { UndoLine(lines.AsSpan(i * height, height), isOdd); }
        for (var row = 0; row < height; row++)
        {
            var to = coefficients.Slice(row * stride, count);
            for (int i = 0, at = row; i < to.Length; i++, at += height) { to[i] = lines[at]; }
        }
    }
}
