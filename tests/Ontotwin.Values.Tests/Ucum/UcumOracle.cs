using System.Text;
using System.Xml.Linq;

namespace Ontotwin.Values.Tests.Ucum;

/// <summary>Rows of the UCUM oracle and cases of the published functional tests; one row that skips where the shared data are not there.</summary>
internal static class UcumOracle
{
    public static IEnumerable<TheoryDataRow<string[]>> Rows(string file) => Present("oracles", "ucum", file) is { } path
        ? File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => new TheoryDataRow<string[]>(Cells(l)))
        : [new TheoryDataRow<string[]>([]) { Skip = "SKIPPED: the shared data were not found" }];

    public static IEnumerable<TheoryDataRow<string[]>> Cases(string group, params string[] attributes) => Present("dev", "terminology", "ucum-functional-tests", "UcumFunctionalTests.xml") is { } path
        ? XDocument.Load(path).Descendants().First(e => e.Name.LocalName == group).Elements().Where(e => e.Name.LocalName == "case")
            .Select(c => new TheoryDataRow<string[]>([.. attributes.Select(a => c.Attribute(a)!.Value)]))
        : [new TheoryDataRow<string[]>([]) { Skip = "SKIPPED: the shared data were not found" }];

    public static UcumUnit Parse(string code)
    {
        Assert.True(UcumUnit.TryParse(code, out var unit, out var why), why);
        return unit;
    }

    public static ExactNumber Number(string text)
    {
        Assert.True(ExactNumber.TryParse(text, out var number));
        return number;
    }

    public static ExactNumber? Convert(string value, string from, string to) => Parse(from).TryConvertExactly(Number(value), Parse(to), out var result) ? result : null;

    private static string? Present(params string[] parts) => SharedData.Find(parts);

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var (c, i) in line.TrimEnd('\r').Select((c, i) => (c, i)))
        {
            if (c == '"') { if (!quoted && i > 0 && line[i - 1] == '"') { cell.Append('"'); } quoted = !quoted; }
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else { cell.Append(c); }
        }
        cells.Add(cell.ToString());
        return [.. cells];
    }
}
