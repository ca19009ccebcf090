using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The two passes over documents that every run makes: who is who first, then the facts.</summary>
public sealed class DocumentPass(Mapper mapper, DocumentReader reader, RunReport report)
{
    /// <summary>Told of every document after it was read, for progress.</summary>
    public Action<string>? OnDocument { get; init; }

    /// <summary>Takes every reject.</summary>
    public Action<Reject>? OnReject { get; init; }

    /// <summary>Takes every remark.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; init; }

    /// <summary>The maps that a document is read by, in full names; null: by all that fit.</summary>
    public Func<string, IReadOnlySet<string>?>? MapsOf { get; init; }

    /// <summary>Told of every document of the second pass that could be opened, before its records.</summary>
    public Action<SourceDocument>? OnOpened { get; init; }

    /// <summary>First pass: identity statements.</summary>
    public void Identify(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.IsPartner(file) || !mapper.MayIdentify(file, reader.IsDelimited(file)) || InputFiles.Open(file, out _) is not { } document) { continue; }
            foreach (var item in reader.Read(document))
            {
                if (item.Record is { } record) { mapper.Identify(record); }
            }
            Drop(ref document);
            OnDocument?.Invoke(file);
        }
    }

    /// <summary>Second pass: hands on what each record gave. Records of one document come together, in order.</summary>
    public IEnumerable<(SourceDocument Document, MappedRecord Mapped)> Map(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.AddDocument(file);
            if (reader.IsPartner(file)) { continue; }
            if (InputFiles.Open(file, out var problem) is not { } document)
            {
                Refuse(new Reject(problem!.Place!.Value, null, problem.Code, problem.Message));
                continue;
            }
            OnOpened?.Invoke(document);
            var any = false;
            foreach (var item in reader.Read(document))
            {
                any = true;
                if (Take(document, item) is { } mapped) { yield return (document, mapped); }
            }
            if (!any) { Refuse(new Reject(new SourcePlace(file, "", new ByteRange(0, document.Bytes.Length)), null, "OT4004", "the document holds no record")); }
            Drop(ref document);
            OnDocument?.Invoke(file);
        }
    }

    // A large document is young garbage once it is mapped: collected now, it does not stand beside the next one.
    private static void Drop(ref SourceDocument? document)
    {
        var length = document?.Bytes.Length ?? 0;
        document = null;
        if (length >= Limits.LargeDocumentBytes) { GC.Collect(1, GCCollectionMode.Forced, blocking: true); }
    }

    private MappedRecord? Take(SourceDocument document, SourceItem item)
    {
        if (item.Record is not { } record)
        {
            var first = item.Diagnostics[0];
            Refuse(new Reject(first.Place ?? new SourcePlace(document.Name, "", default), null, first.Code, first.Message));
            return null;
        }
        foreach (var remark in item.Diagnostics) { OnDiagnostic?.Invoke(remark); }
        var mapped = MapsOf?.Invoke(document.Name) is { } maps ? mapper.Map(record, maps) : mapper.Map(record);
        report.AddRecord(document.Name, mapped);
        report.AddRemarks(item.Diagnostics.Count);
        foreach (var reject in mapped.Rejects) { OnReject?.Invoke(reject); }
        foreach (var remark in mapped.Diagnostics) { OnDiagnostic?.Invoke(remark); }
        return mapped;
    }

    private void Refuse(Reject reject)
    {
        report.AddReject(reject);
        OnReject?.Invoke(reject);
    }
}
