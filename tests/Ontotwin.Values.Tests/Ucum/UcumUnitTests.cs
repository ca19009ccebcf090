namespace Ontotwin.Values.Tests.Ucum;

public class UcumUnitTests
{
    private static UcumUnit Unit(string code)
    {
        Assert.True(UcumUnit.TryParse(code, out var unit, out var why), why);
        return unit;
    }

    [Theory]
    [InlineData("37", "Cel", "[degF]", "98.6")]
    [InlineData("98.6", "[degF]", "Cel", "37")]
    [InlineData("100", "Cel", "[degRe]", "80")]
    [InlineData("1", "[in_i]", "cm", "2.54")]
    [InlineData("180", "[lb_av]", "kg", "81.6466266")]
    [InlineData("7.4", "[pH]", "nmol/L", "39.8107170553497")]
    [InlineData("30", "dB", "1", "1000")]
    [InlineData("120", "mm[Hg]", "kPa", "15.99864")]
    [InlineData("5", "10*3/uL", "10*9/L", "5")]
    [InlineData("5.1", "[IU]/mL", "[IU]/L", "5100")]
    [InlineData("4", "{beats}/min", "/h", "240")]
    [InlineData("4.2", "meq/L", "mmol/L", "4.2")]
    public void Converts(string value, string from, string to, string expected)
    {
        Assert.True(Unit(from).TryConvert(Number(value), Unit(to), out var result));
        Assert.Equal(Number(expected), result);
    }

    [Theory]
    [InlineData("mmol/L", "mg/dL")]
    [InlineData("mmol/L", "/L")]
    [InlineData("kat", "Bq")]
    [InlineData("[IU]", "[arb'U]")]
    [InlineData("[CFU]/mL", "/mL")]
    [InlineData("Cel", "m")]
    public void Does_not_convert_what_measures_something_else(string from, string to)
    {
        Assert.False(Unit(from).IsCommensurableWith(Unit(to)));
        Assert.False(Unit(from).TryConvert(1, Unit(to), out _));
    }

    // Glucose 180.156 g/mol, creatinine 113.12 g/mol.
    [Theory]
    [InlineData("5.5", "mmol/L", "mg/dL", "180.156", "99.0858")]
    [InlineData("1", "mg/dL", "umol/L", "113.12", "88.401697312588401697312588402")]
    public void Exchanges_moles_for_grams_by_the_molar_mass(string value, string from, string to, string mass, string expected)
    {
        Assert.True(Unit(from).TryConvertWithMolarMass(Number(value), Unit(to), Number(mass), out var result));
        Assert.Equal(Number(expected), result, 20);
    }

    [Fact]
    public void Molar_mass_does_not_bridge_anything_else()
    {
        Assert.False(Unit("mmol/L").TryConvertWithMolarMass(1, Unit("mg"), 180, out _));
        Assert.False(Unit("mmol/L").TryConvertWithMolarMass(1, Unit("mg/dL"), 0, out _));
    }

    [Theory]
    [InlineData("cc", "UCUM has no unit 'cc'")]
    [InlineData("mwk", "'wk' takes no prefix")]
    [InlineData("mg{", "'}' is missing")]
    [InlineData("(mg", "')' is missing")]
    [InlineData("", "the unit is empty")]
    [InlineData("m999", "an exponent is at most 99")]
    public void Says_why_a_text_is_no_unit(string code, string expected)
    {
        Assert.False(UcumUnit.TryParse(code, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Hostile_texts_end_quickly()
    {
        Assert.False(UcumUnit.TryParse(new string('(', 200) + "m", out _, out _));
        Assert.False(UcumUnit.TryParse(string.Join('.', Enumerable.Repeat("Ym99", 50)), out _, out _));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
