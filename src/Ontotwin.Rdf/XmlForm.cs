using System.Globalization;
using System.Xml;

namespace Ontotwin.Rdf;

/// <summary>What XML 1.0 can hold: some characters have no form in it, not even as a reference (XML 1.0, section 2.2).</summary>
public static class XmlForm
{
    /// <summary>Refuses a text that XML cannot hold: what would be written otherwise is no XML, or another text.</summary>
    /// <exception cref="UnwritableException">It has such a character.</exception>
    public static void Check(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) { continue; }
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) { i++; continue; }
            throw new UnwritableException(string.Create(CultureInfo.InvariantCulture, $"XML has no way to write the character U+{(int)text[i]:X4}: another form has (Turtle, N-Triples, JSON)"));
        }
    }
}

/// <summary>What a form has no way to write.</summary>
public sealed class UnwritableException : IOException
{
    /// <summary>Made of what it is, in words, and what to do.</summary>
    public UnwritableException(string message)
        : base(message)
    {
    }

    /// <summary>Without words.</summary>
    public UnwritableException()
    {
    }

    /// <summary>With a cause.</summary>
    public UnwritableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
