namespace Ontotwin.Language;

/// <summary>One conversion of a value.</summary>
public abstract record Conversion
{
    private protected Conversion()
    {
    }
}

/// <summary><c>as type (in source)? (to source)? (zone source)?</c>.</summary>
/// <param name="Type">quantity, instant, date, code, text, decimal, integer, boolean, identifier, name, address.</param>
/// <param name="In">The unit's source, for quantities.</param>
/// <param name="To">The unit wanted, for quantities; a <see cref="CallExpression"/> <c>unitOf(code)</c> or a unit literal.</param>
/// <param name="Zone">The zone's source, for instants.</param>
/// <param name="Format">Date format, where one is declared.</param>
public sealed record AsConversion(string Type, Expression? In, Expression? To, Expression? Zone, string? Format) : Conversion;

/// <summary><c>via lookup</c>.</summary>
public sealed record ViaConversion(string Lookup) : Conversion;

/// <summary><c>check low .. high else quarantine</c>: a value outside is a reject.</summary>
public sealed record CheckConversion(decimal? Low, decimal? High) : Conversion;
