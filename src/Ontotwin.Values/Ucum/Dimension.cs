using System.Globalization;

namespace Ontotwin.Values.Ucum;

/// <summary>
/// Exponents of base dimensions, sorted by name, none zero. The bases are the seven of UCUM (section 28), <c>mol</c>, and one for each arbitrary unit:
/// UCUM 24 says that an arbitrary unit is commensurable with nothing else. <c>mol</c> is a number by UCUM (section 30); it is kept apart here,
/// because a silent conversion of mmol/L to a count per litre, or of katal to becquerel, is a clinical error and never wanted.
/// </summary>
internal sealed class Dimension : IEquatable<Dimension>
{
    private readonly (string Base, int Exponent)[] parts;

    private Dimension((string Base, int Exponent)[] parts) => this.parts = parts;

    internal static Dimension None { get; } = new([]);

    internal static Dimension Of(string name) => new([(name, 1)]);

    internal Dimension Times(Dimension other, int power)
    {
        if (power == 0 || other.parts.Length == 0) { return this; }
        var result = new List<(string Base, int Exponent)>(parts.Length + other.parts.Length);
        int i = 0, j = 0;
        while (i < parts.Length || j < other.parts.Length)
        {
            var order = i == parts.Length ? 1 : j == other.parts.Length ? -1 : string.CompareOrdinal(parts[i].Base, other.parts[j].Base);
            var name = order <= 0 ? parts[i].Base : other.parts[j].Base;
            var exponent = (order <= 0 ? parts[i++].Exponent : 0) + (order >= 0 ? other.parts[j++].Exponent * power : 0);
            if (exponent != 0) { result.Add((name, exponent)); }
        }
        return new([.. result]);
    }

    /// <summary>Whether each mole of the one is a gram of the other, so that a molar mass converts between them.</summary>
    internal bool DiffersByMolesForGrams(Dimension other)
    {
        var moles = ExponentOf("mol") - other.ExponentOf("mol");
        return moles != 0 && Times(Of("g").Times(Of("mol"), -1), moles).Equals(other);
    }

    /// <summary>What is left without the bases that a condition names.</summary>
    internal Dimension Without(Func<string, bool> condition) => new([.. parts.Where(p => !condition(p.Base))]);

    internal bool Has(Func<string, bool> condition) => parts.Any(p => condition(p.Base));

    internal int ExponentOf(string name)
    {
        foreach (var part in parts)
        {
            if (part.Base == name) { return part.Exponent; }
        }
        return 0;
    }

    public bool Equals(Dimension? other) => other is not null && parts.AsSpan().SequenceEqual(other.parts);

    public override bool Equals(object? obj) => Equals(obj as Dimension);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var part in parts) { hash.Add(part); }
        return hash.ToHashCode();
    }

    /// <summary><c>g.m-1.s-2</c>; <c>1</c> for a bare number.</summary>
    public override string ToString() => parts.Length == 0 ? "1" : string.Join('.', parts.Select(part =>
        part.Exponent == 1 ? part.Base : part.Base + part.Exponent.ToString(CultureInfo.InvariantCulture)));
}
