using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Reads lookup tables. Columns: <c>code</c>, <c>system</c> where codes of several systems are looked up (empty: any), <c>target</c> and, if wanted,
/// <c>display</c>. A target is <c>system|code</c>, a term of the ontology (<c>hdt:Female</c>), or a plain word. A FHIR ConceptMap as a table is read as well:
/// <c>sourceSystem</c>, <c>sourceCode</c>, <c>targetSystem</c>, <c>targetCode</c>, <c>display</c>, <c>equivalence</c>.
/// </summary>
internal static class LookupTable
{
    private static readonly string[] Required = ["code", "target"];
    private static readonly string[] OfConceptMap = ["sourceCode", "targetCode"];

    /// <summary>The entries of a table; null with the reason when a needed column is missing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="leftOut">Rows without a code or a target, or whose target does not mean the same.</param>
    /// <param name="why">Why there are none.</param>
    public static Dictionary<string, Code>? Read(TableFile table, out int leftOut, out string? why)
    {
        (leftOut, why) = (0, null);
        var isConceptMap = OfConceptMap.All(table.Has);
        if (!isConceptMap && Required.FirstOrDefault(c => !table.Has(c)) is { } missing)
        {
            why = $"the table has no column '{missing}'";
            return null;
        }
        // A table that has no such column says by being one that its targets stand for their sources.
        var relation = table.Has("equivalence") ? "equivalence" : table.Has("relationship") ? "relationship" : null;
        var entries = new Dictionary<string, Code>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (!isConceptMap)
            {
                var (code, target) = (table.Cell(row, "code"), table.Cell(row, "target"));
                if (code.Length == 0 || target.Length == 0) { leftOut++; continue; }
                var key = $"{table.Cell(row, "system")}|{code}";
                var entry = WithDisplay(ParseCode(target), table.Cell(row, "display"));
                if (entries.TryAdd(key, entry) || entries[key] == entry with { Display = entries[key].Display }) { continue; }
                why = $"the table gives '{code}' two targets";
                return null;
            }
            if (relation is not null && !ConceptMapFile.Keeps(table.Cell(row, relation))) { leftOut++; }
            else { ConceptMapFile.Add(entries, table.Cell(row, "sourceSystem"), table.Cell(row, "sourceCode"), WithDisplay(new Code(table.Cell(row, "targetSystem"), table.Cell(row, "targetCode")), table.Cell(row, "display"))); }
        }
        if (isConceptMap) { ConceptMapFile.Settle(entries); }
        return entries;
    }

    /// <summary>A target: <c>system|code</c>, <c>system|code|display</c>, <c>hdt:Term</c> or a word.</summary>
    public static Code ParseCode(string text)
    {
        if (text.StartsWith("hdt:", StringComparison.Ordinal)) { return new Code(Ontology.OntologyModel.Namespace, text[4..]); }
        var parts = text.Split('|', 3);
        return parts.Length == 1 ? new Code("", parts[0]) : new Code(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }

    private static Code WithDisplay(Code code, string display) => display.Length == 0 ? code with { Display = code.Display } : code with { Display = display };
}
