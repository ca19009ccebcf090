namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>One of the two wavelets, undone along a line.</summary>
/// <typeparam name="T">What coefficients are.</typeparam>
internal interface ILifting<T>
    where T : struct
{
    /// <summary>Turns coefficients into samples in place; low and high ones lie in turn, the first is high where <paramref name="isOdd"/>. At least two.</summary>
    static abstract void Undo(Span<T> line, bool isOdd);

    /// <summary>The sample of a line of one that is a high coefficient.</summary>
    static abstract T Half(T value);
}
