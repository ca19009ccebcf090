namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The arithmetic decoder MQ with its contexts (annex C), and the raw bits of passes that bypass it.</summary>
internal sealed class MqDecoder
{
    /// <summary>Contexts of the passes (table D.7): zero coding 0 to 8, signs 9 to 13, refinement 14 to 16, runs 17, uniform 18.</summary>
    public const int Runs = 17, Uniform = 18;

    private const int Contexts = 19;

    // Qe, next of more and of less probable, whether the sense turns (table C.2).
    private static readonly (ushort Qe, byte More, byte Less, bool Turns)[] Table =
    [
        (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0AC1, 4, 12, false), (0x0521, 5, 29, false), (0x0221, 38, 33, false), (0x5601, 7, 6, true), (0x5401, 8, 14, false),
        (0x4801, 9, 14, false), (0x3801, 10, 14, false), (0x3001, 11, 17, false), (0x2401, 12, 18, false), (0x1C01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true), (0x5401, 16, 14, false),
        (0x5101, 17, 15, false), (0x4801, 18, 16, false), (0x3801, 19, 17, false), (0x3401, 20, 18, false), (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false),
        (0x1C01, 25, 22, false), (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false), (0x1201, 29, 26, false), (0x1101, 30, 27, false), (0x0AC1, 31, 28, false), (0x09C1, 32, 29, false),
        (0x08A1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false), (0x02A1, 36, 33, false), (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false),
        (0x0049, 41, 38, false), (0x0025, 42, 39, false), (0x0015, 43, 40, false), (0x0009, 44, 41, false), (0x0005, 45, 42, false), (0x0001, 45, 43, false), (0x5601, 46, 46, false),
    ];

    // For each state twice its index plus its sense: the same table without a choice of sense.
    private static readonly ushort[] Qe = [.. Enumerable.Range(0, 2 * Table.Length).Select(i => Table[i / 2].Qe)];
    private static readonly byte[] More = [.. Enumerable.Range(0, 2 * Table.Length).Select(i => (byte)((2 * Table[i / 2].More) + (i & 1)))];
    private static readonly byte[] Less = [.. Enumerable.Range(0, 2 * Table.Length).Select(i => (byte)((2 * Table[i / 2].Less) + ((i & 1) ^ (Table[i / 2].Turns ? 1 : 0))))];

    private readonly byte[] states = new byte[Contexts];
    private byte[] data = [];
    private int at, end, left;
    private uint interval, code;

    /// <summary>Bytes made up after the end: a few are usual, for what an encoder may leave out.</summary>
    public int MadeUp { get; private set; }

    public void ResetContexts()
    {
        Array.Clear(states);
        (states[0], states[Runs], states[Uniform]) = (2 * 4, 2 * 3, 2 * 46);
    }

    /// <summary>Begins a segment that is coded arithmetically.</summary>
    public void Begin(byte[] bytes, int length)
    {
        (data, at, end, MadeUp) = (bytes, 0, length, 0);
        code = (uint)ByteAt(0) << 16;
        Next();
        code <<= 7;
        left -= 7;
        interval = 0x8000;
    }

    /// <summary>Begins a segment of raw bits.</summary>
    public void BeginRaw(byte[] bytes, int length) => (data, at, end, left, code, MadeUp) = (bytes, 0, length, 0, 0, 0);

    public int Decode(int context)
    {
        var state = states[context];
        uint probability = Qe[state];
        interval -= probability;
        if (code >> 16 < probability) { return ExchangeLess(context, state, probability); }
        code -= probability << 16;
        if ((interval & 0x8000) != 0) { return state & 1; }
        var isTurned = interval < probability;
        states[context] = isTurned ? Less[state] : More[state];
        Renormalize();
        return (state & 1) ^ (isTurned ? 1 : 0);
    }

    public int Raw()
    {
        if (left == 0)
        {
            left = code == 0xFF ? 7 : 8;
            code = ByteAt(at);
            if (at++ >= end) { MadeUp++; }
        }
        return (int)((code >> --left) & 1);
    }

    private int ExchangeLess(int context, byte state, uint probability)
    {
        var isMore = interval < probability;
        interval = probability;
        states[context] = isMore ? More[state] : Less[state];
        Renormalize();
        return (state & 1) ^ (isMore ? 0 : 1);
    }

    private void Renormalize()
    {
        do
        {
            if (left == 0) { Next(); }
            interval <<= 1;
            code <<= 1;
            left--;
        }
        while ((interval & 0x8000) == 0);
    }

    // A byte after FF has seven bits; after the end, and at a marker, ones follow without end.
    private void Next()
    {
        if (ByteAt(at) == 0xFF)
        {
            if (ByteAt(at + 1) > 0x8F)
            {
                code += 0xFF00;
                left = 8;
                MadeUp++;
                return;
            }
            code += (uint)ByteAt(++at) << 9;
            left = 7;
            return;
        }
        code += (uint)ByteAt(++at) << 8;
        left = 8;
    }

    private byte ByteAt(int place) => place < end ? data[place] : (byte)0xFF;
}
