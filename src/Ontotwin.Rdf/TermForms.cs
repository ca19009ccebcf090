namespace Ontotwin.Rdf;

/// <summary>
/// A term as it is written, kept with the term: predicates, classes and what a map remembers are written again and again, most other terms once. Threads may share
/// it: what two of them find at the same time is the same.
/// </summary>
internal sealed class TermForms
{
    // What was written in one form only once has no forms yet, and shares one of these.
    private static readonly TermForms PlainOnce = new();
    private static readonly TermForms InJsonOnce = new();
    private static readonly TermForms BothOnce = new();
    private byte[]? plain;
    private byte[]? inJson;

    /// <summary>The bytes of a term, if they are kept.</summary>
    public static byte[]? Of(Term term, bool isInJson) => isInJson ? term.Forms?.inJson : term.Forms?.plain;

    /// <summary>Takes note that a term was written; from the second time on its bytes are kept.</summary>
    public static void Note(Term term, bool isInJson, ReadOnlySpan<byte> written)
    {
        var forms = term.Forms;
        var once = isInJson ? InJsonOnce : PlainOnce;
        var other = isInJson ? PlainOnce : InJsonOnce;
        if (forms is null) { term.Forms = once; return; }
        if (forms == other) { term.Forms = BothOnce; return; }
        if (forms == once || forms == BothOnce) { term.Forms = forms = new(); }
        if (isInJson) { forms.inJson = written.ToArray(); }
        else { forms.plain = written.ToArray(); }
    }
}
