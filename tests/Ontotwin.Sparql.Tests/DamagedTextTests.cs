namespace Ontotwin.Sparql.Tests;

/// <summary>Whatever a text holds, it is parsed or refused with a place: nothing is thrown.</summary>
public class DamagedTextTests
{
    private const string Signs = "{}()[]<>\"'\\.;,|^/*+?!@#_:-0129%$\u0000\uD800é\t\n";
    private const int Rounds = 6_000;

    private static readonly string[] Texts =
    [
        "BASE <http://e/> PREFIX : <x#> SELECT DISTINCT ?s (COUNT(DISTINCT ?o) AS ?n) FROM <g> FROM NAMED <h> WHERE { ?s :p/^:q|!(a|^:r)* ?o ; :t [ :u (1 -2.5 3e4 true) ] . } GROUP BY ?s HAVING (?n > 1) ORDER BY DESC(?n) LIMIT 5 OFFSET 2",
        "PREFIX : <urn:> CONSTRUCT { ?s :p _:b } WHERE { GRAPH ?g { ?s :p \"x\\n\\u0041\"@en-GB, '''y'''^^:d } OPTIONAL { ?s :q ?v FILTER(?v NOT IN (1, 2) && !BOUND(?w)) } MINUS { ?s a :C } } VALUES (?s ?v) { (:a UNDEF) (UNDEF 2) }",
        "ASK { { SELECT * { ?a ?b ?c } } UNION { BIND(IF(REGEX(STR(?a), \"^x\", \"i\"), 1/3, COALESCE(?z, RAND())) AS ?k) } FILTER NOT EXISTS { SERVICE SILENT <urn:s> { ?a ?b ?c } } }",
        "PREFIX : <urn:> DELETE { ?s :p ?o } INSERT { GRAPH :g { ?s :p 1 } } USING NAMED :h WHERE { ?s :p ?o } ; LOAD SILENT <urn:d> INTO GRAPH :l ; COPY DEFAULT TO :k ; DROP ALL ; INSERT DATA { _:x :p \"\"\"long\"\"\" }",
        "DESCRIBE ?x <urn:y> WHERE { ?x <urn:p>? $y } # a comment",
    ];

    [Fact]
    public void Damaged_queries_and_updates_are_refused_with_a_place()
    {
        var random = new Random(3);
        var refused = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var text = Damaged(Texts[i % Texts.Length], random);
            var diagnostics = i % 2 == 0 ? SparqlQuery.Parse(text).Diagnostics : SparqlUpdate.Parse(text).Diagnostics;
            Assert.All(diagnostics, d => Assert.True(d.Span is not null && d.Message.Length > 0, text));
            refused += diagnostics.Length;
        }
        Assert.InRange(refused, Rounds / 2, Rounds);
    }

    private static string Damaged(string text, Random random)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)) + " ",
                1 => text.Insert(at, Signs[random.Next(Signs.Length)].ToString()),
                2 => text.Insert(at, Texts[random.Next(Texts.Length)][..random.Next(20)]),
                3 => text[..at] + " ",
                _ => text.Insert(at, text.Substring(at, Math.Min(random.Next(1, 30), text.Length - at))),
            };
        }
        return text;
    }
}
