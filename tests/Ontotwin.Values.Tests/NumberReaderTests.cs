namespace Ontotwin.Values.Tests;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("70.5", DecimalMark.Point, "70.5")]
    [InlineData("70,5", DecimalMark.Point, null)]
    [InlineData("70,5", DecimalMark.Comma, "70.5")]
    [InlineData("70.5", DecimalMark.Comma, null)]
    [InlineData("1.234,5", DecimalMark.Comma, null)]
    [InlineData("70,5", DecimalMark.Either, "70.5")]
    [InlineData("70.5", DecimalMark.Either, "70.5")]
    [InlineData("101", DecimalMark.Either, "101")]
    [InlineData("-0,5", DecimalMark.Either, "-0.5")]
    [InlineData("0,125", DecimalMark.Either, "0.125")]
    [InlineData("5,639970", DecimalMark.Either, "5.639970")]
    [InlineData("1,234", DecimalMark.Either, null)]
    [InlineData("-1.234", DecimalMark.Either, null)]
    [InlineData("1,234.5", DecimalMark.Either, null)]
    [InlineData("1,2,3", DecimalMark.Either, null)]
    [InlineData("Low", DecimalMark.Either, null)]
    public void A_number_has_the_mark_that_is_declared_and_what_could_be_thousands_is_none(string text, DecimalMark mark, string? expected)
    {
        var isRead = NumberReader.TryRead(text, mark, out var number);
        Assert.Equal(expected is not null, isRead);
        if (expected is not null) { Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), number); }
    }
}
