namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Decodes one scan of lossless JPEG: each sample is a difference from what its neighbours predict.</summary>
internal sealed class LosslessScan
{
    private readonly PixelForm form;
    private readonly int[] indexes;
    private readonly HuffmanTable[] tables;
    private readonly int predictor, shift, precision, interval;

    private LosslessScan(PixelForm form, int[] indexes, HuffmanTable[] tables, int predictor, int shift, int precision, int interval) =>
        (this.form, this.indexes, this.tables, this.predictor, this.shift, this.precision, this.interval) = (form, indexes, tables, predictor, shift, precision, interval);

    public int Components => indexes.Length;

    /// <summary>A scan by its header; null for one that no lossless process has.</summary>
    public static LosslessScan? Of(ReadOnlySpan<byte> segment, List<byte> components, HuffmanTable?[] known, int precision, int interval, PixelForm form)
    {
        var count = segment.Length > 0 ? segment[0] : 0;
        if (count == 0 || count > components.Count || segment.Length < 4 + (2 * count)) { return null; }
        var (indexes, tables) = (new int[count], new HuffmanTable[count]);
        for (var i = 0; i < count; i++)
        {
            indexes[i] = components.IndexOf(segment[1 + (2 * i)]);
            if (indexes[i] < 0 || known[(segment[2 + (2 * i)] >> 4) & 3] is not { } table) { return null; }
            tables[i] = table;
        }
        var (predictor, shift) = (segment[1 + (2 * count)], segment[3 + (2 * count)] & 0x0F);
        return predictor is < 1 or > 7 || shift >= precision ? null : new(form, indexes, tables, predictor, shift, precision, interval);
    }

    public bool Decode(ReadOnlySpan<byte> coded, ref int at, Span<byte> frame)
    {
        var bits = new JpegBits(coded, at);
        var (before, now) = (Lines(), Lines());
        // Lines since the beginning or the last restart: the first one is predicted from the left only.
        var (line, left) = (0, interval);
        for (var row = 0; row < form.Rows; row++, line++)
        {
            for (var column = 0; column < form.Columns; column++)
            {
                if (interval > 0 && left-- == 0)
                {
                    if (!bits.Restart()) { return false; }
                    (line, left) = (0, interval - 1);
                }
                for (var i = 0; i < indexes.Length; i++)
                {
                    if (Difference(ref bits, tables[i]) is not { } difference) { return false; }
                    var value = (Predicted(before[i], now[i], column, line == 0, isFirst: column == 0 || (interval > 0 && left == interval - 1)) + difference) & 0xFFFF;
                    now[i][column] = value;
                    Sample.Write(frame, ((((row * form.Columns) + column) * form.Samples) + indexes[i]) * form.SampleBytes, value << shift, precision, form);
                }
            }
            if (bits.IsPastEnd && row + 1 < form.Rows) { return false; }
            (before, now) = (now, before);
        }
        at = bits.At;
        return true;
    }

    private int[][] Lines() => [.. indexes.Select(_ => new int[form.Columns])];

    private int Predicted(int[] before, int[] now, int column, bool isFirstLine, bool isFirst)
    {
        if (isFirstLine) { return isFirst ? 1 << (precision - shift - 1) : now[column - 1]; }
        if (column == 0) { return before[0]; }
        var (left, above, corner) = (now[column - 1], before[column], before[column - 1]);
        return predictor switch
        {
            1 => left, 2 => above, 3 => corner, 4 => left + above - corner, 5 => left + ((above - corner) >> 1), 6 => above + ((left - corner) >> 1), _ => (left + above) >> 1,
        };
    }

    private static int? Difference(ref JpegBits bits, HuffmanTable table)
    {
        var width = table.Read(ref bits);
        if (width is < 0 or > 16) { return null; }
        if (width is 0) { return 0; }
        if (width == 16) { return 32768; }
        var value = bits.Read(width);
        return value < 1 << (width - 1) ? value - (1 << width) + 1 : value;
    }
}
