namespace Ontotwin.Sparql.Tests;

public class LimitTests
{
    private static readonly SparqlDataset Thousand = Ask.Data(string.Concat(Enumerable.Range(0, 1000).Select(i => $":s{i} :p :o{i} . ")));

    private static readonly SparqlDataset RunningAway = Ask.Data(string.Concat(Enumerable.Range(0, 3).Select(i => $":s{i} :p '{new string('a', 60 + i)}!' . ")));

    [Theory]
    [InlineData("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "OT9301")]
    [InlineData("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 101", "OT9302")]
    [InlineData("SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } } }", "OT9303")]
    [InlineData("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c", "OT9303")]
    [InlineData("SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d", "OT9303")]
    [InlineData("SELECT * { ?a ?b ?c MINUS { ?a ?e ?f . ?g ?h ?i } }", "OT9303")]
    public void A_limit_ends_a_query_with_its_own_error(string query, string code)
    {
        var options = code == "OT9301" ? SparqlOptions.Default with { TimeMs = 50, MaxRows = long.MaxValue } : SparqlOptions.Default with { MaxRows = 100, MaxHeldValues = 100_000 };
        var error = Assert.Throws<SparqlException>(() => Ask.Query(query).Run(Thousand, options, TestContext.Current.CancellationToken).Solutions!.Rows.Count());
        Assert.Equal(code, error.Diagnostic.Code);
        Assert.NotNull(error.Diagnostic.Hint);
    }

    [Theory]
    [InlineData("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } LIMIT 5", "5")]
    [InlineData("SELECT ?a { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } } LIMIT 7", "7")]
    public void What_is_not_asked_for_is_not_computed(string query, string rows) =>
        Assert.Equal(rows, Ask.Query(query).Run(Thousand, SparqlOptions.Default with { TimeMs = 5_000 }, TestContext.Current.CancellationToken).Solutions!.Rows.Count().ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_query_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Ask.Query("SELECT * { ?s ?p ?o }").Run(Thousand, SparqlOptions.Default, source.Token).Solutions!.Rows.Count());
    }

    [Theory]
    [InlineData("REGEX(?o, \"^(a+)+$\")", "0")]
    [InlineData("!REGEX(?o, \"^(a+)+$\")", "3")]
    [InlineData("REPLACE(?o, \"^(a+)+$\", \"b\") = ?o", "3")]
    public void A_regular_expression_that_tries_too_many_ways_is_matched_in_another(string condition, string rows) =>
        Assert.Equal(rows, Ask.Rows(RunningAway, $"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER({condition}) }}", SparqlOptions.Default with { TimeMs = 30_000 }));

    [Fact]
    public void One_that_can_only_be_tried_ends_the_query_and_leaves_no_row_out()
    {
        var error = Assert.Throws<SparqlException>(() => Ask.Rows(RunningAway, """SELECT * { ?s ?p ?o FILTER(!REGEX(?o, "^(a+)*(a+)*(a+)*\\1b$")) }"""));
        Assert.Equal("OT9301", error.Diagnostic.Code);
        Assert.Contains("regular expression", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_matches_nothing_at_all_is_nowhere_replaced() => Assert.Equal("error", Ask.Value("COALESCE(REPLACE(\"abc\", \"x*\", \"-\"), \"error\")"));

    [Fact]
    public void A_string_that_grows_too_long_ends_the_query()
    {
        static string Times(string variable, int times) => $"CONCAT({string.Join(", ", Enumerable.Repeat(variable, times))})";
        var error = Assert.Throws<SparqlException>(() => Ask.Rows(new SparqlDataset(), $"SELECT ?z {{ BIND(\"{new string('x', 1024)}\" AS ?x) BIND({Times("?x", 256)} AS ?y) BIND({Times("?y", 257)} AS ?z) }}"));
        Assert.Equal("OT9303", error.Diagnostic.Code);
    }

    [Theory]
    [InlineData("SELECT (COUNT(?x) AS ?n) { SELECT DISTINCT ?x { ?s ?p ?o BIND(CONCAT(?long, STR(?s)) AS ?x) } }")]
    [InlineData("SELECT ?s { ?s ?p ?o } ORDER BY CONCAT(?long, STR(?s))")]
    [InlineData("SELECT ?s (MAX(CONCAT(?long, STR(?o))) AS ?m) { ?s ?p ?o } GROUP BY ?s")]
    [InlineData("SELECT ?s (SAMPLE(CONCAT(?long, STR(?o))) AS ?m) { ?s ?p ?o } GROUP BY ?s")]
    [InlineData("SELECT (GROUP_CONCAT(CONCAT(?long, STR(?o))) AS ?m) { ?s ?p ?o }")]
    public void Strings_that_a_query_makes_and_keeps_count_by_their_characters(string query)
    {
        // A thousand strings of ten thousand characters are five million values; the rows are a few thousand.
        var made = query.Replace("?long", $"\"{new string('x', 10_000)}\"", StringComparison.Ordinal);
        long Rows(long values) => Ask.Query(made).Run(Thousand, SparqlOptions.Default with { MaxHeldValues = values }, TestContext.Current.CancellationToken).Solutions!.Rows.Count();
        Assert.Equal("OT9303", Assert.Throws<SparqlException>(() => Rows(1_000_000)).Diagnostic.Code);
        Assert.NotEqual(0, Rows(12_000_000));
    }

    [Theory]
    [InlineData("SELECT (SUM(STRLEN(CONCAT(?x, STR(?o)))) AS ?n) { ?s ?p ?o BIND(?long AS ?x) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o BIND(?long AS ?x) FILTER(?x = CONCAT(SUBSTR(?x, 2), 'x')) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o BIND(?long AS ?x) FILTER(?x IN (UCASE(?x), LCASE(?x))) }")]
    [InlineData("SELECT ?s { ?s ?p ?o BIND(?long AS ?x) } ORDER BY ?x")]
    [InlineData("SELECT (MIN(?x) AS ?n) { ?s ?p ?o BIND(?long AS ?x) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o BIND(?long AS ?x) } GROUP BY (STRLEN(STRAFTER(?x, 'y')))")]
    public void Time_is_looked_at_within_a_batch_by_the_characters_that_its_rows_take(string query)
    {
        // A thousand rows are one batch, at whose beginning the time is looked at anyway.
        var lengthy = Ask.Query(query.Replace("?long", $"\"{new string('x', 50_000)}\"", StringComparison.Ordinal));
        int Rows(LookedAtClock clock) => lengthy.Run(Thousand, SparqlOptions.Default with { Clock = clock }, TestContext.Current.CancellationToken).Solutions!.Rows.Count();
        var (whole, half) = (new LookedAtClock(), new LookedAtClock { EndsAfter = 250 });
        Assert.NotEqual(0, Rows(whole));
        Assert.InRange(whole.Looks, 500, 100_000);
        Assert.Equal("OT9301", Assert.Throws<SparqlException>(() => Rows(half)).Diagnostic.Code);
        Assert.Equal(251, half.Looks);
    }

    /// <summary>A clock that stands still until it has been looked at so often, and is then a year on.</summary>
    private sealed class LookedAtClock : TimeProvider
    {
        public int EndsAfter { get; init; } = int.MaxValue;

        public int Looks { get; private set; }

        public override long GetTimestamp() => ++Looks > EndsAfter ? TimestampFrequency * 31_536_000 : 0;
    }
}
