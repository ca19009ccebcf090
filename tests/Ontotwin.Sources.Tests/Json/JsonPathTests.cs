using System.Text;
using Ontotwin.Sources.Json;

namespace Ontotwin.Sources.Tests.Json;

public class JsonPathTests
{
    // The examples of RFC 9535, sections 1.5 and 2.3.
    private const string Store = """
        {"store":{"book":[{"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},
        {"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},
        {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
        {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8","price":22.99}],
        "bicycle":{"color":"red","price":399}},"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"o":{"j j":{"k.k":3}},"x y":"blank"}
        """;

    [Theory]
    [InlineData("$.store.book[*].author", "Nigel Rees|Evelyn Waugh|Herman Melville|J. R. R. Tolkien")]
    [InlineData("$..author", "Nigel Rees|Evelyn Waugh|Herman Melville|J. R. R. Tolkien")]
    [InlineData("$.store..price", "8.95|12.99|8.99|22.99|399")]
    [InlineData("$..book[2].title", "Moby Dick")]
    [InlineData("$..book[-1].title", "The Lord of the Rings")]
    [InlineData("$..book[0,1].title", "Sayings of the Century|Sword of Honour")]
    [InlineData("$..book[:2].title", "Sayings of the Century|Sword of Honour")]
    [InlineData("$..book[?@.isbn].title", "Moby Dick|The Lord of the Rings")]
    [InlineData("$..book[?@.price<10].title", "Sayings of the Century|Moby Dick")]
    [InlineData("$.store.book[?(@.category == 'fiction' && @.price > 10)].title", "Sword of Honour|The Lord of the Rings")]
    [InlineData("$.store.book[?(!@.isbn || @.price == 8.99)].title", "Sayings of the Century|Sword of Honour|Moby Dick")]
    [InlineData("$.store.book[?(@.category!=\"fiction\")].price", "8.95")]
    [InlineData("$.o['j j']['k.k']", "3")]
    [InlineData("$['x y']", "blank")]
    [InlineData("x y", "blank")]
    [InlineData("$.a[1:3]", "5|1")]
    [InlineData("$.a[5:1:-2]", "6|2")]
    [InlineData("$.a[?@ > 3.5]", "5|4|6")]
    [InlineData("$.a[?@.b == 'k'].b", "k")]
    [InlineData("$.a[?@.b == $.a[7].b].b", "k")]
    [InlineData("$.a.b", "")]
    [InlineData("$.nothing", "")]
    [InlineData("$.store['bicycle','book'][*].title", "Sayings of the Century|Sword of Honour|Moby Dick|The Lord of the Rings")]
    public void A_path_selects_what_the_standard_says(string path, string values)
    {
        var results = new List<Field>();
        JsonPath.Parse(path).Value!.Select(JsonReader.Read(new SourceDocument("x", Encoding.UTF8.GetBytes(Store))).Single().Record!.Root, results);
        Assert.Equal(values, string.Join('|', results.Select(f => f.Text)));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("$.students[*]]", 14)]
    [InlineData("$.", 3)]
    [InlineData("$[", 3)]
    [InlineData("$['a", 5)]
    [InlineData("$.a[?length(@.b) > 2]", 6)]
    [InlineData("$.a[?(@.b == )]", 14)]
    [InlineData("$.a[99999999999]", 16)]
    public void What_is_no_path_says_where(string path, int character)
    {
        var error = Assert.Single(JsonPath.Parse(path).Diagnostics);
        Assert.Equal("OT3511", error.Code);
        Assert.Contains($"character {character},", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_has_a_limit() =>
        Assert.False(JsonPath.Parse("$[?" + new string('(', 3000) + "@.a" + new string(')', 3000) + "]").IsOk || JsonPath.Parse("$[?" + new string('!', 3000) + "@.a]").IsOk);
}
