using System.Text;
using Ontotwin.Bench;

// Each figure is a ratio to a floor measured in the same run: machines are noisy, ratios less so.
// Run from the repository's root: dotnet run --project bench/Ontotwin.Bench -c Release [-- CASE]
// Without a case, every case runs in a process of its own, so that its peak memory is its own.
Console.OutputEncoding = Encoding.UTF8;
var cases = new Dictionary<string, Action>
{
    ["read"] = ReadingCases.Run,
    ["hapi"] = HapiCases.Run,
    ["dicom"] = DicomCases.Run,
    ["sylvan"] = SylvanCases.Run,
    ["csv"] = CsvCases.Run,
    ["series"] = SeriesCases.Run,
    ["store"] = StoreCases.Run,
    ["neo4j"] = Neo4jCases.Run,
    ["oru"] = MessageCases.Run,
    ["fhir"] = BundleCases.Run,
    ["rml"] = RmlCases.Run,
    ["rdf"] = RdfCases.Run,
    ["sparql"] = SparqlCases.Run,
    ["cohort"] = CohortCases.Run,
};
if (args.Length > 0)
{
    cases[args[0]]();
    return;
}
foreach (var name in cases.Keys) { Measure.InOwnProcess(name); }
