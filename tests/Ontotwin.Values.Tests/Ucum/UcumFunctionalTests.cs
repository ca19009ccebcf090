namespace Ontotwin.Values.Tests.Ucum;

/// <summary>Every case of the published functional tests of UCUM, at the digits that its expectation shows.</summary>
public class UcumFunctionalTests
{
    public static IEnumerable<TheoryDataRow<string[]>> Validations => UcumOracle.Cases("validation", "unit", "valid");

    public static IEnumerable<TheoryDataRow<string[]>> Names => UcumOracle.Cases("displayNameGeneration", "unit", "display");

    public static IEnumerable<TheoryDataRow<string[]>> Conversions => UcumOracle.Cases("conversion", "value", "srcUnit", "dstUnit", "outcome");

    public static IEnumerable<TheoryDataRow<string[]>> Products => UcumOracle.Cases("multiplication", "v1", "u1", "v2", "u2", "vRes", "uRes");

    public static IEnumerable<TheoryDataRow<string[]>> Quotients => UcumOracle.Cases("division", "v1", "u1", "v2", "u2", "vRes", "uRes");

    [Fact]
    public void All_cases_are_there()
    {
        SharedData.Require("dev", "terminology", "ucum-functional-tests");
        Assert.Equal([530, 9, 30, 2, 3], new[] { Validations, Names, Conversions, Products, Quotients }.Select(c => c.Count()));
    }

    [Theory]
    [MemberData(nameof(Validations))]
    public void Validation(string[] row) => Assert.Equal(row[1] == "true", UcumUnit.TryParse(row[0], out _, out _));

    [Theory]
    [MemberData(nameof(Names))]
    public void Display_name(string[] row) => Assert.Equal(row[1], row[0].Length == 0 ? UcumOracle.Parse("1").DisplayName : UcumOracle.Parse(row[0]).DisplayName);

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Conversion(string[] row)
    {
        var result = UcumOracle.Convert(row[0], row[1], row[2]);
        Assert.NotNull(result);
        AssertAtShownDigits(row[3], result.Value);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Multiplication(string[] row)
    {
        Assert.True(UcumOracle.Parse(row[1]).TryMultiply(UcumOracle.Parse(row[3]), out var unit));
        Assert.True(unit.TryConvertExactly(UcumOracle.Number(row[0]).Times(UcumOracle.Number(row[2])), UcumOracle.Parse(row[5]), out var result));
        AssertAtShownDigits(row[4], result);
    }

    [Theory]
    [MemberData(nameof(Quotients))]
    public void Division(string[] row)
    {
        Assert.True(UcumOracle.Parse(row[1]).TryDivide(UcumOracle.Parse(row[3]), out var unit));
        var target = UcumOracle.Parse(row[5].Length == 0 ? "1" : row[5]);
        Assert.True(unit.TryConvertExactly(UcumOracle.Number(row[0]).DividedBy(UcumOracle.Number(row[2])), target, out var result));
        AssertAtShownDigits(row[4], result);
    }

    // The expectations are rounded to the digits they show: 6.3 s/4/m is 1.575 s/m, and 1.6 is expected.
    private static void AssertAtShownDigits(string expected, ExactNumber result)
    {
        var digits = expected.Split('e')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        Assert.Equal(UcumOracle.Number(expected), UcumOracle.Number(result.ToString(digits)));
    }
}
