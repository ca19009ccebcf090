using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Sources.Fhir;

/// <summary>
/// FHIR in XML that is written in another encoding than UTF-8 and says so. What is UTF-8 stays that, whatever it declares: FHIR is exchanged in nothing else
/// (R4, 2.6.0.1), and programs that write UTF-16 into strings leave its name behind in files of UTF-8.
/// </summary>
internal static class FhirXmlText
{
    private const int AsciiCodePage = 20127, Utf8CodePage = 65001, Utf16 = 1200, Utf16BigEndian = 1201, Utf32 = 12000, Utf32BigEndian = 12001;

    /// <summary>The encoding that the XML declaration names; null where that is UTF-8 or ASCII, is none that could be named so in these bytes, or is not known.</summary>
    /// <param name="beginning">The document's first bytes.</param>
    public static Encoding? Declared(ReadOnlySpan<byte> beginning) =>
        XmlDeclaration.EncodingName(beginning) is { } name && DocumentText.Named(name) is { } named
            && named.CodePage is not (AsciiCodePage or Utf8CodePage or Utf16 or Utf16BigEndian or Utf32 or Utf32BigEndian) ? named : null;

    /// <summary>The document in UTF-8: itself, or a copy that knows where each byte comes from.</summary>
    public static SourceDocument InUtf8(SourceDocument document)
    {
        var bytes = document.Bytes.Span;
        // Text of one byte a character is hardly ever valid UTF-8 by chance; of others short ones may be.
        return Declared(bytes) is not { } encoding || (encoding.IsSingleByte && Utf8.IsValid(bytes)) ? document
            : document.Decoded(MappedText.Copy(document, encoding));
    }
}
