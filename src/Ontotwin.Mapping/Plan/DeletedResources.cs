using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// The entries of a FHIR bundle that ask for a deletion or for a change in part (http://hl7.org/fhir/R4/bundle.html, <c>request.method</c>). They name a resource and do not say
/// whose record it is, so that nothing can be taken back or changed by them: each is a reject, and what the same bundle holds of a deleted resource from before is not used.
/// </summary>
internal static class DeletedResources
{
    public const string Code = "OT4217";
    public const string PatchCode = "OT4220";
    private const string Reason = "the bundle asks that a resource be deleted, and does not say whose record it is: what was kept of the resource stays as it is";

    private const string PatchReason = "the bundle asks that a resource be changed in part, and does not say whose record it is: what was kept of the resource stays as it is";

    /// <summary>Tells of each such entry for a resource of the types that a map reads.</summary>
    public static void Tell(Frame frame)
    {
        if (frame.Record.Format == SourceFormat.Fhir) { Tell(frame, frame.Scope.Resources.Has); }
    }

    /// <summary>Tells of each such entry for a resource of a type that none of the maps reads, or of none that can be told.</summary>
    public static void TellUnread(MapPlan[] maps, Frame frame) => Tell(frame, type => !Array.Exists(maps, m => m.Resources.Has(type)));

    private static void Tell(Frame frame, Func<string, bool> isOfThose)
    {
        foreach (var url in FhirResources.Deletions(frame.Record))
        {
            if (isOfThose(TypeAndId(url.Text).Type)) { frame.RejectAt(Code, url, frame.Scope.Rule("deletion"), Reason); }
        }
        foreach (var url in FhirResources.Patches(frame.Record))
        {
            if (isOfThose(TypeAndId(url.Text).Type) && !IsWholeVersion(url)) { frame.RejectAt(PatchCode, url, frame.Scope.Rule("patch"), PatchReason); }
        }
    }

    /// <summary>Resources of a record that it says are deleted, and those that say only what is to be changed: those of the entries themselves and, of a history, which tells the newest first, the ones from before.</summary>
    public static IEnumerable<Field> Within(SourceRecord record)
    {
        foreach (var url in FhirResources.Patches(record))
        {
            if (ResourceOf(url) is { IsAbsent: false } part && !IsWholeVersion(url)) { yield return part; }
        }
        var deletions = FhirResources.Deletions(record);
        foreach (var url in deletions)
        {
            if (ResourceOf(url) is { IsAbsent: false } own) { yield return own; }
        }
        var urls = FhirResources.DeletionsBefore(record).Select(u => (u, 0)).Concat(deletions.Select(u => (u.Text, u.Node)));
        foreach (var older in urls.Any() && record.Root.First("type").Text == "history" ? VersionsBefore(record, urls) : []) { yield return older; }
    }

    // Of each resource that is deleted, what stands behind its first deletion: once through the deletions and once through the resources.
    private static IEnumerable<Field> VersionsBefore(SourceRecord record, IEnumerable<(string Url, int Node)> deletions)
    {
        var deleted = new Dictionary<(string, string), int>();
        foreach (var (url, node) in deletions)
        {
            if (TypeAndId(url) is { Id.Length: > 0 } which) { deleted.TryAdd(which, node); }
        }
        return deleted.Keys.Select(k => k.Item1).Distinct()
            .SelectMany(type => FhirResources.OfType(record, type).Where(r => deleted.TryGetValue((type, r.First("id").Text), out var node) && r.Node > node));
    }

    private static Field ResourceOf(Field url) => url.Parent.Parent.First("resource");

    // A history holds the resource as it became, whatever the request was.
    private static bool IsWholeVersion(Field url) =>
        url.Record!.Root.First("type").Text == "history" && ResourceOf(url) is { IsAbsent: false } resource && resource.First("resourceType").Text == TypeAndId(url.Text).Type;

    // Observation/o1, http://server/fhir/Observation/o1/_history/2, or Observation?identifier=…, which names no id.
    private static (string Type, string Id) TypeAndId(string text)
    {
        if (text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question) { return (text[..question].Split('/')[^1], ""); }
        var history = text.IndexOf("/_history", StringComparison.Ordinal);
        var parts = (history < 0 ? text : text[..history]).Split('/');
        return parts.Length < 2 ? (text, "") : (parts[^2], parts[^1]);
    }
}
