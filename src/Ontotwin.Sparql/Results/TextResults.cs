using System.Collections.Immutable;
using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Results;

/// <summary>SPARQL 1.1 Query Results CSV and TSV Formats.</summary>
internal static class TextResults
{
    private static readonly System.Buffers.SearchValues<char> QuotedInCsv = System.Buffers.SearchValues.Create("\",\r\n");

    public static long Write(SparqlResult result, Stream output, bool isTsv)
    {
        if (result.Solutions is not { } solutions) { throw new NotSupportedException("CSV and TSV have no form for the answer of ASK: take JSON or XML"); }
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = isTsv ? "\n" : "\r\n" };
        var separator = isTsv ? '\t' : ',';
        writer.WriteLine(string.Join(separator, solutions.Variables.Select(v => isTsv ? "?" + v : v)));
        var count = 0L;
        foreach (var row in solutions.Rows)
        {
            writer.WriteLine(string.Join(separator, row.Select(t => t is null ? "" : isTsv ? Tsv(t) : Csv(t))));
            count++;
        }
        return count;
    }

    public static Outcome<SparqlResult> Read(string text, string file, bool isTsv)
    {
        var lines = isTsv ? [.. text.Split('\n').Select(l => l.TrimEnd('\r').Split('\t').ToList())] : CsvLines(text);
        if (lines.Count > 1 && lines[^1] is [""]) { lines.RemoveAt(lines.Count - 1); }
        if (lines.Count == 0) { return SparqlResults.Unreadable(file, "an empty text"); }
        var names = lines[0] is [""] ? [] : lines[0].Select(v => v.TrimStart('?', '$')).ToImmutableArray();
        var rows = new List<IReadOnlyList<Term?>>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Count != Math.Max(1, names.Length)) { return SparqlResults.Unreadable(file, $"a row of {lines[i].Count} cells for {names.Length} variables", new TextPosition(i + 1, 1)); }
            var cells = lines[i].Take(names.Length).Select(c => c.Length == 0 && isTsv ? null : isTsv ? ReadTsv(c) : Literal.Text(c)).ToArray();
            if (isTsv && cells.Where((c, k) => c is null && lines[i][k].Length > 0).Any()) { return SparqlResults.Unreadable(file, "a cell that is no term of Turtle", new TextPosition(i + 1, 1)); }
            rows.Add(cells);
        }
        return Outcome<SparqlResult>.Ok(SparqlResult.Of(new SparqlSolutions(names, rows)));
    }

    private static string Csv(Term term)
    {
        var text = term switch { Iri iri => iri.Value, BlankNode blank => "_:" + blank.Label, _ => ((Literal)term).Lexical };
        return text.AsSpan().ContainsAny(QuotedInCsv) ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;
    }

    // Turtle's abbreviations, where the lexical form is one that Turtle reads back as the same datatype.
    private static string Tsv(Term term)
    {
        if (term is Literal { Language: null } literal && (literal.Datatype == Xsd.Integer || literal.Datatype == Xsd.Decimal || literal.Datatype == Xsd.Double)
            && ReadTsv(literal.Lexical)?.Equals(literal) == true) { return literal.Lexical; }
        return term.ToString();
    }

    private static Term? ReadTsv(string cell)
    {
        Term? found = null;
        var count = 0;
        var error = RdfReader.Read($"<a:s> <a:p> {cell} .", "cell", quad =>
        {
            found = quad.Triple.Object;
            count++;
        });
        if (error is not null || count != 1) { return null; }
        // The reader may give a blank node another label.
        return found is BlankNode ? new BlankNode(cell[2..]) : found;
    }

    private static List<List<string>> CsvLines(string text)
    {
        var lines = new List<List<string>>();
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') { cell.Append(text[++i]); }
            else if (c == '"') { isQuoted = !isQuoted; }
            else if (!isQuoted && c is ',' or '\n' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    lines.Add(cells);
                    cells = [];
                }
            }
            else if (isQuoted || c != '\r') { cell.Append(c); }
        }
        if (cells.Count > 0 || cell.Length > 0)
        {
            cells.Add(cell.ToString());
            lines.Add(cells);
        }
        return lines;
    }
}
