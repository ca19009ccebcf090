using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>Walks an XML document and counts what lies outside the records that were read of it.</summary>
internal static class XmlOutside
{
    public static IReadOnlyList<OutsidePath> Count(SourceDocument document, MappedText text, IEnumerable<ByteRange> read)
    {
        var counter = new OutsideCounter(document, text, read);
        var (tokens, names) = (new XmlTokenizer(text.Bytes, DocumentText.MarkLength(text)), new XmlNames());
        var depthOfRead = -1;
        for (var token = tokens.Next(); token != XmlToken.End; token = tokens.Next())
        {
            if (token == XmlToken.Text) { continue; }
            if (depthOfRead >= 0)
            {
                // Within what was read, down to its own end tag.
                if (token == XmlToken.Close && tokens.Depth < depthOfRead) { depthOfRead = -1; }
                continue;
            }
            if (token == XmlToken.Close) { counter.Close(tokens.End); }
            else if (counter.IsRead(tokens.Start)) { depthOfRead = tokens.Depth; }
            else { Open(tokens, names, counter); }
        }
        return counter.Finish();
    }

    private static void Open(XmlTokenizer tokens, XmlNames names, OutsideCounter counter)
    {
        counter.Open("/" + names[names.Intern(tokens.Span(tokens.NameStart, tokens.NameLength))], tokens.Start);
        foreach (var attribute in tokens.Attributes)
        {
            var name = tokens.Span(attribute.NameStart, attribute.NameLength);
            if (XmlScopes.IsDeclaration(name)) { continue; }
            counter.Open("/" + names.AttributeName(names.Intern(name)), attribute.NameStart);
            counter.Close(attribute.Start + attribute.Length);
        }
    }
}
