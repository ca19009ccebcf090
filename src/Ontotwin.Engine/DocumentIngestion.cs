using System.Security.Cryptography;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The whole way of documents into a store: who is who, mapping, keeping.</summary>
public sealed class DocumentIngestion
{
    private const string SecretSetting = "iri-secret";
    private readonly IGraphStore store;
    private readonly RunReport report;
    private readonly MappingServices services;
    private readonly Mapper mapper;

    private DocumentIngestion(IGraphStore store, RunReport report, MappingServices services, string? site)
    {
        (this.store, this.report, this.services) = (store, report, services);
        mapper = new Mapper(services) { SiteName = site };
    }

    /// <summary>Takes remarks.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; set; }

    /// <summary>Takes rejects.</summary>
    public Action<Reject>? OnReject { get; set; }

    /// <summary>Told of every document in each of the two passes.</summary>
    public Action<string>? OnDocument { get; set; }

    private void Remark(Diagnostic remark)
    {
        report.AddRemark();
        OnDiagnostic?.Invoke(remark);
    }

    /// <summary>Prepares to ingest: the store's own secret makes the IRIs, and is made on first use.</summary>
    /// <exception cref="GraphStoreException">The store cannot be used.</exception>
    public static async Task<DocumentIngestion> CreateAsync(TwinProgram program, IGraphStore store, RunReport report, string? site, CancellationToken cancellationToken)
    {
        var secret = await store.GetSettingAsync(SecretSetting, cancellationToken)
            ?? await store.SetSettingOnceAsync(SecretSetting, RandomNumberGenerator.GetBytes(32), cancellationToken);
        var iris = new IriMaker(secret);
        return new DocumentIngestion(store, report, new MappingServices(program, new IdentityTable(iris), iris), site);
    }

    /// <summary>Ingests documents in the order given.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written; what was kept before stays.</exception>
    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var pass = new DocumentPass(mapper, InputFiles.ReaderOf(services.Program), report) { OnDocument = OnDocument, OnDiagnostic = OnDiagnostic, OnReject = OnReject };
        pass.Identify(files, cancellationToken);
        var ingestion = new Ingestion(store, services.Identities, services.Program.Hash, TimeProvider.System) { OnDiagnostic = Remark };
        await ingestion.RecallAsync(cancellationToken);
        await ingestion.MergeAsync(cancellationToken);
        SourceDocument? document = null;
        var mapped = new List<MappedRecord>();
        foreach (var (from, record) in pass.Map(files, cancellationToken))
        {
            if (document is not null && from != document)
            {
                await ingestion.KeepAsync(document, mapped, cancellationToken);
                mapped.Clear();
            }
            document = from;
            mapped.Add(record);
        }
        if (document is not null) { await ingestion.KeepAsync(document, mapped, cancellationToken); }
        report.SetTwins(ingestion.Touched.Count);
    }
}
