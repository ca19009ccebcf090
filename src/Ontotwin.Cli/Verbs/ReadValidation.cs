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
        var (resources, faulty, isRight) = (0, 0, true);
        foreach (var file in InputFiles.Find(paths, problems))
        {
            if (InputFiles.Open(file, out var problem) is not { } document) { problems.Add(problem!); continue; }
            if (DocumentReader.DetectFormat(document.Bytes.Span) != SourceFormat.Fhir) { continue; }
            foreach (var item in FhirReader.Read(document))
            {
                Terminal.Diagnostics(item.Diagnostics);
                isRight &= item.Record is not null;
                if (item.Record is not { } record) { continue; }
                var found = FhirValidation.Check(record).ToList();
                foreach (var fault in found) { Terminal.Line(fault.ToString()); }
                resources++;
                if (found.Count > 0) { faulty++; }
                isRight &= !found.Exists(f => f.Severity == Severity.Error);
            }
        }
        Terminal.Diagnostics(problems);
        if (resources == 0) { Terminal.Error("no FHIR document was found: --validate checks FHIR R4 as JSON, NDJSON and XML"); }
        Terminal.Line($"{resources} records of FHIR, {faulty} with something against R4");
        return problems.Count == 0 && isRight && resources > 0 ? ExitCode.Done : ExitCode.Input;
    }
}
