using Ontotwin.Sources.Dicom;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Reads DICOM: Part 10 files and bare data sets, every transfer syntax (bulk data stay where they lie), a gzip container around either. A document
/// is one record; its root has the file meta information and the data set. Fields are named by keyword (<c>PatientID</c>), private ones by their
/// creator with the block written as 10 (<c>(0019,1002)GEMS_ACQU_01</c>, whatever block the file gave), unknown ones by tag (<c>(0019,0010)</c>).
/// Values of one element and items of one sequence are siblings of one name. A person name has its groups as children (Alphabetic, Ideographic,
/// Phonetic), and these their components (FamilyName, GivenName, MiddleName, NamePrefix, NameSuffix). Bytes of an inflated data set have no place
/// of their own: their range is the whole compressed stream. Source: DICOM PS3.5 and PS3.10.
/// </summary>
public static class DicomReader
{
    private const int PreambleBytes = 128;
    private const int StretchesOfBulk = 16;

    /// <summary>Whether the bytes begin as a Part 10 file, a bare data set, or a gzip container of one.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
        var head = DicomContent.Head(bytes, PreambleBytes + 4);
        return StartOf(head) > 0 || DicomSyntax.Guess(DicomContent.IsGzip(bytes) ? [.. head, .. new byte[1 << 16]] : bytes) is not null;
    }

    /// <summary>
    /// Reads the document's record; one item. What is damaged is reported and the rest read; a reject means that nothing could be read.
    /// Memory: about 100 bytes a value beside the document.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document) => [Read(DicomContent.Of(document))!.Value];

    /// <summary>
    /// The same of a document of any length, whose bulk data of a sixteenth of a stretch (256 KiB) and more are left out: their fields are there, with their places, and have no bytes. Memory: that
    /// of what is left, up to <see cref="DicomLimits.MaxHeldBytes"/>. A deflated data set is held whole, up to <see cref="DicomLimits.MaxInflatedBytes"/>.
    /// </summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document)
    {
        using (var stream = document.Open())
        {
            if (Read(new DicomContent(new SourceDocument(document, default, offset: 0), new DicomHeldBytes(stream, document.StretchBytes / StretchesOfBulk))) is { } item) { return [item]; }
        }
        if (document.Hold(DicomLimits.MaxInflatedBytes) is { } held) { return Read(held); }
        return [Reject(DicomContent.Of(new SourceDocument(document.Name, default)), $"a deflated data set of more than {DicomLimits.MaxInflatedBytes >> 20} MiB")];
    }

    /// <summary>Whether a long document can be read without its bulk data: not one in a gzip.</summary>
    public static bool ReadsInStretches(ReadOnlySpan<byte> beginning) => !DicomContent.IsGzip(beginning);

    // Null of a deflated data set that is not held whole.
    private static SourceItem? Read(DicomContent content)
    {
        const int BeginningBytes = 1 << 16;
        content.Held?.Load(0, BeginningBytes);
        var start = StartOf(content.Bytes.Span);
        if (start == 0 && DicomSyntax.Guess(content.Bytes.Span) is null)
        {
            return Reject(content, "neither a DICOM file nor a bare data set");
        }
        var report = new DicomReport(content);
        using var tree = new DicomTree();
        var meta = new DicomParser(content, tree, report);
        var next = meta.ReadMeta(start);
        var syntax = DicomSyntax.Of(meta.TransferSyntax) ?? DicomSyntax.Guess(content.Bytes.Span[next..]) ?? new(true, false, false);
        if (syntax.IsDeflated && content.Held is not null) { return null; }
        if (syntax.IsDeflated) { content = content.InflatedAfter(next); }
        var isPlain = content.IsNotDeflated && DicomSyntax.Guess(content.Bytes.Span[next..]) is not null;
        if (isPlain) { content = content with { IsIncomplete = false }; }
        report.Content = content;
        if (content.IsIncomplete) { report.Error("OT3202", "the compressed stream is damaged, cut, or larger than the limit: the rest was not read", "", next, 0); }
        var body = new DicomParser(content, tree, report) { LastChild = meta.LastChild };
        body.ReadDataSet(next, Checked(syntax with { IsDeflated = syntax.IsDeflated && !isPlain }, isPlain, content, next, report));
        if (tree.IsEmpty) { return Reject(content, "no data element could be read", report.Diagnostics); }
        return new SourceItem(Typed(content, meta.MediaStorage, tree), report.Diagnostics);
    }

    private static int StartOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= PreambleBytes + 4 && bytes.Slice(PreambleBytes, 4).SequenceEqual("DICM"u8) ? PreambleBytes + 4 : bytes.StartsWith("DICM"u8) ? 4 : 0;

    /// <summary>The announced encoding, or the one that the first element is really in.</summary>
    private static DicomSyntax Checked(DicomSyntax syntax, bool isPlain, DicomContent content, int next, DicomReport report)
    {
        if (DicomSyntax.Guess(content.Bytes.Span[next..]) is not { } seen || (!isPlain && seen.IsExplicit == syntax.IsExplicit && seen.IsBigEndian == syntax.IsBigEndian)) { return syntax; }
        report.Warning("OT3203", "the data set is not in the encoding that the file meta information announces", "", next, 8);
        return seen with { IsDeflated = syntax.IsDeflated };
    }

    private static DicomRecord Typed(DicomContent content, string mediaStorage, DicomTree tree)
    {
        var nodes = tree.ToNodes();
        var elements = tree.ToElements();
        var untyped = new DicomRecord(content, "", nodes, elements);
        var isDirectory = mediaStorage == "1.2.840.10008.1.3.10" || !untyped.Root.First("DirectoryRecordSequence").IsAbsent;
        return new DicomRecord(content, isDirectory ? "DICOMDIR" : untyped.Root.First("Modality").Text, nodes, elements);
    }

    private static SourceItem Reject(DicomContent content, string message, IReadOnlyList<Diagnostic>? before = null) => new(null,
        [.. before ?? [], new Diagnostic("OT3201", Severity.Error, message) { Place = new SourcePlace(content.Document.Name, "", content.Extent) }]);
}
