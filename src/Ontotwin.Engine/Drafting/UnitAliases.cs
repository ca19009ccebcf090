using System.Collections.Frozen;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Engine.Drafting;

/// <summary>The shipped table of unit aliases, <c>mappings/tables/unit-aliases.csv</c>, which this assembly carries.</summary>
internal static class UnitAliases
{
    private static readonly FrozenDictionary<string, string> Exact = Load();

    private static readonly FrozenDictionary<string, string> AnyCase = Exact.GroupBy(a => a.Key.ToUpperInvariant(), StringComparer.Ordinal)
        .Where(g => g.Select(a => a.Value).Distinct().Count() == 1).ToFrozenDictionary(g => g.Key, g => g.First().Value);

    /// <summary>The UCUM code; capitals matter only where two aliases differ by nothing else.</summary>
    public static string? Find(string text) => Exact.GetValueOrDefault(text) ?? AnyCase.GetValueOrDefault(text.ToUpperInvariant());

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(UnitAliases).Assembly.GetManifestResourceStream("unit-aliases.csv")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var rows = CsvReader.Read(new SourceDocument("unit-aliases.csv", bytes.ToArray())).Select(i => i.Record).OfType<CsvRow>();
        return rows.ToFrozenDictionary(r => r.Root.First("alias").Text, r => r.Root.First("ucum").Text, StringComparer.Ordinal);
    }
}
