using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>read PATH…</c>: what the readers see, before any mapping.</summary>
internal static class ReadVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Description = "documents and folders", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "tree, json, leaves or dicom-json", DefaultValueFactory = _ => "tree" };
        var at = new Option<string?>("--at") { Description = "JSON and XML of any shape: each match of this JSONPath or XPath is a record" };
        var preview = new Option<string?>("--preview") { Description = "DICOM: a folder for a PNG of the first frame of each image" };
        var validate = new Option<bool>("--validate") { Description = "FHIR: tells what is against R4, each at its bytes, in place of the fields" };
        var extract = new Option<string?>("--extract") { Description = "HL7 v2 and FHIR: a folder for the documents embedded as base64 or hexadecimal digits, in place of the fields" };
        var strict = CommonOptions.Strict();
        var command = new Command("read", "what the readers see: each field with its path, value and bytes") { paths, to, at, preview, validate, extract, strict };
        command.SetAction(parsed => parsed.GetValue(validate) ? ReadValidation.Run(parsed.GetValue(paths)!)
            : parsed.GetValue(extract) is { } folder ? ReadExtraction.Run(parsed.GetValue(paths)!, folder) : Run(parsed.GetValue(paths)!, parsed.GetValue(to)!, parsed.GetValue(at), parsed.GetValue(preview), parsed.GetValue(strict)));
        return command;
    }

    private static int Run(string[] paths, string to, string? at, string? preview, bool isStrict)
    {
        Action<SourceRecord> write = to switch
        {
            "tree" => WriteTree,
            "json" => WriteJson,
            "leaves" => WriteLeaves,
            "dicom-json" => WriteDicomJson,
            _ => throw new UsageException($"'{to}' is not a form of reading: tree, json, leaves, dicom-json"),
        };
        var problems = new List<Values.Diagnostic>();
        var rejects = 0;
        foreach (var file in InputFiles.Find(paths, problems))
        {
            if (InputFiles.Open(file, out var problem) is not { } document) { Terminal.Diagnostics([problem!]); rejects++; continue; }
            foreach (var item in SourceContainer.Checked(document, Read(document, at)))
            {
                Terminal.Diagnostics(item.Diagnostics);
                if (item.IsReject) { rejects++; }
                if (item.Record is not { } record) { continue; }
                write(record);
                if (preview is not null && record.Format == SourceFormat.Dicom) { WritePreview(record, preview); }
            }
        }
        Terminal.Diagnostics(problems);
        if (rejects > 0) { Terminal.Progress($"{rejects} of what was to be read gave no record: --strict makes that exit code 1"); }
        return problems.Count == 0 && !(isStrict && rejects > 0) ? ExitCode.Done : ExitCode.Input;
    }

    // A file of no other format is read as delimited text: nothing else can be told from its bytes.
    private static IEnumerable<SourceItem> Read(SourceDocument document, string? at) => DocumentReader.DetectFormat(document.Bytes.Span) switch
    {
        SourceFormat.Hl7v2 => Hl7v2Reader.Read(document),
        SourceFormat.Dicom => DicomReader.Read(document),
        SourceFormat.Fhir when at is null => FhirReader.Read(document),
        SourceFormat.Fhir or SourceFormat.Json => ReadJson(document, at),
        SourceFormat.Xml => ReadXml(document, at),
        _ when SourceContainer.IsOne(document) is { } told => [new(null, [told])],
        _ => CsvReader.Read(document),
    };

    private static IEnumerable<SourceItem> ReadJson(SourceDocument document, string? at)
    {
        if (at is null) { return JsonReader.Read(document); }
        var path = JsonPath.Parse(at);
        return path.IsOk ? JsonReader.Read(document, new JsonOptions { At = path.Value }) : throw new UsageException(path.Diagnostics[0].ToString());
    }

    private static IEnumerable<SourceItem> ReadXml(SourceDocument document, string? at)
    {
        if (at is null) { return XmlDocumentReader.Read(document); }
        var path = XPath.Parse(at);
        return path.IsOk ? XmlDocumentReader.Read(document, new XmlOptions { At = path.Value }) : throw new UsageException(path.Diagnostics[0].ToString());
    }

    private static void WriteTree(SourceRecord record)
    {
        Terminal.Line($"{record.Document.Name} record {record.Number}: {record.Format} {record.Type} {record.Version} bytes {record.Bytes}");
        foreach (var field in Walk(record)) { Terminal.Line($"  {field.Path}\t{Shown(field)}\tbytes {field.Bytes}"); }
    }

    private static void WriteJson(SourceRecord record)
    {
        foreach (var field in Walk(record))
        {
            Terminal.Line(JsonSerializer.Serialize(new { document = record.Document.Name, record = record.Number, path = field.Path, value = field.Text, state = field.State.ToString(), start = field.Bytes.Start, end = field.Bytes.End }));
        }
    }

    private static void WriteLeaves(SourceRecord record)
    {
        if (record.Format == SourceFormat.Hl7v2) { Hl7v2Leaves.Write(record, Console.Out); return; }
        foreach (var field in Walk(record)) { Terminal.Line($"{field.Path}\t{field.Text}"); }
    }

    private static void WriteDicomJson(SourceRecord record)
    {
        if (record.Format != SourceFormat.Dicom) { return; }
        using var output = Console.OpenStandardOutput();
        DicomJson.Write(record, output);
        Terminal.Line();
    }

    // An object without pixels, such as a report, has no preview and nothing to tell.
    private static void WritePreview(SourceRecord record, string folder)
    {
        if (record.Root.First("PixelData").IsAbsent && record.Root.First("FloatPixelData").IsAbsent && record.Root.First("DoubleFloatPixelData").IsAbsent) { return; }
        var image = DicomImage.Of(record);
        if (!image.IsOk) { Terminal.Diagnostics(image.Diagnostics); return; }
        using var png = new MemoryStream();
        Terminal.Diagnostics(DicomPreview.Write(image.Value, frame: 1, png));
        if (png.Length == 0) { return; }
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(record.Document.Name) + ".png"), png.ToArray());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"a preview cannot be written to '{folder}'");
        }
    }

    private static string Shown(Field field) => field.State switch
    {
        FieldState.Null => "(null)",
        FieldState.Empty => "(empty)",
        _ => field.Text.Length > 200 ? string.Create(CultureInfo.InvariantCulture, $"{field.Text.AsSpan(0, 200)}… ({field.Text.Length} characters)") : field.Text,
    };

    // Leaves in document order, with an own stack: records may be deep.
    private static IEnumerable<Field> Walk(SourceRecord record)
    {
        var pending = new Stack<Field>([record.Root]);
        while (pending.TryPop(out var field))
        {
            var children = new List<Field>();
            foreach (var child in field.Children)
            {
                if (child != field) { children.Add(child); }
            }
            // A record may be one value, without fields in it.
            if (children.Count == 0 && (field.Node != 0 || record.NodeCount == 1)) { yield return field; continue; }
            children.Reverse();
            foreach (var child in children) { pending.Push(child); }
        }
    }
}
