using System.Runtime.CompilerServices;
using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>
/// The terms read last, found by their bytes: properties, classes and subjects recur, and need neither be checked nor made again. One term a place: a newer one
/// takes it. Only texts in ASCII are found again, for those are compared with the term's characters as they stand.
/// </summary>
internal sealed class RecentTerms
{
    private const int FirstPlaces = 1 << 8;
    private const int MaxPlaces = 1 << 15;
    private Place[] places = new Place[FirstPlaces];
    private int added;

    /// <summary>The IRI of these bytes, if it was read before.</summary>
    public bool TryIri(ReadOnlySpan<byte> text, out Iri iri, out int hash)
    {
        hash = Utf8Hash.Of(text);
        iri = (At(hash) as Iri)!;
        return iri is not null && Ascii.Equals(text, iri.Value);
    }

    /// <summary>The IRI of these bytes after a namespace, if it was read before.</summary>
    public bool TryIri(string space, ReadOnlySpan<byte> local, out Iri iri, out int hash)
    {
        hash = Utf8Hash.Of(local) ^ (RuntimeHelpers.GetHashCode(space) & int.MaxValue);
        iri = (At(hash) as Iri)!;
        return iri is not null && iri.Value.Length == space.Length + local.Length && Ascii.Equals(local, iri.Value.AsSpan(space.Length)) && iri.Value.StartsWith(space, StringComparison.Ordinal);
    }

    /// <summary>The literal of these bytes, if it was read before.</summary>
    public bool TryLiteral(ReadOnlySpan<byte> lexical, Iri datatype, string? language, out Literal literal, out int hash)
    {
        hash = Utf8Hash.Of(lexical) ^ (RuntimeHelpers.GetHashCode(datatype) & int.MaxValue);
        literal = (At(hash) as Literal)!;
        return literal is not null && ReferenceEquals(literal.Datatype, datatype) && literal.Language == language && Ascii.Equals(lexical, literal.Lexical);
    }

    public T Add<T>(int hash, T term)
        where T : Term
    {
        if (++added > places.Length && places.Length < MaxPlaces) { Grow(); }
        places[hash & (places.Length - 1)] = new(hash, term);
        return term;
    }

    private Term? At(int hash)
    {
        ref readonly var place = ref places[hash & (places.Length - 1)];
        return place.Hash == hash ? place.Term : null;
    }

    private void Grow()
    {
        var larger = new Place[places.Length * 2];
        foreach (var place in places.Where(p => p.Term is not null)) { larger[place.Hash & (larger.Length - 1)] = place; }
        (places, added) = (larger, 0);
    }

    private readonly record struct Place(int Hash, Term? Term);
}
