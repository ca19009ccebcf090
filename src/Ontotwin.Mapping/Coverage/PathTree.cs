using Ontotwin.Sources;

namespace Ontotwin.Mapping.Coverage;

/// <summary>Finds the path of every node of a record, groups of HL7 v2 and entries of bundles left out, and counts it.</summary>
internal sealed class PathTree
{
    private const string Further = "(further paths)";

    // Nothing but the readers needs these, and they do.
    private static readonly HashSet<string> OfHl7v2 = ["1", "2", "9", "12", "18"];
    private static readonly HashSet<string> OfDicom =
        ["FileMetaInformationGroupLength", "FileMetaInformationVersion", "TransferSyntaxUID", "SpecificCharacterSet", "ImplementationClassUID", "ImplementationVersionName"];

    private CoveredPath[] paths = new CoveredPath[1024];
    private int count;

    public bool IsFull => count >= Limits.MaxCoveragePaths;

    /// <summary>The path of each node; good until the next record.</summary>
    public ReadOnlySpan<CoveredPath> Add(SourceRecord record, CoveredPath root)
    {
        if (paths.Length < record.NodeCount) { Array.Resize(ref paths, Math.Max(record.NodeCount, paths.Length * 2)); }
        for (var node = 0; node < record.NodeCount; node++)
        {
            var parent = record.ParentOf(node);
            var path = paths[node] = PathOf(record, node, parent < 0 ? root : paths[parent], root);
            // A field that stands for its own value, or around others.
            if (path == root || record.StateOf(node) is not (FieldState.Value or FieldState.Null) || IsOfReader(record, path)) { continue; }
            var child = record.FirstChild(node, null);
            path.AddField(record.FieldAt(node));
            if (child < 0) { path.AddValue(record.FieldAt(node), record.Reads!.Contains(node)); }
        }
        return paths.AsSpan(0, record.NodeCount);
    }

    private CoveredPath PathOf(SourceRecord record, int node, CoveredPath around, CoveredPath root)
    {
        switch (record.Format)
        {
            case SourceFormat.Fhir when record.FirstChild(node, "resourceType") is >= 0 and var type:
                for (var outer = around; outer.Parent is { } further; outer = further) { outer.HoldsResources = true; }
                return Below(root, record.TextOf(type));
            case SourceFormat.Hl7v2 when node == 0 || IsGroup(record, node):
                return root;
            default:
                return node == 0 ? root : Below(around, record.NameOf(node));
        }
    }

    // Fields are named by their numbers, segments and groups are not.
    private static bool IsGroup(SourceRecord record, int node) =>
        !char.IsAsciiDigit(record.NameOf(node)[0]) && record.FirstChild(node, null) is >= 0 and var child && !char.IsAsciiDigit(record.NameOf(child)[0]);

    private static bool IsOfReader(SourceRecord record, CoveredPath path) => record.Format switch
    {
        SourceFormat.Hl7v2 => IsBelow(path, "MSH", OfHl7v2),
        SourceFormat.Dicom => OfDicom.Contains(path.Name),
        SourceFormat.Fhir => path.Name is "resourceType" or "fullUrl",
        _ => false,
    };

    private static bool IsBelow(CoveredPath path, string segment, HashSet<string> fields)
    {
        for (; path.Parent is { } parent; path = parent)
        {
            if (parent.Name == segment) { return fields.Contains(path.Name); }
        }
        return false;
    }

    private CoveredPath Below(CoveredPath around, string name)
    {
        // An item of a sequence is the sequence again.
        if (name.Length == 0) { return around; }
        if (around.Find(name) is { } known) { return known; }
        if (IsFull) { return around.Name == Further ? around : around.Find(Further) ?? around.Make(Further); }
        count++;
        return around.Make(name);
    }
}
