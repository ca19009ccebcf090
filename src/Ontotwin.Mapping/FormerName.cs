using Ontotwin.Rdf;

namespace Ontotwin.Mapping;

/// <summary>A name that a node would have under another twin of the person in its key.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsOfRegister">Whether that twin is known by a number of the same authority: two registers may give one number to two orders.</param>
/// <param name="IsNumbered">Whether the key has a number that the source gives to one thing: a code and a day are two people's.</param>
public readonly record struct FormerName(Iri Name, bool IsOfRegister, bool IsNumbered)
{
    /// <summary>Whether what is held under that name is surely the same record.</summary>
    public bool IsSure => IsOfRegister && IsNumbered;
}
