namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>The statistics of one context of JPEG-LS (ISO 14495-1, A.6 and A.7.2).</summary>
internal struct LsContext
{
    public int A;
    public int B;
    public int C;
    public int N;

    /// <summary>Negative errors of a context of run interruptions.</summary>
    public int Negative;

    public readonly int Golomb(int sum)
    {
        var k = 0;
        while (k < 31 && (long)N << k < sum) { k++; }
        return k;
    }

    public void Update(int error, int step, int reset)
    {
        B += error * step;
        A += Math.Abs(error);
        if (N == reset)
        {
            A >>= 1;
            B = B >= 0 ? B >> 1 : -((1 - B) >> 1);
            N >>= 1;
        }
        N++;
        if (B <= -N)
        {
            B = Math.Max(B + N, 1 - N);
            C = Math.Max(C - 1, -128);
        }
        else if (B > 0)
        {
            B = Math.Min(B - N, 0);
            C = Math.Min(C + 1, 127);
        }
    }

    public void UpdateInterruption(int error, int coded, int type, int reset)
    {
        if (error < 0) { Negative++; }
        A += (coded + 1 - type) >> 1;
        if (N == reset)
        {
            A >>= 1;
            N >>= 1;
            Negative >>= 1;
        }
        N++;
    }
}
