namespace Ontotwin.Values;

/// <summary>A person's or thing's name in one authority's books: the only way it is ever told apart (never by a bare number).</summary>
/// <param name="Authority">Who gave it, in canonical form (<c>urn:oid:…</c>, a URI, or <c>urn:vendor:…</c>).</param>
/// <param name="Value">The number or name given.</param>
public readonly record struct Identifier(string Authority, string Value)
{
    /// <summary>The one canonical text of the pair; U+001F cannot occur in either part.</summary>
    public override string ToString() => $"{Authority}\u001f{Value}";
}
