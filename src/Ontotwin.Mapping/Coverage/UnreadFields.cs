namespace Ontotwin.Mapping.Coverage;

/// <summary>Tells the unread fields below a path: the topmost of which nothing was read stands for all its parts.</summary>
internal static class UnreadFields
{
    /// <summary>The fields below a segment (HL7 v2), resource (FHIR), or of a field of a flat record.</summary>
    public static IEnumerable<UnreadField> Below(string source, CoveredPath top) =>
        source.StartsWith("HL7 v2", StringComparison.Ordinal) || source == "FHIR" ? top.Children.SelectMany(c => Of(source, c)) : Of(source, top);

    private static IEnumerable<UnreadField> Of(string source, CoveredPath path)
    {
        var (values, reads, _) = path.Sum();
        if (values == reads) { return []; }
        if (reads == 0 && !path.HoldsResources) { return [new UnreadField(source, NameOf(path), path.Fields, path.Fields, path.Documents, path.First)]; }
        var parts = path.Children.SelectMany(c => Of(source, c));
        return path.Values == path.Reads ? parts : parts.Prepend(new UnreadField(source, NameOf(path), path.Values, path.Values - path.Reads, path.UnreadDocuments, path.FirstUnread));
    }

    private static string NameOf(CoveredPath path)
    {
        var names = new Stack<string>();
        for (; path.Parent is { } parent; path = parent) { names.Push(path.Name); }
        return path.Name.StartsWith("HL7 v2", StringComparison.Ordinal) && names.Count > 1 ? names.Pop() + "-" + string.Join('.', names) : string.Join('.', names);
    }
}
