using System.Xml;

namespace Ontotwin.Rdf.Reading;

/// <summary>
/// Nothing outside of a document is read. An external DTD counts as empty: what it would have declared is then not declared, and told where it is used. A reference to an
/// entity of another document is refused, for its text would be missing from a value.
/// </summary>
internal sealed class OutsideEntities : XmlResolver
{
    /// <summary>Whether the document's elements have begun: what is asked for from then on is text.</summary>
    public bool IsInside { get; set; }

    /// <summary>Whether text of another document was asked for.</summary>
    public bool IsAsked { get; private set; }

    public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn)
    {
        IsAsked |= IsInside;
        return IsInside ? throw new XmlException() : Stream.Null;
    }
}
