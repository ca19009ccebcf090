namespace Ontotwin.Rdf;

/// <summary>The order of texts by code points, which SPARQL and XPath want: UTF-16 puts surrogates, which are beyond U+FFFF, before U+E000.</summary>
public static class CodePoints
{
    /// <summary>Which comes first.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) { return left.Length.CompareTo(right.Length); }
        var (a, b) = (left[common], right[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
