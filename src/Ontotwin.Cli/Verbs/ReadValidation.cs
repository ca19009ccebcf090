using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>read PATH… --validate</c>: what in FHIR documents is against R4. Nothing is stopped by it: <c>map</c> and <c>ingest</c> read them all the same.</summary>
internal static class ReadValidation
{
    public static int Run(string[] paths)
    {
        var problems = new List<Diagnostic>();
        var (records, rejects, faulty, isRight) = (0, 0, 0, true);
        foreach (var file in InputFiles.Find(paths, problems))
        {
            if (InputFiles.Open(file, out var problem) is not { } document) { problems.Add(problem!); continue; }
            if (DocumentReader.DetectFormat(document.Bytes.Span) != SourceFormat.Fhir) { continue; }
            var lines = new SourceLines(document);
            foreach (var item in SourceContainer.Checked(document, FhirReader.Read(document)))
            {
                foreach (var remark in item.Diagnostics) { Terminal.Error(Said(remark, document, lines)); }
                if (item.Record is null && !item.IsReject) { continue; }
                records++;
                if (item.Record is not { } record) { rejects++; continue; }
                var found = FhirValidation.Check(record).ToList();
                foreach (var fault in found) { Terminal.Line(Said(fault, document, lines)); }
                if (found.Count > 0) { faulty++; }
                isRight &= !found.Exists(f => f.Severity == Severity.Error);
            }
        }
        Terminal.Diagnostics(problems);
        if (records == 0) { Terminal.Error("no FHIR document was found: --validate checks FHIR R4 as JSON, NDJSON and XML"); }
        Terminal.Line($"{records} records of FHIR, {faulty} with something against R4{(rejects > 0 ? $", {rejects} that could not be read" : "")}");
        return problems.Count == 0 && isRight && rejects == 0 && records > 0 ? ExitCode.Done : ExitCode.Input;
    }

    // A place in the container has no line.
    private static string Said(Diagnostic remark, SourceDocument document, SourceLines lines) => remark.Place is { } place && place.Document == document.Name ? $"line {lines.At(place.Bytes.Start)}: {remark}" : remark.ToString();
}
