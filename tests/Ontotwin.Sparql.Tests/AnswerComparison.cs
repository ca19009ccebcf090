using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>Whether two answers say the same: solutions as multisets (or lists), blank nodes by any one-to-one renaming, numbers by value and datatype.</summary>
internal static class AnswerComparison
{
    /// <summary>Null when they do, else what differs.</summary>
    public static string? Difference(SparqlResult expected, SparqlResult actual, bool isOrdered, bool asText = false)
    {
        if (expected.Boolean is { } answer) { return actual.Boolean == answer ? null : $"expected {answer}, got {actual.Boolean?.ToString() ?? "no boolean"}"; }
        if (expected.Graph is { } graph)
        {
            if (actual.Graph is null) { return "no graph"; }
            var (left, right) = (Canonical(graph), Canonical(actual.Graph));
            return DatasetIsomorphism.AreIsomorphic(left, right) ? null : $"expected {left.Count} triples:\n{string.Join('\n', left.Take(12))}\n got {right.Count}:\n{string.Join('\n', right.Take(12))}";
        }
        if (actual.Solutions is null || expected.Solutions is null) { return "solutions and something else"; }
        return Difference(expected.Solutions, actual.Solutions, isOrdered, asText);
    }

    public static List<Quad> Canonical(IEnumerable<Triple> graph) => [.. graph.Select(t => new Quad(new Triple(t.Subject, t.Predicate, Canonical(t.Object)), null))];

    /// <summary>A term with its number in one form.</summary>
    public static Term Canonical(Term term)
    {
        if (term is not Literal literal || !literal.Datatype.Value.StartsWith(Xsd.Namespace, StringComparison.Ordinal)) { return term; }
        var culture = CultureInfo.InvariantCulture;
        switch (literal.Datatype.LocalName)
        {
            case "integer" or "decimal" when decimal.TryParse(literal.Lexical, NumberStyles.Float, culture, out var exact):
                return new Literal((exact == 0 ? 0 : (double)exact).ToString("E14", culture), literal.Datatype);
            case "double" when double.TryParse(literal.Lexical, culture, out var real): return new Literal(real.ToString("E14", culture), literal.Datatype);
            case "float" when double.TryParse(literal.Lexical, culture, out var real): return new Literal(real.ToString("E6", culture), literal.Datatype);
            case "dateTime": return new Literal(Zoned(literal.Lexical), literal.Datatype);
            default: return term;
        }
    }

    private static string Zoned(string lexical)
    {
        var text = lexical.EndsWith("+00:00", StringComparison.Ordinal) ? lexical[..^6] + "Z" : lexical;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) { return text; }
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) { end++; }
        return text[..dot] + text[dot..end].TrimEnd('0').TrimEnd('.') + text[end..];
    }

    private static string? Difference(SparqlSolutions expected, SparqlSolutions actual, bool isOrdered, bool asText)
    {
        if (!expected.Variables.ToHashSet().SetEquals(actual.Variables)) { return $"expected the variables {string.Join(' ', expected.Variables)}, got {string.Join(' ', actual.Variables)}"; }
        var columns = expected.Variables.Select(v => actual.Variables.IndexOf(v)).ToArray();
        string Cell(Term? term) => term is null ? (asText ? "\"\"" : "UNDEF") : asText ? $"\"{Plain(term)}\"" : Canonical(term).ToString();
        var left = expected.Rows.Select(r => (IReadOnlyList<Term?>)r).ToList();
        var right = actual.Rows.Select(r => (IReadOnlyList<Term?>)[.. columns.Select(c => r[c])]).ToList();
        if (left.Count != right.Count) { return $"expected {left.Count} rows, got {right.Count}\n{Shown(left, Cell)}\ngot\n{Shown(right, Cell)}"; }
        var same = isOrdered ? SameList(left, right, Cell) : DatasetIsomorphism.AreIsomorphic(AsQuads(left, Cell, asText), AsQuads(right, Cell, asText));
        return same ? null : $"expected\n{Shown(left, Cell)}\ngot\n{Shown(right, Cell)}";
    }

    private static string Plain(Term term) => term switch { Iri iri => iri.Value, BlankNode blank => blank.Label, _ => ((Literal)term).Lexical is var text && text.StartsWith("_:", StringComparison.Ordinal) ? "_:" : text };

    private static string Shown(List<IReadOnlyList<Term?>> rows, Func<Term?, string> cell) => string.Join('\n', rows.Take(12).Select(r => string.Join(" | ", r.Select(cell))));

    // In order, blank nodes are compared only as being some blank node.
    private static bool SameList(List<IReadOnlyList<Term?>> left, List<IReadOnlyList<Term?>> right, Func<Term?, string> cell)
    {
        string Row(IReadOnlyList<Term?> row) => string.Join('\u0001', row.Select(t => t is BlankNode ? "_:" : cell(t)));
        return left.Select(Row).SequenceEqual(right.Select(Row));
    }

    // Each row is a blank node of its own, so that a bijection of blank nodes is one of rows too; rows alike are counted.
    private static IEnumerable<Quad> AsQuads(List<IReadOnlyList<Term?>> rows, Func<Term?, string> cell, bool asText)
    {
        var number = 0;
        foreach (var group in rows.GroupBy(r => string.Join('\u0001', r.Select(t => t is BlankNode b ? "_:" + b.Label : cell(t)))))
        {
            var node = new BlankNode($"row{number++}");
            yield return new Quad(new Triple(node, new Iri("row:count"), Literal.Integer(group.Count())), null);
            var row = group.First();
            for (var i = 0; i < row.Count; i++)
            {
                yield return new Quad(new Triple(node, new Iri($"row:{i}"), row[i] is BlankNode blank && !asText ? new BlankNode("n" + blank.Label) : Literal.Text(cell(row[i]))), null);
            }
        }
    }
}
