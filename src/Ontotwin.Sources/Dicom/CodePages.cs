using System.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>The runtime's encodings beyond Unicode and Latin-1.</summary>
internal static class CodePages
{
    public static readonly Encoding Gb18030 = Of(54936);

    public static Encoding Of(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
