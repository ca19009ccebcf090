using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Reads lookup tables. Columns: <c>code</c> and, where codes of several systems are looked up, <c>system</c>; then <c>target</c> and
/// <c>target_system</c> with, if wanted, <c>display</c>. <c>system</c> empty means any.
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
            var code = new Code(table.Cell(row, "target_system"), table.Cell(row, "target"), display.Length == 0 ? null : display);
            entries.TryAdd($"{table.Cell(row, "system")}|{table.Cell(row, "code")}", code);
        }
        return entries;
    }

    /// <summary><c>system|code</c> or <c>system|code|display</c>.</summary>
    public static Code ParseCode(string text)
    {
        var parts = text.Split('|', 3);
        return parts.Length == 1 ? new Code("", parts[0]) : new Code(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }
}
