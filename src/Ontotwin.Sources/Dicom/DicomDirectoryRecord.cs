using System.Globalization;
using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>A record of a DICOMDIR with those below it, as their offsets tell (PS3.3 F.3), not as they happen to follow each other.</summary>
/// <param name="Item">The record's fields (Directory Record Sequence item).</param>
/// <param name="Children">The records below it, in order.</param>
public sealed record DicomDirectoryRecord(Field Item, IReadOnlyList<DicomDirectoryRecord> Children)
{
    /// <summary>Its type: <c>PATIENT</c>, <c>STUDY</c>, <c>SERIES</c>, <c>IMAGE</c> …</summary>
    public string Type => Item.First("DirectoryRecordType").Text;

    /// <summary>The components of the path of the file that it stands for, from the directory's folder; none for a record without a file.</summary>
    public IReadOnlyList<string> FileId
    {
        get
        {
            var parts = new List<string>();
            foreach (var part in Item.All("ReferencedFileID"))
            {
                if (part.State == FieldState.Value) { parts.Add(part.Text); }
            }
            return parts;
        }
    }

    /// <summary>
    /// The records at the top of a directory, and those that no offset leads to. Offsets that lead to no record, or back to one that was reached, end their
    /// chain. Empty for other records.
    /// </summary>
    public static (IReadOnlyList<DicomDirectoryRecord> Tree, IReadOnlyList<DicomDirectoryRecord> Unreachable) Of(SourceRecord record)
    {
        if (record is not DicomRecord dicom) { return ([], []); }
        var items = DicomFields.Items(dicom.Root, "DirectoryRecordSequence");
        const int ItemHeaderBytes = 8;
        var byOffset = items.ToDictionary(item => (long)dicom.NodeOf(item.Node).Start - ItemHeaderBytes);
        var seen = new HashSet<long>();
        var tree = Chain(OffsetOf(dicom.Root, "OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity"), byOffset, seen, DicomLimits.MaxDepth);
        return (tree, [.. byOffset.Where(each => !seen.Contains(each.Key)).Select(each => new DicomDirectoryRecord(each.Value, []))]);
    }

    private static List<DicomDirectoryRecord> Chain(long offset, Dictionary<long, Field> byOffset, HashSet<long> seen, int depth)
    {
        var chain = new List<DicomDirectoryRecord>();
        while (offset > 0 && depth > 0 && byOffset.TryGetValue(offset, out var item) && seen.Add(offset))
        {
            chain.Add(new(item, Chain(OffsetOf(item, "OffsetOfReferencedLowerLevelDirectoryEntity"), byOffset, seen, depth - 1)));
            offset = OffsetOf(item, "OffsetOfTheNextDirectoryRecord");
        }
        return chain;
    }

    private static long OffsetOf(Field parent, string name) => long.TryParse(parent.First(name).Text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
}
