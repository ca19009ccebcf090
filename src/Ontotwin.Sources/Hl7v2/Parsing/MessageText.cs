using System.Text;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Makes the text of one message ready to be split: in the encoding it is in, and copied where a byte that looks like a delimiter may be none.</summary>
internal sealed class MessageText(SourceDocument document, Delimiters delimiters, Remarks remarks)
{
    private MessageCharset charset;

    /// <summary>The text to split, and where the message lies in it.</summary>
    /// <param name="text">The document's text.</param>
    /// <param name="start">First byte of the message.</param>
    /// <param name="end">After its last byte.</param>
    /// <param name="hasOddDelimiters">Whether MSH-2 declares characters outside ASCII.</param>
    internal MappedText Of(MappedText text, ref int start, ref int end, bool hasOddDelimiters)
    {
        var message = text.Bytes.Span[start..end];
        var header = new Header(message, delimiters);
        var declared = new CharsetNames(header.Repetitions(18));
        // A document in UTF-16 or UTF-32 was settled as a whole.
        var isWide = text.EscapedBytes.CodePage != Encoding.UTF8.CodePage;
        charset = isWide ? Charsets.OfWide(message, delimiters.Escape, text.EscapedBytes, declared) : Charsets.Of(message, delimiters.Escape, declared);
        if (charset.Other is not null || charset.OtherSwitch is not null || charset.IsDoubtful)
        {
            var (from, to) = header.RangeOf(18);
            AddLies(new(document.Name, "MSH-18", text.RangeOf(start + from, start + to)));
        }
        var replace = hasOddDelimiters ? OddDelimiters(message, charset.Encoding) : null;
        if (!charset.Switches && Charsets.IsDelimiterSafe(charset.Encoding) && replace is null)
        {
            var isSame = charset.Encoding.CodePage == text.Encoding.CodePage && charset.Escaped.CodePage == text.EscapedBytes.CodePage;
            return isSame ? text : text.In(charset.Encoding, charset.Escaped);
        }
        TextUnits units = charset.Switches ? new SwitchedUnits(charset.Encoding, delimiters.Escape, charset.IsSevenBit) : new EncodedUnits(charset.Encoding);
        var copy = text.Copy(start, end, units, charset.Escaped, replace);
        (start, end) = (0, copy.Bytes.Length);
        return copy;
    }

    /// <summary>Tells the bytes that are no characters, and the escape sequences that are not known, each value's once.</summary>
    internal void AddRemarks(Hl7v2Record record, MappedText text, int start, int end)
    {
        if (charset.IsDamaged || text.BadStretches.Count > 0)
        {
            // A copy of a document in UTF-16 is one of all its messages.
            var bad = text.BadStretches.Count > 0 ? text.BadStretches.Where(b => b.Start >= start && b.Start < end) : TextFaults.Damaged(text.Bytes[start..end].Span, start);
            foreach (var (node, from, to) in TextFaults.InLeaves(record, bad))
            {
                remarks.Add("OT3112", Severity.Warning, "bytes that are no characters of the message's character set were read as U+FFFD",
                    new(document.Name, record.PathOf(node), text.RangeOf(from, to)), "the writer cut a text within a character, or mixed character sets: mend it there");
            }
        }
        foreach (var (node, from, to) in TextFaults.Lacking(record, text, start, end, delimiters))
        {
            remarks.Add("OT3112", Severity.Warning, "bytes that an escape sequence gives (\\X…\\) are no characters of the message's character set: they were read as U+FFFD",
                new(document.Name, record.PathOf(node), text.RangeOf(from, to)), "write the characters themselves, or their bytes in the set that MSH-18 declares");
        }
        if (!charset.HasUnknownSwitch) { return; }
        foreach (var (node, from, to) in TextFaults.InLeaves(record, TextFaults.Unknown(text.Bytes[start..end].Span, start, delimiters.Escape)))
        {
            remarks.Add("OT3113", Severity.Warning, "an escape sequence switches to a character set that is not known here; it stays as it is written, and so does what follows",
                new(document.Name, record.PathOf(node), text.RangeOf(from, to)), "write the text in UTF-8, or in a set of HL7 table 0211");
        }
    }

    private void AddLies(SourcePlace declaration)
    {
        if (charset.IsDoubtful)
        {
            var name = charset.Encoding.WebName;
            remarks.Add("OT3103", Severity.Warning, $"MSH-18 does not say what the bytes are, which are hardly text in {name} (Korean, Chinese, Cyrillic, Greek or others in a set of their own?); they were read as {name}", declaration,
                "declare the set that the text is written in (HL7 table 0211): KS X 1001, BIG-5, 8859/5, 8859/7, or convert it to UTF-8");
        }
        else if (charset.Other is { } other)
        {
            remarks.Add("OT3103", Severity.Warning, $"MSH-18 does not say what the bytes are; they were read as {other}", declaration, "declare the character set of HL7 table 0211");
        }
        if (charset.OtherSwitch is { } switched)
        {
            remarks.Add("OT3103", Severity.Warning, $"MSH-18 does not declare the sets that the message switches to; they were read as {switched}", declaration,
                "declare them in repetitions of MSH-18, after the message's own");
        }
    }

    // Which characters outside ASCII stand for which usual delimiters; null when none do.
    private static Func<char, char>? OddDelimiters(ReadOnlySpan<byte> message, Encoding encoding)
    {
        var line = encoding.GetString(message[..MessageReading.LineLength(message)]);
        var end = line.IndexOf(line[3], 4);
        var declared = line.AsSpan(4, (end < 0 ? line.Length : end) - 4);
        var map = new Dictionary<char, char>();
        for (var i = 0; i < declared.Length && i < 4; i++)
        {
            if (declared[i] > 0x7F) { map[declared[i]] = "^~\\&"[i]; }
        }
        return map.Count == 0 ? null : c => map.GetValueOrDefault(c, c);
    }
}
