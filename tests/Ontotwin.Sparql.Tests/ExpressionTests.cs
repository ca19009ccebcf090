namespace Ontotwin.Sparql.Tests;

/// <summary>Expressions by the letter of the recommendation, where the suites are silent.</summary>
public class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2.5", "3.5")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("1 / 3", "0.3333333333333333333333333333")]
    [InlineData("1 / 0", "-")]
    [InlineData("1e0 / 0", "INF")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1e0 + 1", "2.0E0")]
    [InlineData("100000000000000000000 + 1", "100000000000000000001")]
    [InlineData("99999999999999999999999999999999999999 * 99999999999999999999999999999999999999", "-")]
    [InlineData("ROUND(-2.5)", "-2")]
    [InlineData("ROUND(2.5)", "3")]
    [InlineData("CEIL(-0.5e0)", "-0.0E0")]
    [InlineData("xsd:string(1e6)", "1.0E6")]
    [InlineData("xsd:string(123456e0)", "123456")]
    [InlineData("xsd:integer(\" 7 \")", "7")]
    [InlineData("xsd:integer(\"7.0\")", "-")]
    [InlineData("xsd:date(\"2024-02-30\")", "-")]
    [InlineData("\"2024-01-01T00:00:00Z\"^^xsd:dateTime = \"2024-01-01T01:00:00+01:00\"^^xsd:dateTime", "true")]
    [InlineData("\"2024-01-01T24:00:00Z\"^^xsd:dateTime = \"2024-01-02T00:00:00Z\"^^xsd:dateTime", "true")]
    [InlineData("\"2024-01-01T00:00:00\"^^xsd:dateTime < \"2024-01-01T10:00:00Z\"^^xsd:dateTime", "-")]
    [InlineData("\"2024-01-01T00:00:00\"^^xsd:dateTime < \"2024-01-02T00:00:00Z\"^^xsd:dateTime", "true")]
    [InlineData("SECONDS(\"2024-01-01T00:00:01.250Z\"^^xsd:dateTime)", "1.25")]
    [InlineData("\"a\"^^:unknown = \"b\"^^:unknown", "-")]
    [InlineData("\"a\"^^:unknown = \"a\"^^:unknown", "true")]
    [InlineData("\"NaN\"^^xsd:double = \"NaN\"^^xsd:double", "false")]
    [InlineData("\"\uFF5E\" < \"\U0001F600\"", "true")]
    [InlineData("1 IN (2, 1/0, 1)", "true")]
    [InlineData("1 IN (2, 1/0)", "-")]
    [InlineData("1/0 || true", "true")]
    [InlineData("1/0 && true", "-")]
    [InlineData("IF(1/0, 1, 2)", "-")]
    [InlineData("SUBSTR(\"a\U0001F600b\", 2, 1)", "\U0001F600")]
    [InlineData("SUBSTR(\"motor car\", 0, 3)", "mo")]
    [InlineData("REPLACE(\"abracadabra\", \"a(.)\", \"$1$1\")", "bbrccddbbra")]
    [InlineData("REPLACE(\"a$b\", \"\\\\$\", \"\\\\$\\\\$\")", "a$$b")]
    [InlineData("REGEX(\"a\\n\", \"^a$\")", "false")]
    [InlineData("REGEX(\"a#b\", \"a # b\", \"x\")", "true")]
    [InlineData("UCASE(\"Straße\"@de)", "STRASSE@de")]
    [InlineData("STRBEFORE(\"abc\"@en, \"z\")", "")]
    [InlineData("STRBEFORE(\"abc\"@en, \"b\"@fr)", "-")]
    [InlineData("ENCODE_FOR_URI(\"é/ ~\")", "%C3%A9%2F%20~")]
    [InlineData("STR(IRI(\"urn:x\"))", "urn:x")]
    [InlineData("SHA256(\"abc\")", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void An_expression_has_its_value(string expression, string value) => Assert.Equal(value, Ask.Value(expression));

    [Fact]
    public void One_solution_has_one_blank_node_for_a_label_and_two_have_two() =>
        Assert.Equal("true 2", Ask.Rows(new SparqlDataset(), "SELECT (MIN(?same) AS ?s) (COUNT(DISTINCT ?a) AS ?n) { { SELECT (BNODE(\"x\") AS ?a) (SAMETERM(?a, BNODE(\"x\")) AS ?same) { VALUES ?v { 1 2 } } } }"));

    [Fact]
    public void Now_is_one_instant_of_the_given_clock() =>
        Assert.Equal("true", Ask.Rows(Ask.Data(":a :p 1, 2 ."), "SELECT (COUNT(DISTINCT ?t) = 1 AS ?one) { ?s ?p ?o BIND(NOW() AS ?t) }"));
}
