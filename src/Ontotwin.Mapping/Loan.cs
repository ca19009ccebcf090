using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>A key that is a person's for a time (<c>during</c>): of a device that is worn and handed on, of a bed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Person">A key of the person.</param>
/// <param name="Since">From when; null: from ever.</param>
/// <param name="Until">Until when, that day or minute included; null: still.</param>
/// <param name="Origin">Where it is said.</param>
public sealed record Loan(Identifier Key, Identifier Person, PartialDateTime? Since, PartialDateTime? Until, Origin Origin)
{
    /// <summary>Whether a time of it could not be read: then nobody surely has the key at any time that it may mean.</summary>
    public bool IsUncertain { get; init; }
}
