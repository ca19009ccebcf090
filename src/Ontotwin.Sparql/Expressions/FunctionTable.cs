using Ontotwin.Rdf;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Expressions;

/// <summary>The built-in functions of one run of a query, whose instant, random numbers and regular expressions they share.</summary>
/// <param name="budget">The query's one instant, and the time that it has.</param>
internal sealed class FunctionTable(QueryBudget budget)
{
    private readonly MomentValue instant = MomentValue.Of(budget.Now);

    public RegexFunctions Regexes { get; } = new(budget.Tick);

    public Func<Row, Value[], Value?> Of(string name) => name switch
    {
        "NOW" => (_, _) => instant,
        "RAND" => (_, _) => NumberValue.Of(Random.Shared.NextDouble()),
        "UUID" => (_, _) => new ResourceValue(new Iri("urn:uuid:" + Guid.NewGuid().ToString("D"))),
        "STRUUID" => (_, _) => new TextValue(Guid.NewGuid().ToString("D")),
        "BNODE" => (row, a) => a.Length == 0 ? new ResourceValue(row.Terms.FreshBlank()) : a[0] is TextValue { Language: null } label ? row.Blank(label.Text) : null,
        "REGEX" => (_, a) => Regexes.Match(a),
        "REPLACE" => (_, a) => Regexes.Replace(a),
        "ABS" or "CEIL" or "FLOOR" or "ROUND" => (_, a) => a[0] is NumberValue n ? Arithmetic.Round(name, n) : null,
        "YEAR" or "MONTH" or "DAY" or "HOURS" or "MINUTES" or "SECONDS" or "TZ" or "TIMEZONE" => (_, a) => DateFunctions.Apply(name, a[0]),
        "STRLEN" or "UCASE" or "LCASE" or "SUBSTR" or "CONCAT" or "ENCODE_FOR_URI" or "LANGMATCHES" or "CONTAINS" or "STRSTARTS" or "STRENDS" or "STRBEFORE" or "STRAFTER" =>
            (_, a) => TextFunctions.Apply(name, a),
        _ => (_, a) => TermFunctions.Apply(name, a),
    };
}
