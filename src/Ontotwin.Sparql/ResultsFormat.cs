namespace Ontotwin.Sparql;

/// <summary>A way of writing down the answer of SELECT or ASK. <c>default</c> is <see cref="Json"/>.</summary>
public enum ResultsFormat
{
    /// <summary>SPARQL 1.1 Query Results JSON Format.</summary>
    Json = 0,

    /// <summary>SPARQL Query Results XML Format.</summary>
    Xml,

    /// <summary>SPARQL 1.1 CSV: characters only; what is an IRI and what a literal, and unbound and empty, are not told apart. Not for ASK.</summary>
    Csv,

    /// <summary>SPARQL 1.1 TSV: terms in Turtle's forms. Not for ASK.</summary>
    Tsv,
}
