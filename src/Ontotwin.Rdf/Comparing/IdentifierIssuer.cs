using System.Globalization;

namespace Ontotwin.Rdf.Comparing;

/// <summary>Gives identifiers in the order in which they are asked for (RDFC-1.0, section 4.5).</summary>
internal sealed class IdentifierIssuer(string prefix)
{
    private readonly Dictionary<string, string> issued = new(StringComparer.Ordinal);

    private IdentifierIssuer(IdentifierIssuer original, string prefix)
        : this(prefix) => issued = new(original.issued, StringComparer.Ordinal);

    /// <summary>What was issued for what, in the order of issue.</summary>
    public IReadOnlyDictionary<string, string> Issued => issued;

    public IdentifierIssuer Copy() => new(this, prefix);

    public string? Of(string label) => issued.GetValueOrDefault(label);

    public string Issue(string label)
    {
        if (!issued.TryGetValue(label, out var identifier)) { issued.Add(label, identifier = prefix + issued.Count.ToString(CultureInfo.InvariantCulture)); }
        return identifier;
    }
}
