using Ontotwin.Engine;
using Ontotwin.Mapping;

namespace Ontotwin.Cli.Output;

/// <summary>What no rule reads, for people and machines: paths and places, never a value.</summary>
internal static class CoverageOutput
{
    /// <summary>The unread fields for machines.</summary>
    public static IEnumerable<object> Fields(FieldCoverage coverage) => Fields(coverage.Unread());

    /// <summary>What lies outside every path that maps read, for machines.</summary>
    public static IEnumerable<object> Elements(FieldCoverage coverage) => Fields(coverage.Outside());

    private static IEnumerable<object> Fields(IEnumerable<UnreadField> fields) => fields.Select(f => new
    {
        source = f.Source,
        field = f.Field,
        values = f.Values,
        unread = f.Unread,
        documents = f.Documents,
        example = new { document = f.Example.Document, path = f.Example.Path, start = f.Example.Bytes.Start, end = f.Example.Bytes.End },
    });

    /// <summary>Fields by source, then the shares of the official tables.</summary>
    public static void Print(FieldCoverage coverage, IReadOnlyList<MessageCoverage>? messages)
    {
        var unread = coverage.Unread();
        foreach (var source in unread.GroupBy(f => f.Source))
        {
            Terminal.Line(source.Key);
            foreach (var field in source)
            {
                Terminal.Line($"  {field.Field,-32} {(field.Unread == field.Values ? $"{field.Unread}" : $"{field.Unread} of {field.Values}")}, in {Documents(field.Documents)}: {field.Example.Document} {field.Example.Path} bytes {field.Example.Bytes}");
            }
        }
        Terminal.Line(unread.Count == 0 ? $"every field with a value is read ({coverage.Paths} paths)"
            : $"{unread.Count} fields hold values that no rule reads; {coverage.Paths} paths of fields hold values in {coverage.Records} records");
        foreach (var source in coverage.Outside().GroupBy(f => f.Source))
        {
            Terminal.Line($"{source.Key}: outside every path that maps read");
            foreach (var element in source) { Terminal.Line($"  {element.Field,-32} {element.Unread}, in {Documents(element.Documents)}: {element.Example.Document} bytes {element.Example.Bytes}"); }
        }
        if (coverage.IsCut) { Terminal.Line($"there are more than {Mapping.Limits.MaxCoveragePaths} paths: the rest is counted together"); }
        foreach (var message in messages ?? []) { Print(message); }
    }

    private static void Print(MessageCoverage message)
    {
        Terminal.Line();
        Terminal.Line($"{message.Message}: {Share(message.Covered, message.Rows)} rows of the v2-to-FHIR tables gave a fact; {message.WithValue} had a value");
        foreach (var segment in message.Segments.Where(s => s.Rows > 0))
        {
            Terminal.Line($"  {segment.Map,-40} {Share(segment.Covered, segment.Rows)}, {segment.WithValue} with a value");
            var shown = segment.Uncovered.Where(u => u.Reason != UncoveredReason.NoValue).Take(Engine.Limits.MaxUncoveredFieldsShown);
            foreach (var field in shown) { Terminal.Line($"      {field.Field} {field.Name}: {(field.Reason == UncoveredReason.Unread ? "no rule reads it" : "read, and no fact came of it")}"); }
            var absent = segment.Uncovered.Where(u => u.Reason == UncoveredReason.NoValue).Select(u => u.Field).ToList();
            if (absent.Count > 0) { Terminal.Line($"      without a value here: {string.Join(", ", absent)}"); }
        }
        if (message.MapsWithoutTable.Count > 0) { Terminal.Line($"  without a table: {string.Join(", ", message.MapsWithoutTable)}"); }
    }

    private static string Share(int covered, int rows) => rows == 0 ? "0 of 0" : FormattableString.Invariant($"{covered} of {rows} ({100.0 * covered / rows:F0} %)");

    private static string Documents(long count) => count == 1 ? "1 document" : $"{count} documents";
}
