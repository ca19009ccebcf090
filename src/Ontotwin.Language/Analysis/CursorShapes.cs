using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Language.Binding;
using Ontotwin.Language.Generated;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Language.Analysis;

/// <summary>What the schema says of paths at the cursor, by the same shapes that the binder checks with.</summary>
internal sealed class CursorShapes(CursorContext cursor)
{
    private readonly List<OpenBlock> blocks = [.. cursor.Blocks];

    /// <summary>The record that the map around the cursor reads; null when its header is not understood.</summary>
    public SourceShape? Root => blocks.FirstOrDefault(b => b.Kind is "map" or "identity") is { } map ? RootOf(map.Header) : null;

    /// <summary>The place that a path ends at; null when the schema does not know it.</summary>
    public SourceShape? At(string path) => Walk(path, 0);

    private SourceShape? Walk(string path, int from)
    {
        var steps = Steps(path);
        if (steps.Count == 0) { return null; }
        var (shape, next) = (Root, 0);
        for (var i = from; i < blocks.Count; i++)
        {
            if (blocks[i] is not { Kind: "for", Header: [_, var name, ..] } || name.Text != steps[0]) { continue; }
            (shape, next) = (Walk(blocks[i].After("in"), i + 1), 1);
            break;
        }
        for (; next < steps.Count && shape is not null; next++) { shape = Step(shape, steps[next]); }
        return shape;
    }

    private static SourceShape? Step(SourceShape shape, string step)
    {
        if (step.StartsWith("ofType(", StringComparison.Ordinal)) { return shape.OfType(step[7..^1]); }
        if (PathBinder.IsSegmentName(step) && shape.Segment(step) is { } segment) { return segment.Shape; }
        if (shape.Child(step) is { } child) { return child.Shape; }
        return step is "first" or "last" ? shape : null;
    }

    // `g.OBX-3[.7="L"].first` → g, OBX, 3, first: filters change no shape.
    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= path.Length; i++)
        {
            var c = i < path.Length ? path[i] : '.';
            if (c == '[')
            {
                if (depth++ == 0) { AddStep(steps, path[start..i]); }
            }
            else if (c == ']' && --depth <= 0) { (start, depth) = (i + 1, 0); }
            else if (depth == 0 && c is '.' or '/' or '-')
            {
                AddStep(steps, path[start..i]);
                start = i + 1;
            }
        }
        return steps;
    }

    private static void AddStep(List<string> steps, string step)
    {
        if (step.Length > 0) { steps.Add(step.Trim('`')); }
    }

    private static SourceShape? RootOf(IReadOnlyList<IToken> header)
    {
        var from = header.ToList().FindIndex(t => t.Text == "from");
        if (from < 0 || from + 1 >= header.Count) { return null; }
        SourceFormat? format = header[from + 1].Text switch { "hl7v2" => SourceFormat.Hl7v2, "fhir" => SourceFormat.Fhir, "dicom" => SourceFormat.Dicom, "csv" => SourceFormat.Csv, _ => null };
        if (format is not { } known) { return null; }
        var rest = header.Skip(from + 2).ToList();
        var version = rest is [{ Type: TwinLexer.STRING } text, ..] ? text.Text.Trim('"') : null;
        ImmutableArray<string> types = [.. rest.TakeWhile(t => t.Text is not ("when" or "(" or "at" or "{")).Where(t => t.Type == TwinLexer.NAME).Select(t => t.Text)];
        var csv = known == SourceFormat.Csv ? new CsvLayout(version ?? "", null, DecimalMark.Point, 0, null, true, Columns(rest)) : null;
        SourceSchemas.Root(known, csv is null ? version : null, csv is null ? types : [], csv, out var root);
        return root;
    }

    private static ImmutableArray<CsvColumn> Columns(List<IToken> rest)
    {
        var columns = ImmutableArray.CreateBuilder<CsvColumn>();
        // The file's own columns, then those of each file that is joined to it.
        for (var list = rest.FindIndex(t => t.Text == "("); list >= 0; list = rest.FindIndex(list + 1, t => t.Text == "("))
        {
            for (var i = list; i >= 0 && i + 2 < rest.Count && rest[i].Text is "(" or ","; i = rest.FindIndex(i + 1, t => t.Text is "," or ")"))
            {
                columns.Add(new CsvColumn(rest[i + 1].Text.Trim('`'), rest[i + 2].Text, null, false));
            }
        }
        return columns.ToImmutable();
    }
}
