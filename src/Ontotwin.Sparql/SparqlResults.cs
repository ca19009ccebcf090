using Ontotwin.Sparql.Results;
using Ontotwin.Values;

namespace Ontotwin.Sparql;

/// <summary>Writes and reads the answers of SELECT and ASK.</summary>
public static class SparqlResults
{
    /// <summary>Writes an answer in UTF-8, row by row as they come.</summary>
    /// <param name="result">An answer of SELECT or ASK.</param>
    /// <param name="format">In what form.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="NotSupportedException">The answer is a graph, or a boolean that the format has no form for.</exception>
    /// <exception cref="SparqlException">The query ended while its rows were read.</exception>
    public static long Write(SparqlResult result, ResultsFormat format, Stream output)
    {
        if (result.Graph is not null) { throw new NotSupportedException("a graph is written by RdfWriter"); }
        return format switch
        {
            ResultsFormat.Xml => XmlResults.Write(result, output),
            ResultsFormat.Csv => TextResults.Write(result, output, isTsv: false),
            ResultsFormat.Tsv => TextResults.Write(result, output, isTsv: true),
            _ => JsonResults.Write(result, output),
        };
    }

    /// <summary>Reads an answer; of CSV everything is a string.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="format">In what form.</param>
    /// <param name="file">Its name for diagnostics.</param>
    public static Outcome<SparqlResult> Read(string text, ResultsFormat format, string file) => format switch
    {
        ResultsFormat.Xml => XmlResults.Read(text, file),
        ResultsFormat.Csv => TextResults.Read(text, file, isTsv: false),
        ResultsFormat.Tsv => TextResults.Read(text, file, isTsv: true),
        _ => JsonResults.Read(text, file),
    };

    internal static Outcome<SparqlResult> Unreadable(string file, string message, TextPosition at = default) => Outcome<SparqlResult>.Fail(new Diagnostic("OT9220", Severity.Error, message)
    {
        Span = new TextSpan(file, at, at),
        Hint = "see the SPARQL 1.1 results formats of W3C",
    });
}
