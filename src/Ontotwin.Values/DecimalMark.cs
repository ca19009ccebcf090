namespace Ontotwin.Values;

/// <summary>What stands between the whole and the fraction of a number. <c>default</c> is <see cref="Point"/>.</summary>
public enum DecimalMark
{
    /// <summary>A point: <c>70.5</c>.</summary>
    Point = 0,

    /// <summary>A comma: <c>70,5</c>; a number with a point is none.</summary>
    Comma,

    /// <summary>
    /// Either, as in exports that follow their user's country. What could be thousands (<c>1,234</c>: one mark with three digits after it, one to three before,
    /// the first of them not 0) is no number, and neither is one with both marks.
    /// </summary>
    Either,
}
