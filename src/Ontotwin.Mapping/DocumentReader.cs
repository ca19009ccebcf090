using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Mapping.Reading;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>Reads a document by what its bytes are, or, for delimited text, by the layout that a map declares for a file of its name.</summary>
public sealed class DocumentReader(TwinProgram program)
{
    private readonly SourceSelector[] files = [.. program.Maps.Select(m => m.Source).Concat(program.Identities.Select(i => i.Source)).Where(s => s.FilePattern is not null)];

    /// <summary>Opens a file that a map joins to another, by its path; null when it cannot be read. Without it, joins are refused.</summary>
    public Func<string, SourceDocument?>? OpenBeside { get; init; }

    /// <summary>
    /// The records of a document, and a reject for each stretch that is none. A document of no known format is one reject.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="isNullText">Whether a cell says that there is no value, by its site (<see cref="Mapper.IsNullText"/>): such a cell is no key of a join. Null: none does.</param>
    public IEnumerable<SourceItem> Read(SourceDocument document, Func<Field, bool>? isNullText = null) => SourceContainer.Checked(document, Items(document, isNullText));

    private IEnumerable<SourceItem> Items(SourceDocument document, Func<Field, bool>? isNullText)
    {
        var readings = ReadingsOf(document.Name);
        if (readings.Count > 0)
        {
            var items = readings.SelectMany(r => Records(document, r, isNullText));
            return readings.Count > 1 && readings.Exists(r => r.By.Tree is not null) ? Once(items) : items;
        }
        var bytes = document.Bytes.Span;
        return DetectFormat(bytes) switch
        {
            SourceFormat.Hl7v2 => Hl7v2Reader.Read(document),
            SourceFormat.Dicom => DicomReader.Read(document),
            SourceFormat.Fhir => FhirReader.Read(document),
            _ => [Unreadable(document)],
        };
    }

    /// <summary>The same of a document too large to be held, in stretches; null when it can only be read whole.</summary>
    /// <param name="document">The document.</param>
    /// <param name="beginning">Its first bytes, some thousands of them.</param>
    /// <param name="isNullText">Whether a cell says that there is no value.</param>
    public IEnumerable<SourceItem>? Read(LargeDocument document, ReadOnlySpan<byte> beginning, Func<Field, bool>? isNullText = null)
    {
        var readings = ReadingsOf(document.Name);
        if (readings.Count > 0)
        {
            foreach (var reading in readings)
            {
                if (!ReadsInStretches(reading.By, beginning)) { return null; }
            }
            var items = readings.SelectMany(r => RecordsInStretches(document, r, isNullText));
            return readings.Count > 1 && readings.Exists(r => r.By.Tree is not null) ? Once(items) : items;
        }
        return DetectFormat(beginning) switch
        {
            SourceFormat.Hl7v2 when Hl7v2Reader.ReadsInStretches(beginning) => Hl7v2Reader.ReadStretches(document),
            SourceFormat.Fhir => FhirReader.ReadStretches(document),
            SourceFormat.Dicom when document.IsFile && DicomReader.ReadsInStretches(beginning) => DicomReader.ReadStretches(document),
            _ => null,
        };
    }

    /// <summary>Whether a map declares how a file of this name is read: delimited text, JSON or XML by path.</summary>
    public bool IsDeclared(string name) => Array.Exists(files, s => SelectorMatch.FitsFile(s.FilePattern!, name));

    /// <summary>Whether a map may read a document of this name: its pattern fits it, or the bytes tell what it is.</summary>
    public bool MayRead(SourceSelector selector, string name) => selector.FilePattern is { } pattern ? SelectorMatch.FitsFile(pattern, name) : !IsDeclared(name);

    /// <summary>Whether a document is read only as the partner of another that a map joins it to: it has no records of its own.</summary>
    public bool IsPartner(string name) => !IsDeclared(name) && Array.Exists(files, s => s.Joins.Any(j => SelectorMatch.FitsFile(j.Layout.FilePattern, name)));

    /// <summary>Paths of the documents that maps join to one of this name: what it gives depends on them too.</summary>
    public IReadOnlyList<string> PartnersOf(string name) =>
        [.. files.Where(s => !s.Joins.IsEmpty && SelectorMatch.FitsFile(s.FilePattern!, name)).SelectMany(s => s.Joins)
            .Select(j => SourceContainer.Beside(name, j.Layout.FilePattern)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What lies in a document of JSON or XML outside all paths by which maps read it, each with the kind of source; nothing where a map reads it whole.</summary>
    /// <param name="document">The document.</param>
    /// <param name="read">Bytes of the records that were read of it.</param>
    internal IEnumerable<(string Source, OutsidePath Path)> Outside(SourceDocument document, IReadOnlyList<ByteRange> read)
    {
        var readings = ReadingsOf(document.Name);
        if (readings.Count == 0 || readings.Exists(r => r.By.Tree?.At is null)) { return []; }
        var (first, encoding) = (readings[0].By, readings[0].By.Tree!.Encoding);
        var source = $"{first.Format.ToString().ToUpperInvariant()} {string.Join(", ", readings.Select(r => r.By.FilePattern).Distinct())}";
        var paths = first.Format == SourceFormat.Json ? JsonReader.Outside(document, encoding, read) : XmlDocumentReader.Outside(document, encoding, read);
        return paths.Select(p => (source, p));
    }

    /// <summary>The format that the first bytes tell; CSV has none to tell it by.</summary>
    public static SourceFormat DetectFormat(ReadOnlySpan<byte> bytes) =>
        DicomReader.LooksLike(bytes) ? SourceFormat.Dicom
        : Hl7v2Reader.LooksLike(bytes) ? SourceFormat.Hl7v2
        : FhirReader.LooksLike(bytes) ? SourceFormat.Fhir
        : JsonReader.LooksLike(bytes) ? SourceFormat.Json
        : XmlDocumentReader.LooksLike(bytes) ? SourceFormat.Xml
        : SourceFormat.Unknown;

    private static SourceItem Unreadable(SourceDocument document) => new(null,
    [
        new Diagnostic("OT4003", Severity.Error, "the document is no HL7 v2, DICOM or FHIR, and no map declares a CSV, JSON or XML file of its name")
        {
            Place = new SourcePlace(document.Name, "", document.Extent),
            Hint = "a CSV file needs a map whose file pattern fits its name: 'ontotwin infer csv FILE' drafts one",
        },
    ]);

    // All layouts of one reading read the file alike; they differ in the columns that they name.
    private static CsvOptions OptionsOf(List<CsvLayout> layouts) => layouts[0] is var layout ? new()
    {
        Expected = layouts.SelectMany(l => l.Columns.SelectMany(c => c.OtherNames.Prepend(c.Name)).Concat(l.HeaderCells)).ToHashSet(StringComparer.Ordinal),
        Delimiter = layout.Delimiter,
        Encoding = layout.Encoding,
        SkipRows = layout.SkipLines,
        HasHeader = layout.HasHeader,
        HeaderCells = layout.HeaderCells.IsEmpty ? null : layout.HeaderCells,
        Headings = layout.Headings,
        AlsoNamed = layout.AlsoNamed,
        ColumnNames = layout.HasHeader ? null : [.. layout.Columns.Select(c => c.Name)],
        ReadAs = layout.ReadAs,
    } : default;

    private static List<CsvLayout> LayoutsOf(FileReading reading) => [.. reading.All.Select(s => s.Csv!)];

    // A file is read once for each layout that maps declare for it, each way in which they join it, and each path that they read it by.
    private List<FileReading> ReadingsOf(string name) =>
        [.. files.Where(s => SelectorMatch.FitsFile(s.FilePattern!, name)).GroupBy(s => (s.Format, s.RowType, s.ReadAs)).Select(g => new FileReading(g.First(), [.. g]))];

    private IEnumerable<SourceItem> Records(SourceDocument document, FileReading reading, Func<Field, bool>? isNullText) => reading.By switch
    {
        { Format: SourceFormat.Json, Tree: { } tree } => JsonReader.Read(document, JsonOptionsOf(tree)),
        { Format: SourceFormat.Xml, Tree: { } tree } => XmlDocumentReader.Read(document, XmlOptionsOf(tree)),
        _ => Joined(document.Name, CsvReader.Read(document, OptionsOf(LayoutsOf(reading))), reading, isNullText),
    };

    private static bool ReadsInStretches(SourceSelector by, ReadOnlySpan<byte> beginning) => by switch
    {
        { Format: SourceFormat.Json, Tree: { } tree } => JsonReader.ReadsInStretches(beginning, JsonOptionsOf(tree)),
        { Format: SourceFormat.Xml, Tree: { } tree } => XmlDocumentReader.ReadsInStretches(beginning, XmlOptionsOf(tree)),
        { Csv: { } layout } => CsvReader.ReadsInStretches(beginning, OptionsOf([layout])),
        _ => false,
    };

    private IEnumerable<SourceItem> RecordsInStretches(LargeDocument document, FileReading reading, Func<Field, bool>? isNullText) => reading.By switch
    {
        { Format: SourceFormat.Json, Tree: { } tree } => JsonReader.ReadStretches(document, JsonOptionsOf(tree)),
        { Format: SourceFormat.Xml, Tree: { } tree } => XmlDocumentReader.ReadStretches(document, XmlOptionsOf(tree)),
        _ => Joined(document.Name, CsvReader.ReadStretches(document, OptionsOf(LayoutsOf(reading))), reading, isNullText),
    };

    private static JsonOptions JsonOptionsOf(TreeLayout tree) => new() { At = tree.At is { } at ? JsonPath.Parse(at).Value : null, Encoding = tree.Encoding };

    private static XmlOptions XmlOptionsOf(TreeLayout tree) => new() { At = tree.At is { } at ? XPath.Parse(at).Value : null, Encoding = tree.Encoding };

    // What is wrong with the document itself every reading of it meets: it is one reject.
    private static IEnumerable<SourceItem> Once(IEnumerable<SourceItem> items)
    {
        var told = new HashSet<Diagnostic>();
        var unmatched = new List<Diagnostic>();
        var hasRecords = false;
        foreach (var item in items)
        {
            hasRecords |= item.Record is not null;
            if (item.Record is null && item.Diagnostics is [{ Code: JsonReader.NoMatchCode or XmlDocumentReader.NoMatchCode } path]) { unmatched.Add(path); continue; }
            if (item.Record is null && item.Diagnostics is [var why] && told.Count < Limits.MaxRejectsCompared && !told.Add(why)) { continue; }
            yield return item;
        }
        // An export without workouts is a whole one; a document in which no path finds anything is another kind of file.
        foreach (var path in unmatched) { yield return new(null, [hasRecords ? path with { Severity = Severity.Information } : path]); }
    }

    private IEnumerable<SourceItem> Joined(string name, IEnumerable<SourceItem> rows, FileReading reading, Func<Field, bool>? isNullText) =>
        reading.By.Joins.IsEmpty ? rows : new RowJoiner(reading, OpenBeside ?? (static _ => null), OptionsOf, isNullText ?? (static _ => false)).Join(name, rows);
}
