using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Ontotwin.Rdf;

/// <summary>
/// Terms in N-Triples' canonical form as UTF-8. A term that comes back as the same object (predicates, classes, what a map remembers) is encoded twice at
/// most, and then holds its bytes. Not thread-safe.
/// </summary>
/// <param name="isInJson">Whether they are to stand in a text of JSON: then its escapes are written over those of N-Triples.</param>
public sealed class TermBytes(bool isInJson = false)
{
    private static readonly JavaScriptEncoder Escapes = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly ArrayBufferWriter<byte> subjectBuffer = new(256);
    private Term? lastSubject;

    /// <summary>The term's bytes, good until the next call.</summary>
    public ReadOnlySpan<byte> Of(Term term)
    {
        if (TermForms.Of(term, isInJson) is { } known) { return known; }
        Encode(buffer, term);
        TermForms.Note(term, isInJson, buffer.WrittenSpan);
        return buffer.WrittenSpan;
    }

    /// <summary>The bytes of a subject, good until the next subject: statements of one come together, and then mostly never again.</summary>
    public ReadOnlySpan<byte> OfSubject(Term subject)
    {
        if (!ReferenceEquals(subject, lastSubject)) { Encode(subjectBuffer, subject); }
        lastSubject = subject;
        return subjectBuffer.WrittenSpan;
    }

    private void Encode(ArrayBufferWriter<byte> output, Term term)
    {
        output.ResetWrittenCount();
        Append(output, term);
        if (!isInJson || Escapes.FindFirstCharacterToEncodeUtf8(output.WrittenSpan) < 0) { return; }
        var plain = output.WrittenSpan.ToArray();
        output.ResetWrittenCount();
        // An escape is at most six bytes for each of the text.
        Escapes.EncodeUtf8(plain, output.GetSpan(plain.Length * 6), out _, out var written);
        output.Advance(written);
    }

    private static void Append(ArrayBufferWriter<byte> output, Term term)
    {
        switch (term)
        {
            case Iri iri when !NTriplesText.NeedsEscapes(iri):
                AppendIri(output, iri);
                break;
            case Literal literal when !NTriplesText.NeedsEscapes(literal):
                AppendLiteral(output, literal);
                break;
            default:
                Append(output, term.ToString());
                break;
        }
    }

    private static void AppendIri(ArrayBufferWriter<byte> output, Iri iri)
    {
        output.Write("<"u8);
        Append(output, iri.Value);
        output.Write(">"u8);
    }

    private static void AppendLiteral(ArrayBufferWriter<byte> output, Literal literal)
    {
        output.Write("\""u8);
        Append(output, literal.Lexical);
        output.Write("\""u8);
        if (literal.Language is { } language)
        {
            output.Write("@"u8);
            Append(output, language);
        }
        else if (literal.Datatype != Xsd.String)
        {
            output.Write("^^"u8);
            AppendIri(output, literal.Datatype);
        }
    }

    private static void Append(ArrayBufferWriter<byte> output, string text)
    {
        var space = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, space));
    }
}
