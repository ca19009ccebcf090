using Ontotwin.Values;

namespace Ontotwin.Values.Tests;

public class IntervalTests
{
    [Theory]
    [InlineData(5, 9, 5, Truth.True)]
    [InlineData(5, 9, 6, Truth.Unknown)]
    [InlineData(5, 9, 10, Truth.False)]
    public void At_least_is_decided_as_soon_as_every_possible_value_agrees(int low, int high, int bound, Truth expected) =>
        Assert.Equal(expected, new Interval(low, high).AtLeast(bound));

    [Fact]
    public void Less_than_five_is_surely_below_five_and_says_nothing_of_four()
    {
        var belowFive = Comparator.Less.Around(5);
        Assert.Equal(Truth.True, belowFive.LessThan(5));
        Assert.Equal(Truth.False, belowFive.AtLeast(5));
        Assert.Equal(Truth.Unknown, belowFive.LessThan(4));
    }

    [Fact]
    public void Hull_of_touching_ends_is_open_only_where_both_are() =>
        Assert.Equal(new Interval(1, 9), new Interval(1, 5, LowOpen: true).Hull(new Interval(1, 9)));
}
