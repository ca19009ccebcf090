using System.Globalization;

namespace Ontotwin.Rdf.Reading;

/// <summary>
/// Names blank nodes of one document: those with labels keep them, those without get <c>b0</c>, <c>b1</c> …; a label that looks like one of these gets an <c>l</c> before
/// it, and so does one that looks like that. So no table of labels is needed, however many there are.
/// </summary>
internal sealed class BlankLabels
{
    private int made;
    private BlankNode? last;

    public BlankNode Fresh() => new("b" + (made++).ToString(CultureInfo.InvariantCulture));

    public BlankNode Of(string label)
    {
        var bare = label.AsSpan().TrimStart('l');
        var looksMade = bare.Length > 1 && bare[0] == 'b' && !bare[1..].ContainsAnyExceptInRange('0', '9');
        var name = looksMade ? "l" + label : label;
        return last?.Label == name ? last : last = new BlankNode(name);
    }
}
