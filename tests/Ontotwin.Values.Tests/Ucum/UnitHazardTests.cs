namespace Ontotwin.Values.Tests.Ucum;

public class UnitHazardTests
{
    [Theory]
    [InlineData("mmol/L", "/L", "OT1901")]
    [InlineData("kat", "Bq", "OT1901")]
    [InlineData("eq", "mol", "OT1902")]
    [InlineData("meq/L", "mmol/L", "OT1902")]
    [InlineData("mmol/kg", "meq/kg", "OT1902")]
    [InlineData("[IU]/mL", "[arb'U]/mL", "OT1904")]
    [InlineData("[CFU]/mL", "/mL", "OT1904")]
    [InlineData("meq/L", "mg/dL", "OT1902")]
    [InlineData("mosm/L", "mmol/L", "OT1905")]
    [InlineData("Cel/min", "K/min", "OT1906")]
    [InlineData("mmol/L", "umol/L", null)]
    [InlineData("meq/L", "eq/m3", null)]
    [InlineData("U/L", "nkat/L", null)]
    [InlineData("Cel", "[degF]", null)]
    [InlineData("mmol/L", "kg", null)]
    public void A_conversion_that_only_formulas_allow_is_named(string from, string to, string? code) =>
        Assert.Equal(code, UcumOracle.Parse(from).HazardTo(UcumOracle.Parse(to))?.Code);

    // Calcium: two charges, 40.078 g/mol.
    [Theory]
    [InlineData("5", "meq/L", "mmol/L", "2.5")]
    [InlineData("2.5", "mmol/L", "meq/L", "5")]
    [InlineData("5", "meq/L", "mg/dL", "10.0195")]
    [InlineData("10.0195", "mg/dL", "meq/L", "5")]
    public void Equivalents_convert_by_the_charge_of_the_ion(string value, string from, string to, string expected)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(new Substance(40.078m, 2).TryConvert(number, UcumOracle.Parse(from), UcumOracle.Parse(to), out var result));
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), result);
        Assert.False(new Substance(40.078m).TryConvert(number, UcumOracle.Parse(from), UcumOracle.Parse(to), out _));
    }

    [Theory]
    [InlineData("K/uL", "'K' is kelvin in UCUM, which is case sensitive, and looks like '10*3'")]
    [InlineData("MG", "'MG' is megaGauss in UCUM, which is case sensitive, and looks like 'mg'")]
    [InlineData("MG/dL", "'MG' is megaGauss in UCUM, which is case sensitive, and looks like 'mg'")]
    [InlineData("u/L", "'u' is unified atomic mass unit in UCUM, which is case sensitive, and looks like 'U'")]
    [InlineData("mL/H", "'H' is henry in UCUM, which is case sensitive, and looks like 'h'")]
    [InlineData("mL.H-1", "'H' is henry in UCUM, which is case sensitive, and looks like 'h'")]
    [InlineData("C", "'C' is coulomb in UCUM, which is case sensitive, and looks like 'Cel'")]
    [InlineData("ML", "'ML' is megaliter in UCUM, which is case sensitive, and looks like 'mL'")]
    public void A_code_that_is_easily_taken_for_another_is_named(string code, string message)
    {
        var hazard = UcumOracle.Parse(code).Hazard;
        Assert.Equal(("OT1903", message), (hazard?.Code, hazard?.Message));
    }

    [Theory]
    [InlineData("K")]
    [InlineData("mmol/L/K")]
    [InlineData("10*3/uL")]
    [InlineData("mg/dl")]
    [InlineData("A.h")]
    [InlineData("U/l")]
    [InlineData("mm[Hg]")]
    [InlineData("{MG}/mL")]
    [InlineData("{score}")]
    [InlineData("1")]
    public void A_code_that_is_what_it_looks_like_is_not(string code) => Assert.Null(UcumOracle.Parse(code).Hazard);

    [Theory]
    [InlineData("1.5e48", "1.5e48")]
    [InlineData("0.000", "0")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("1e-13", "1e-13")]
    [InlineData("0.000000000001", "0.000000000001")]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    public void An_exact_number_shows_all_its_digits(string text, string expected) => Assert.Equal(expected, UcumOracle.Number(text).ToString());

    [Theory]
    [InlineData("2", "3", "0.6666666666666666666666666667")]
    [InlineData("1", "8", "0.125")]
    [InlineData("1e30", "7", "1.428571428571428571428571429e29")]
    public void A_fraction_that_never_ends_shows_28(string dividend, string divisor, string expected) =>
        Assert.Equal(expected, UcumOracle.Number(dividend).DividedBy(UcumOracle.Number(divisor)).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData("1,5")]
    [InlineData("1e401")]
    [InlineData("1e")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    public void Text_that_is_no_number_is_refused(string text) => Assert.False(ExactNumber.TryParse(text, out _));
}
