using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Mapping.Plan;

/// <summary>Whether a record is one that a map or identity statement reads.</summary>
internal static class SelectorMatch
{
    public static bool Fits(SourceSelector selector, SourceRecord record)
    {
        if (selector.Format != record.Format) { return false; }
        if (selector.OnlyThatVersion && selector.Version is not null && record.Version != selector.Version) { return false; }
        return record.Format switch
        {
            SourceFormat.Csv => selector.RowType == record.Type && selector.ReadAs == record.MatchOf && FitsFile(selector.Csv!.FilePattern, record.Document.Name),
            SourceFormat.Json or SourceFormat.Xml => selector.Tree!.At == record.MatchOf && FitsFile(selector.Tree.FilePattern, record.Document.Name),
            SourceFormat.Dicom => true,
            SourceFormat.Hl7v2 => selector.Types.IsEmpty || selector.Types.Any(t => FitsMessage(t, record)),
            _ => selector.Types.IsEmpty || selector.Types.Contains(record.Type),
        };
    }

    /// <summary>Whether a path ends with the pattern, or one of several with <c>|</c> between; a pattern without a folder is matched against the file's name.</summary>
    public static bool FitsFile(string pattern, string path)
    {
        if (pattern.Contains('|', StringComparison.Ordinal)) { return Array.Exists(pattern.Split('|'), one => FitsFile(one, path)); }
        var depth = pattern.Count(c => c == '/') + 1;
        var tail = string.Join('/', path.Replace('\\', '/').Split('/').TakeLast(depth));
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, tail, ignoreCase: false);
    }

    private static bool FitsMessage(string type, SourceRecord record) =>
        record.Type == type || Hl7v2Schema.For(record.Version).Structure(type)?.Name == record.Type
        || (!type.Contains('_', StringComparison.Ordinal) && record.Type.StartsWith(type + "_", StringComparison.Ordinal));
}
