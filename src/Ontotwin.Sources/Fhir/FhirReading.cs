using System.Text.Unicode;

namespace Ontotwin.Sources.Fhir;

/// <summary>Reads the records of one document, stretch after stretch.</summary>
/// <param name="firstNumber">Number of the first record.</param>
internal sealed class FhirReading(int firstNumber = 1)
{
    private readonly NameTable names = new();

    /// <summary>Whether each line is a record.</summary>
    public bool AreLines { get; init; }

    /// <summary>Records met so far, rejects counted.</summary>
    public int Count { get; private set; }

    /// <summary>The records of a stretch up to <paramref name="length"/>.</summary>
    public IEnumerable<SourceItem> Read(SourceDocument stretch, int length)
    {
        var bytes = stretch.Bytes[..length];
        var start = stretch.Offset == 0 ? FhirLines.BomLength(bytes.Span) : 0;
        var badUtf8 = Utf8.IsValid(bytes.Span) ? -1 : FhirLines.FirstInvalidUtf8(bytes.Span);
        while ((start = FhirLines.SkipBlank(bytes.Span, start)) < length)
        {
            var end = AreLines ? FhirLines.EndOfLine(bytes.Span, start) : length;
            var item = new FhirParser(stretch, names, start, end, firstNumber + Count++, badUtf8 < 0).Parse(out var next);
            if (badUtf8 >= start && badUtf8 < next)
            {
                item = FhirDiagnostics.With(item, FhirDiagnostics.Warning(stretch, "OT3406", "bytes that are no UTF-8 were read as U+FFFD", badUtf8));
            }
            if (AreLines && FhirLines.SkipBlank(bytes.Span[..end], next) is var rest && rest < end)
            {
                item = FhirDiagnostics.With(item, FhirDiagnostics.Warning(stretch, "OT3407", "text after the resource on its line was not read", rest, end - rest));
            }
            yield return item;
            start = AreLines ? end : next;
            if (badUtf8 >= 0 && badUtf8 < start) { badUtf8 = Utf8.IsValid(bytes.Span[start..]) ? -1 : start + FhirLines.FirstInvalidUtf8(bytes.Span[start..]); }
        }
    }
}
