using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using Ontotwin.Sources.Fhir;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Checks FHIR resources by the Firely SDK's model of R4: elements that do not exist, cardinalities, types, literals, codes of required value sets, narrative, and the order of
/// elements in XML. Not checked: profiles, nearly all invariants, and codes of large code systems. Nothing is stopped: a resource that is found at fault is read all the same.
/// </summary>
public static class FhirValidation
{
    private const string Found = "OT3409", Unchecked = "OT3410";

    // Stands for an entry's resource, which is checked for itself.
    private static readonly byte[] Stand = Encoding.UTF8.GetBytes("{\"resourceType\":\"Basic\",\"code\":{\"text\":\"-\"}}");

    /// <summary>
    /// What is against R4 in a record, each at its bytes; empty for other formats. Resources of a bundle in JSON are checked one by one, so that one which cannot be read
    /// hides nothing of the others; in XML a bundle is checked as a whole. O(bytes); memory of the largest resource's model.
    /// </summary>
    public static IEnumerable<Diagnostic> Check(SourceRecord record)
    {
        if (record is not FhirRecord fhir) { return []; }
        var entries = fhir.Type == "Bundle" && !FhirXmlParser.LooksLike(fhir.Document.Bytes.Span) ? Entries(fhir) : [];
        return entries.Count == 0 ? Of(fhir.Root) : Skeleton(fhir, entries).Concat(entries.SelectMany(Of));
    }

    private static List<Field> Entries(FhirRecord bundle)
    {
        var entries = new List<Field>();
        foreach (var entry in bundle.Root.All("entry"))
        {
            if (entry.First("resource") is { IsAbsent: false, IsGroup: true, State: FieldState.Value } resource) { entries.Add(resource); }
        }
        return entries;
    }

    private static IEnumerable<Diagnostic> Of(Field resource)
    {
        var model = FhirModel.Read(resource, out var faults);
        return Told(resource, model, faults);
    }

    private static IEnumerable<Diagnostic> Skeleton(FhirRecord bundle, List<Field> entries)
    {
        var (written, bytes, at) = (bundle.Document.Bytes, new MemoryStream(), bundle.Within(0).Start);
        foreach (var entry in entries)
        {
            // In a document that is no FHIR one may stand within another.
            if (bundle.Within(entry.Node).Start.Value < at.Value) { continue; }
            bytes.Write(written.Span[at..bundle.Within(entry.Node).Start]);
            bytes.Write(Stand);
            at = bundle.Within(entry.Node).End;
        }
        bytes.Write(written.Span[at..bundle.Within(0).End]);
        var model = FhirModel.FromJson(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), out var faults);
        return Told(bundle.Root, model, faults);
    }

    private static IEnumerable<Diagnostic> Told(Field resource, Resource? model, IReadOnlyList<ExtendedCodedException> faults)
    {
        if (model is null && faults.Count == 0)
        {
            yield return new Diagnostic(Unchecked, Severity.Warning, "the resource was read, but not checked: its syntax is not that of FHIR R4") { Place = resource.Place };
        }
        // The reader tells some of what it finds at the end of an object.
        foreach (var (fault, place) in faults.Take(FhirLimits.MaxDiagnostics).Select(f => (f, FhirFaultPlace.Of(resource, f))).OrderBy(f => f.Item2.Bytes.Start))
        {
            yield return new Diagnostic(Found, fault.IssueSeverity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal ? Severity.Error : Severity.Warning, $"{FhirFaults.Text(fault)} ({fault.ErrorCode})")
            {
                Place = place,
            };
        }
    }
}
