using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Origins as JSON lines, written as bytes: the parts that recur (document, rule) are made once.</summary>
internal sealed class OriginLines(Stream output)
{
    private const int BufferBytes = 1 << 16;
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private readonly TermBytes terms = new(isInJson: true);
    private readonly Dictionary<LiftingRule, byte[]> rules = new(ReferenceEqualityComparer.Instance);
    private byte[] buffer = new byte[BufferBytes];
    private int length;
    private (SourceDocument? Document, byte[] Text) lastDocument = (null, []);

    public void Write(ref readonly LiftedFact fact)
    {
        var (rule, field) = (fact.From.Rule, fact.From.Field);
        AppendStatement(fact.Subject, fact.Predicate, fact.Object);
        Append(DocumentText(field.Document!, rule.KeepsText));
        if (rule.KeepsText) { AppendEscaped(field.Path); }
        AppendRange(field.Bytes);
        if (!rules.TryGetValue(rule, out var text)) { rules.Add(rule, text = RuleText(rule.Name, rule.Version, rule.Lookups)); }
        Append(text);
        FlushWhenFull();
    }

    public void Write(Triple triple, Origin origin)
    {
        AppendStatement(triple.Subject, triple.Predicate, triple.Object);
        Append(DocumentText(origin.Document, origin.DocumentHash));
        AppendEscaped(origin.Path);
        AppendRange(origin.Bytes);
        Append(RuleText(origin.Rule, origin.RuleVersion, origin.Lookups));
        FlushWhenFull();
    }

    /// <summary>Hands on what is buffered.</summary>
    public void Flush()
    {
        output.Write(buffer.AsSpan(0, length));
        length = 0;
    }

    private void FlushWhenFull()
    {
        if (length >= BufferBytes / 2) { Flush(); }
    }

    private byte[] DocumentText(SourceDocument document, bool withHash)
    {
        if (lastDocument.Document != document) { lastDocument = (document, DocumentText(document.Name, withHash ? document.Hash : "")); }
        return lastDocument.Text;
    }

    private static byte[] DocumentText(string name, string hash) => Encoding.UTF8.GetBytes($"\",\"document\":\"{Encoder.Encode(name)}\",\"sha256\":\"{hash}\",\"path\":\"");

    private static byte[] RuleText(string rule, string version, string lookups)
    {
        var used = lookups.Length > 0 ? $",\"lookups\":\"{Encoder.Encode(lookups)}\"" : "";
        return Encoding.UTF8.GetBytes($",\"rule\":\"{Encoder.Encode(rule)}\",\"version\":\"{Encoder.Encode(version)}\"{used}}}\n");
    }

    private void AppendStatement(Term subject, Iri predicate, Term value)
    {
        Append("{\"subject\":\""u8);
        Append(terms.OfSubject(subject));
        Append("\",\"predicate\":\""u8);
        Append(terms.Of(predicate));
        Append("\",\"object\":\""u8);
        Append(terms.Of(value));
    }

    private void AppendRange(ByteRange bytes)
    {
        Append("\",\"start\":"u8);
        AppendNumber(bytes.Start);
        Append(",\"end\":"u8);
        AppendNumber(bytes.End);
    }

    private void AppendNumber(long number)
    {
        Reserve(20);
        length += Utf8Formatter.TryFormat(number, buffer.AsSpan(length), out var written) ? written : 0;
    }

    private void AppendEscaped(string text)
    {
        // UTF-8 takes at most three bytes a character, an escape six.
        Reserve(text.Length * 6);
        if (Ascii.FromUtf16(text, buffer.AsSpan(length), out var written) == OperationStatus.Done && Encoder.FindFirstCharacterToEncodeUtf8(buffer.AsSpan(length, written)) < 0)
        {
            length += written;
            return;
        }
        length += Encoding.UTF8.GetBytes(Encoder.Encode(text), buffer.AsSpan(length));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (buffer.Length - length < count) { Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count)); }
    }
}
