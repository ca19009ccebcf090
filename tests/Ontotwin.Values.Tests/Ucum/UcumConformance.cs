using System.Globalization;
using System.Xml.Linq;

namespace Ontotwin.Values.Tests.Ucum;

/// <summary>The published functional tests of UCUM, and the answers that two other implementations agree on.</summary>
public class UcumConformance
{
    [Fact]
    public void Functional_tests_validity()
    {
        var wrong = Cases("validation").Where(c => UcumUnit.TryParse(c.Attribute("unit")!.Value, out _, out _) != (c.Attribute("valid")!.Value == "true"))
            .Select(c => c.Attribute("unit")!.Value).ToList();
        Assert.Empty(wrong);
        Assert.Equal(530, Cases("validation").Count());
    }

    // The expectations are rounded to the digits they show, so compare at those.
    [Fact]
    public void Functional_tests_conversion()
    {
        var wrong = new List<string>();
        foreach (var c in Cases("conversion"))
        {
            var (value, from, to, outcome) = (c.Attribute("value")!.Value, c.Attribute("srcUnit")!.Value, c.Attribute("dstUnit")!.Value,
                c.Attribute("outcome")!.Value);
            var expected = decimal.Parse(outcome, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (Convert(value, from, to) is not { } result || Math.Abs(result - expected) > HalfUnitOfLastDigit(outcome)) { wrong.Add($"{value} {from} {to}"); }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Validity_equals_what_two_implementations_agree_on()
    {
        var rows = Rows("validity.csv");
        var wrong = rows.Where(r => UcumUnit.TryParse(r[0], out _, out _) != (r[1] == "true")).Select(r => r[0]).ToList();
        Assert.Empty(wrong);
        Assert.Equal(600, rows.Count);
    }

    [Fact]
    public void Commensurability_equals_what_two_implementations_agree_on()
    {
        var rows = Rows("commensurable.csv");
        var wrong = rows.Where(r => Parse(r[0]).IsCommensurableWith(Parse(r[1])) != (r[2] == "yes")).Select(r => string.Join(' ', r)).ToList();
        Assert.Empty(wrong);
        Assert.Equal(714, rows.Count);
    }

    [Theory]
    [InlineData("conversions.csv", 2344, 40)]
    [InlineData("conversions-extra.csv", 400, 3)]
    public void Conversions_equal_the_exact_results(string file, int count, int refused)
    {
        var rows = Rows(file);
        var wrong = new List<string>();
        var outOfRange = 0;
        foreach (var r in rows)
        {
            var expected = double.Parse(r[3], CultureInfo.InvariantCulture);
            if (Math.Abs(expected) is > 7.9e28 or (> 0 and < 1e-28))
            {
                if (Convert(r[2], r[0], r[1]) is not null) { wrong.Add("out of a decimal's range: " + string.Join(' ', r)); }
                outOfRange++;
                continue;
            }
            // Results of up to 20 digits; a decimal ends at 28 places, which leaves fewer digits to very small numbers.
            if (Convert(r[2], r[0], r[1]) is not { } result || Math.Abs((double)result - expected) > Math.Max(Math.Abs(expected) * 1e-14, 1e-28))
            {
                wrong.Add(string.Join(' ', r));
            }
        }
        Assert.Empty(wrong);
        Assert.Equal((count, refused), (rows.Count, outOfRange));
    }

    // A decimal itself ends at 28 places.
    private static decimal HalfUnitOfLastDigit(string number)
    {
        var parts = number.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var places = (point < 0 ? 0 : parts[0].Length - point - 1) - (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return places >= 28 ? 2e-28m : Math.Max(0.5m * (decimal)Math.Pow(10, -places), 2e-28m);
    }

    private static decimal? Convert(string value, string from, string to) =>
        Parse(from).TryConvert(decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture), Parse(to), out var result) ? result : null;

    private static UcumUnit Parse(string code)
    {
        Assert.True(UcumUnit.TryParse(code, out var unit, out var why), why);
        return unit;
    }

    private static IEnumerable<XElement> Cases(string group) =>
        XDocument.Load(SharedData.Require("dev", "terminology", "ucum-functional-tests", "UcumFunctionalTests.xml")).Descendants()
            .First(e => e.Name.LocalName == group).Elements().Where(e => e.Name.LocalName == "case");

    private static List<string[]> Rows(string file) => [.. File.ReadAllText(SharedData.Require("oracles", "ucum", file)).Split('\n',
        StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)];

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
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
