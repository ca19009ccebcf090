using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// The entries of a FHIR bundle that ask for a deletion (http://hl7.org/fhir/R4/bundle.html, <c>request.method</c>). They name a resource and do not say whose record it is, so
/// that nothing can be taken back by them: each is a reject, and what the same bundle holds of the resource from before is not used.
/// </summary>
internal static class DeletedResources
{
    public const string Code = "OT4217";
    private const string Reason = "the bundle asks that a resource be deleted, and does not say whose record it is: what was kept of the resource stays as it is";

    /// <summary>Tells of each deletion of a resource of the types that a map reads.</summary>
    public static void Tell(Frame frame)
    {
        foreach (var url in FhirResources.Deletions(frame.Record))
        {
            if (frame.Scope.Resources.Has(TypeAndId(url).Type)) { frame.RejectAt(Code, url, frame.Scope.Rule("deletion"), Reason); }
        }
    }

    /// <summary>Resources of a record that it says are deleted: those of the entries themselves and, of a history, which tells the newest first, the ones from before.</summary>
    public static IEnumerable<Field> Within(SourceRecord record)
    {
        if (FhirResources.Deletions(record) is not { Count: > 0 } deletions) { yield break; }
        var isHistory = record.Root.First("type").Text == "history";
        foreach (var url in deletions)
        {
            if (url.Parent.Parent.First("resource") is { IsAbsent: false } own) { yield return own; }
            var (type, id) = TypeAndId(url);
            if (!isHistory || id.Length == 0) { continue; }
            foreach (var before in FhirResources.OfType(record, type).Where(r => r.Node > url.Node && r.First("id").Text == id)) { yield return before; }
        }
    }

    // Observation/o1, http://server/fhir/Observation/o1/_history/2, or Observation?identifier=…, which names no id.
    private static (string Type, string Id) TypeAndId(Field url)
    {
        var text = url.Text;
        if (text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question) { return (text[..question].Split('/')[^1], ""); }
        var history = text.IndexOf("/_history", StringComparison.Ordinal);
        var parts = (history < 0 ? text : text[..history]).Split('/');
        return parts.Length < 2 ? (text, "") : (parts[^2], parts[^1]);
    }
}
