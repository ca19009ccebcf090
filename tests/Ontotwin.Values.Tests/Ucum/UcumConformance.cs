namespace Ontotwin.Values.Tests.Ucum;

/// <summary>The answers that two other implementations and an exact third agree on, row by row, and the errors of the two.</summary>
public class UcumConformance
{
    public static IEnumerable<TheoryDataRow<string[]>> Conversions => UcumOracle.Rows("conversions.csv");

    public static IEnumerable<TheoryDataRow<string[]>> ExtraConversions => UcumOracle.Rows("conversions-extra.csv");

    public static IEnumerable<TheoryDataRow<string[]>> Strings => UcumOracle.Rows("validity.csv");

    public static IEnumerable<TheoryDataRow<string[]>> Pairs => UcumOracle.Rows("commensurable.csv");

    public static IEnumerable<TheoryDataRow<string[]>> CanonicalForms => UcumOracle.Rows("canonical.csv");

    public static IEnumerable<TheoryDataRow<string[]>> Disagreements => UcumOracle.Rows("disagreements.csv");

    [Fact]
    public void All_rows_are_there()
    {
        SharedData.Require("oracles", "ucum");
        Assert.Equal([2344, 400, 600, 714, 275, 1094], new[] { Conversions, ExtraConversions, Strings, Pairs, CanonicalForms, Disagreements }.Select(r => r.Count()));
        Assert.Equal([1833, 349], new[] { Conversions, ExtraConversions }.Select(rows => rows.Count(r => r.Data[4] == "true")));
    }

    [Theory]
    [MemberData(nameof(Conversions))]
    [MemberData(nameof(ExtraConversions))]
    public void Conversion(string[] row)
    {
        var result = UcumOracle.Convert(row[2], row[0], row[1]);
        Assert.NotNull(result);
        var expected = UcumOracle.Number(row[3]);
        // Where the digits end, all of them; else the 20 that the oracle shows, which is closer than the 1e-10 asked for.
        if (row[4] == "true") { Assert.Equal(expected, result.Value); }
        else { Assert.Equal(expected.ToString(20), result.Value.ToString(20)); }
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public void Validity(string[] row) => Assert.Equal(row[1] == "true", UcumUnit.TryParse(row[0], out _, out _));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Commensurability(string[] row) => Assert.Equal(row[2] == "yes", UcumOracle.Parse(row[0]).IsCommensurableWith(UcumOracle.Parse(row[1])));

    [Theory]
    [MemberData(nameof(CanonicalForms))]
    public void Canonical_form(string[] row) => AssertCanonical(row[0], row[1], row[2], row[3] == "true");

    /// <summary>Where one of the two published libraries, or both, is wrong.</summary>
    [Theory]
    [MemberData(nameof(Disagreements))]
    public void Error_of_a_library(string[] row)
    {
        var (kind, a, b, value, lhc, exact) = (row[0], row[1], row[2], row[3], row[5], row[6]);
        switch (kind)
        {
            case "validity": Assert.Equal(exact == "valid", UcumUnit.TryParse(a, out _, out _)); break;
            case "canonical": AssertCanonical(a, exact.Split(' ')[1], exact.Split(' ')[0], isExact: false); break;
            case "commensurable": AssertCommensurable(UcumOracle.Parse(a), UcumOracle.Parse(b), exact == "true"); break;
            case "conversion" when exact.Length > 0: AssertConverts(a, b, value, exact); break;
            case "conversion" when UcumUnit.TryParse(a, out var unit, out _) && unit.IsSpecial: AssertCurve(a, b, value, lhc); break;
            default: Assert.True(!UcumUnit.TryParse(a, out _, out _) || UcumOracle.Convert(value, a, b) is null); break;
        }
    }

    // Formally a mole is a number: that we do not take one for the other is said, not silent.
    private static void AssertCommensurable(UcumUnit a, UcumUnit b, bool expected)
    {
        if (expected && !a.IsCommensurableWith(b)) { Assert.Equal("OT1901", a.HazardTo(b)?.Code); }
        else { Assert.Equal(expected, a.IsCommensurableWith(b)); }
    }

    private static void AssertConverts(string from, string to, string value, string expected)
    {
        var result = UcumOracle.Convert(value, from, to);
        Assert.NotNull(result);
        Assert.Equal(UcumOracle.Number(expected).ToString(17), result.Value.ToString(17));
        if (from.Contains("eq", StringComparison.Ordinal) != to.Contains("eq", StringComparison.Ordinal)) { Assert.Equal("OT1902", UcumOracle.Parse(from).HazardTo(UcumOracle.Parse(to))?.Code); }
    }

    // Bel, neper, pH and slopes: by definition (UCUM tables 17 to 20), where the libraries' own answers are wrong too.
    private static void AssertCurve(string from, string to, string value, string lhc)
    {
        var expected = (from, lhc) switch
        {
            ("[pH]", _) => 39.8107170553497,
            ("%[slope]", _) => Math.Atan(0.45) * 180 / Math.PI,
            ("[p'diop]", _) => Math.Atan(0.02) * 180 / Math.PI,
            _ => double.Parse(lhc, System.Globalization.CultureInfo.InvariantCulture),
        };
        Assert.True(UcumOracle.Parse(from).TryConvert(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), UcumOracle.Parse(to), out var result));
        Assert.Equal(expected, (double)result, expected * 1e-12);
    }

    // UCUM has no base for moles: its canonical form is ours without them, our factor holding Avogadro's number already. [IU] and [iU] are one unit.
    private static void AssertCanonical(string code, string units, string factor, bool isExact)
    {
        var unit = UcumOracle.Parse(code);
        var bases = unit.Dimension.Replace("[IU]", "[iU]", StringComparison.Ordinal).Split('.').Where(p => p != "1" && !p.StartsWith("mol", StringComparison.Ordinal));
        Assert.Equal(units.Split('.', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), bases.Order(StringComparer.Ordinal));
        if (isExact) { Assert.Equal(UcumOracle.Number(factor), unit.Factor); }
        else { Assert.Equal(UcumOracle.Number(factor).ToString(20), unit.Factor.ToString(20)); }
    }
}
