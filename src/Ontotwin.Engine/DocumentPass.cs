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

    /// <summary>
    /// Whether large documents are read in stretches, in memory that does not grow with them: what <see cref="Map"/> gives must then be used up before the
    /// next is asked for. Otherwise each is held whole.
    /// </summary>
    public bool InStretches { get; init; }

    /// <summary>The maps that a document is read by, in full names; null: by all that fit.</summary>
    public Func<string, IReadOnlySet<string>?>? MapsOf { get; init; }

    /// <summary>Takes note of the maps that fit the records of the second pass; null: nobody asks.</summary>
    public MapsRead? MapsRead { get; init; }

    /// <summary>Told of every document of the second pass that could be opened, before its records; not of those that are read in stretches.</summary>
    public Action<SourceDocument>? OnOpened { get; init; }

    /// <summary>First pass: identity statements.</summary>
    public void Identify(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.IsPartner(file) || !mapper.MayIdentify(file, reader.IsDeclared(file)) || Open(file, null, out _, out _) is not { } items) { continue; }
            foreach (var item in items)
            {
                if (item.Record is { } record) { mapper.Identify(record); }
            }
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
            if (Open(file, OnOpened, out var document, out var problem) is not { } items)
            {
                Refuse(new Reject(problem!.Place!.Value, null, problem.Code, problem.Message));
                continue;
            }
            var any = false;
            var nodes = mapper.BeginDocument();
            foreach (var item in items)
            {
                any = true;
                if (Take(file, item, nodes) is { } mapped) { yield return (item.Record!.Document, mapped); }
            }
            if (!any) { Refuse(new Reject(new SourcePlace(file, "", new ByteRange(0, document?.Bytes.Length ?? 0)), null, "OT4004", "the document holds no record")); }
            if (document is not null) { mapper.Coverage?.EndDocument(document, reader); }
            OnDocument?.Invoke(file);
        }
    }

    private IEnumerable<SourceItem>? Open(string file, Action<SourceDocument>? opened, out SourceDocument? document, out Diagnostic? problem)
    {
        (document, problem) = (null, null);
        if (InStretches && InputFiles.Stream(file, reader, mapper.IsNullText) is { } stretches) { return stretches; }
        document = InputFiles.Open(file, out problem);
        if (document is null) { return null; }
        opened?.Invoke(document);
        var items = reader.Read(document, mapper.IsNullText);
        return document.Bytes.Length < Limits.CollectedDocumentBytes ? items : ThenCollect(items);
    }

    // A larger document is young garbage once it is mapped: collected now, it does not stand beside the next one.
    private static IEnumerable<SourceItem> ThenCollect(IEnumerable<SourceItem> items)
    {
        foreach (var item in items) { yield return item; }
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
    }

    private MappedRecord? Take(string document, SourceItem item, DocumentNodes nodes)
    {
        if (item.Record is not { } record)
        {
            if (!item.IsReject)
            {
                foreach (var remark in item.Diagnostics) { OnDiagnostic?.Invoke(remark); }
                report.AddRemarks(item.Diagnostics.Count);
                return null;
            }
            // What made it a reject is an error, or was said last; remarks may come with it.
            var why = item.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) ?? item.Diagnostics[^1];
            Refuse(new Reject(why.Place ?? new SourcePlace(document, "", default), null, why.Code, why.Message));
            foreach (var remark in item.Diagnostics.Where(d => d != why)) { OnDiagnostic?.Invoke(remark); }
            report.AddRemarks(item.Diagnostics.Count - 1);
            return null;
        }
        for (var i = 0; i < item.Diagnostics.Count; i++) { OnDiagnostic?.Invoke(item.Diagnostics[i]); }
        if (MapsRead is not null) { mapper.Note(record, MapsRead); }
        var mapped = nodes.Tell(MapsOf?.Invoke(document) is { } maps ? mapper.Map(record, maps) : mapper.Map(record));
        report.AddRecord(document, mapped);
        report.AddRemarks(item.Diagnostics.Count);
        for (var i = 0; i < mapped.Rejects.Count; i++) { OnReject?.Invoke(mapped.Rejects[i]); }
        for (var i = 0; i < mapped.Diagnostics.Count; i++) { OnDiagnostic?.Invoke(mapped.Diagnostics[i]); }
        if (mapped.IsOfFolder && report.TellsOf(SourceContainer.FolderOf(document))) { TellFolder(document); }
        return mapped;
    }

    // Once a folder: what one server sends lies together, and says so of every document or of none.
    private void TellFolder(string document)
    {
        OnDiagnostic?.Invoke(new Diagnostic("OT4221", Severity.Warning, "nothing says which server this FHIR document comes from (no full URL, no meta.source, no site): its ids are those of its folder, and what the same server sends into another folder is another record")
        {
            Place = new SourcePlace(document, "", default), Hint = "name its site with --site or 'site … when', or keep what one server sends in one folder",
        });
        report.AddRemarks(1);
    }

    private void Refuse(Reject reject)
    {
        report.AddReject(reject);
        OnReject?.Invoke(reject);
    }
}
