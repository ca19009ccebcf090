using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sparql;
using Spectre.Console;

namespace Ontotwin.Cli.Output;

/// <summary>Answers of queries on standard output.</summary>
internal static class SparqlOutput
{
    public static void Write(SparqlResult result, string form)
    {
        if (form == "table") { Table(result); }
        else
        {
            using var output = Console.OpenStandardOutput();
            if (result.Graph is { } graph)
            {
                using var writer = RdfWriter.Create(output, RdfFiles.FormatNamed(form), OntologyModel.UsualPrefixes);
                foreach (var triple in graph) { writer.Write(triple, null); }
                return;
            }
            SparqlResults.Write(result, form switch { "csv" => ResultsFormat.Csv, "tsv" => ResultsFormat.Tsv, "xml" => ResultsFormat.Xml, _ => ResultsFormat.Json }, output);
        }
    }

    private static void Table(SparqlResult result)
    {
        if (result.Boolean is { } answer)
        {
            Terminal.Line(answer ? "yes" : "no");
            return;
        }
        var solutions = result.Solutions!;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in solutions.Variables) { table.AddColumn(Markup.Escape("?" + name)); }
        var count = 0;
        foreach (var row in solutions.Rows)
        {
            table.AddRow([.. row.Select(t => Markup.Escape(Shown(t)))]);
            count++;
        }
        if (count > 0 && solutions.Variables.Length > 0) { AnsiConsole.Write(table); }
        Terminal.Progress(count == 1 ? "1 row" : $"{count} rows");
    }

    // Short for people: what must be told apart exactly is asked for as JSON.
    private static string Shown(Term? term)
    {
        switch (term)
        {
            case null: return "";
            case Iri iri:
                var prefix = OntologyModel.UsualPrefixes.FirstOrDefault(p => iri.Value.StartsWith(p.Value, StringComparison.Ordinal) && iri.Value.Length > p.Value.Length);
                return prefix.Key is null ? iri.Value : prefix.Key + ":" + iri.Value[prefix.Value.Length..];
            case Literal literal: return string.Concat(literal.Lexical.Select(c => char.IsControl(c) ? '\ufffd' : c)) + (literal.Language is { } language ? "@" + language : "");
            default: return term.ToString();
        }
    }
}
