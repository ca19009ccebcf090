using System.Text.Json;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A statement that is held, with what a relationship shows of why: <see cref="Statements.Held"/>'s row.</summary>
/// <param name="Subject">The term's text.</param>
/// <param name="Predicate">The property.</param>
/// <param name="Object">The value.</param>
/// <param name="KnownFrom">Since when it has been held under one of the justifications that still hold, as the server writes it.</param>
/// <param name="Why">The relationship's properties: lists of one entry a justification, the oldest first.</param>
internal sealed record HeldStatement(string Subject, Iri Predicate, Term Object, string KnownFrom, IReadOnlyDictionary<string, object> Why)
{
    private static readonly string[] Texts = ["justifications", "rules", "ruleVersions", "documents", "paths"];
    private static readonly string[] Numbers = ["starts", "ends"];

    public static HeldStatement Read(JsonElement row)
    {
        var why = new Dictionary<string, object> { ["justificationCount"] = row[4].GetInt64() };
        for (var i = 0; i < Texts.Length; i++) { why.Add(Texts[i], row[5 + i].EnumerateArray().Select(FactRow.Text).ToArray()); }
        for (var i = 0; i < Numbers.Length; i++) { why.Add(Numbers[i], row[5 + Texts.Length + i].EnumerateArray().Select(n => n.GetInt64()).ToArray()); }
        return new(FactRow.Text(row[0]), new Iri(FactRow.Text(row[1])), TermText.Parse(FactRow.Text(row[2])), FactRow.Text(row[3]), why);
    }
}
