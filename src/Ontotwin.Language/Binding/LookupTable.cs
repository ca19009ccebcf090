using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Reads lookup tables. Columns: <c>code</c>, <c>system</c> where codes of several systems are looked up (empty: any), <c>target</c> and, if wanted,
/// <c>display</c>. A target is <c>system|code</c>, a term of the ontology (<c>hdt:Female</c>), or a plain word.
/// </summary>
internal static class LookupTable
{
    private static readonly string[] Required = ["code", "target"];

    /// <summary>The entries of a table; null with the reason when a needed column is missing.</summary>
    public static Dictionary<string, Code>? Read(TableFile table, out string? why)
    {
        why = Required.FirstOrDefault(c => !table.Has(c)) is { } missing ? $"the table has no column '{missing}'" : null;
        if (why is not null) { return null; }
        var entries = new Dictionary<string, Code>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var display = table.Cell(row, "display");
            var code = ParseCode(table.Cell(row, "target")) with { Display = display.Length == 0 ? null : display };
            entries.TryAdd($"{table.Cell(row, "system")}|{table.Cell(row, "code")}", code);
        }
        return entries;
    }

    /// <summary>A target: <c>system|code</c>, <c>system|code|display</c>, <c>hdt:Term</c> or a word.</summary>
    public static Code ParseCode(string text)
    {
        if (text.StartsWith("hdt:", StringComparison.Ordinal)) { return new Code(Ontology.OntologyModel.Namespace, text[4..]); }
        var parts = text.Split('|', 3);
        return parts.Length == 1 ? new Code("", parts[0]) : new Code(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }
}
