namespace Ontotwin.Sources.Xml;

/// <summary>What a tokenizer stands at.</summary>
internal enum XmlToken
{
    /// <summary>After the root element; or the text is at fault, see <see cref="XmlTokenizer.Fault"/>.</summary>
    End = 0,

    /// <summary>A start tag, or an empty-element tag, which is followed by its end.</summary>
    Start,

    /// <summary>An end tag, or the end of an empty-element tag.</summary>
    Close,

    /// <summary>Text up to the next tag: characters, references, CDATA sections, and comments and processing instructions between them.</summary>
    Text,

    /// <summary>A token that the stretch at hand cuts: <see cref="XmlTokenizer.Continue"/> with the next.</summary>
    More,
}

/// <summary>An attribute of the start tag stood at.</summary>
/// <param name="NameStart">First byte of its name.</param>
/// <param name="NameLength">Bytes of its name.</param>
/// <param name="Start">First byte of its value, behind the quote.</param>
/// <param name="Length">Bytes of its value.</param>
/// <param name="IsMarked">Whether the value has references or white space that is normalised.</param>
internal readonly record struct XmlAttribute(int NameStart, int NameLength, int Start, int Length, bool IsMarked);

/// <summary>Why a text is not XML that is read.</summary>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="At">Where.</param>
internal sealed record XmlFault(string Code, string Message, int At);
