using System.Globalization;
using System.Security.Cryptography;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Engine;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>read PATH… --extract FOLDER</c>: documents that are embedded in HL7 v2 (base64, hexadecimal) and FHIR (base64), each a file; told are its place, type, size and hash.</summary>
internal static class ReadExtraction
{
    private const int LongestExtension = 5;

    public static int Run(string[] paths, string folder)
    {
        var problems = new List<Diagnostic>();
        var isWhole = true;
        foreach (var file in InputFiles.Find(paths, problems))
        {
            if (InputFiles.Open(file, out var problem) is not { } document) { problems.Add(problem!); continue; }
            foreach (var item in SourceContainer.Checked(document, Records(document)))
            {
                Terminal.Diagnostics(item.Diagnostics);
                if (item.Record is not { } record) { continue; }
                foreach (var (index, data) in EmbeddedData.In(record).Index()) { isWhole &= Extract(record, data, index + 1, folder); }
            }
        }
        Terminal.Diagnostics(problems);
        return problems.Count == 0 && isWhole ? ExitCode.Done : ExitCode.Input;
    }

    private static IEnumerable<SourceItem> Records(SourceDocument document) => DocumentReader.DetectFormat(document.Bytes.Span) switch
    {
        SourceFormat.Hl7v2 => Hl7v2Reader.Read(document),
        SourceFormat.Fhir => FhirReader.Read(document),
        _ => [],
    };

    private static bool Extract(SourceRecord record, Field data, int number, string folder)
    {
        var type = EmbeddedData.TypeOf(data);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(record.Document.Name)}.{record.Number}.{number}.{ExtensionOf(type)}");
        try
        {
            Directory.CreateDirectory(folder);
            using var file = AtomicFile.Create(Path.Combine(folder, name));
            using var hash = SHA256.Create();
            using var stream = new CryptoStream(file.Stream, hash, CryptoStreamMode.Write, leaveOpen: true);
            // What is damaged is no document: nothing of it is kept.
            if (!EmbeddedData.TryCopy(data, stream, out var bytes, out var problem)) { Terminal.Diagnostics([problem]); return false; }
            stream.FlushFinalBlock();
            file.Commit();
            Terminal.Line($"{data.Place}\t{type}\t{bytes} bytes\tsha256 {Convert.ToHexStringLower(hash.Hash!)}\t{Path.Combine(folder, name)}");
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"embedded data cannot be written to '{folder}'");
        }
    }

    // A source's own word, as far as it is one: never a path.
    private static string ExtensionOf(string type)
    {
        var word = type[(type.LastIndexOfAny(['/', ' ']) + 1)..].ToLowerInvariant();
        return word.Length is > 0 and <= LongestExtension && word.All(char.IsAsciiLetterOrDigit) ? word : "bin";
    }
}
