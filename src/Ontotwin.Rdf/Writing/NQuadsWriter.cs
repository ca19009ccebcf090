using System.Text;

namespace Ontotwin.Rdf.Writing;

/// <summary>One statement a line.</summary>
internal sealed class NQuadsWriter(Stream output) : RdfWriter(output)
{
    private const int FlushAtChars = 1 << 15;
    private readonly StringBuilder text = new();

    public override void Write(Triple triple, Term? graph)
    {
        NTriplesText.Append(text, triple.Subject);
        text.Append(' ');
        NTriplesText.Append(text, triple.Predicate);
        text.Append(' ');
        NTriplesText.Append(text, triple.Object);
        if (graph is not null)
        {
            text.Append(' ');
            NTriplesText.Append(text, graph);
        }
        text.Append(" .\n");
        if (text.Length >= FlushAtChars) { Flush(text); }
    }

    private protected override void Finish() => Flush(text);
}
