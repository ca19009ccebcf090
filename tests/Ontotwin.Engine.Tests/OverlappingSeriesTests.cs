using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Exports of one device overlap: what they agree on counts once, and what they do not agree on is used by nobody.</summary>
public class OverlappingSeriesTests
{
    private static readonly Iri Series = new("urn:series");

    [Theory]
    [InlineData("0=1 5=2", "5=2 10=3", "")]
    [InlineData("0=1 5=2 10=3", "5=4 10=3 15=1", "5")]
    [InlineData("0=1", "5=2", "")]
    [InlineData("0=1 30=9", "10=1 20=2 30=8", "30")]
    public void Instants_with_different_values_are_contested(string first, string second, string contested)
    {
        var found = SeriesOverlap.Contested([Chunk("a", first), Chunk("b", second), Chunk("c", "600=1")]);
        Assert.Equal(contested, string.Join(' ', found.Select(c => c.Instant.Minute)));
    }

    [Fact]
    public void Other_series_and_other_units_are_no_concern() =>
        Assert.Empty(SeriesOverlap.Contested([Chunk("a", "0=1"), Chunk("b", "0=2") with { Series = new("urn:other") }, Chunk("c", "0=3") with { Unit = "g" }]));

    private static SeriesChunk Chunk(string document, string samples) => new(Series, "1", new Origin(document, document, default, "v", "", "r", "", ""), false,
        [.. samples.Split(' ').Select(s => s.Split('=')).Select(s => new Sample(DateTimeOffset.UnixEpoch.AddMinutes(int.Parse(s[0], System.Globalization.CultureInfo.InvariantCulture)), decimal.Parse(s[1], System.Globalization.CultureInfo.InvariantCulture), default, 1))]);
}
