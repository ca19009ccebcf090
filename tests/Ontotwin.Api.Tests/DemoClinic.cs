using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ontotwin.Api;
using Ontotwin.Api.Querying;
using Ontotwin.Engine;
using Ontotwin.Explorer;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Prediction;
using Ontotwin.Values;

namespace Ontotwin.Testing;

/// <summary>The shipped samples in a store of their own, served on a free port of this machine; corrections arrive last, as in the demo.</summary>
public class DemoClinic : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-clinic-").FullName;
    private EmbeddedStore? store;
    private ModelOutputs? models;
    private WebApplication? app;

    /// <summary>Asks the server.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>The server's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The sample that corrects A's potassium.</summary>
    public static string Correction => Repository.PathOf("samples", "hl7v2", "a-oru-potassium-corrected.hl7");

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var ontology = OntologyModel.Load(Repository.PathOf("ontologies")).Value!;
        var program = TwinCompiler.Compile([Repository.PathOf("mappings"), Repository.PathOf("guidelines")], ontology).Value!;
        store = await EmbeddedStore.OpenAsync(folder, StoreOpening.CreateIfMissing, cancellation);
        var files = InputFiles.Find([Repository.PathOf("samples")], new List<Diagnostic>()).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Concat(More(folder + "-more")).ToList();
        foreach (var round in new[] { files.Where(f => f != Correction), [Correction] })
        {
            var ingestion = await DocumentIngestion.CreateAsync(program, store, new RunReport(), null, cancellation);
            await ingestion.RunAsync([.. round], cancellation);
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var claims = CausalClaims.From(program).Value!;
        builder.Services.AddSingleton(new TwinService(store, program, models = ModelOutputs.Load(program, claims).Value!, claims));
        builder.Services.AddOntotwinGraphQL().AddOntotwinExplorer();
        app = builder.Build();
        app.MapOntotwinGraphQL().MapOntotwinSparql(new TwinsDataset(store)).MapOntotwinExplorer();
        await app.StartAsync(cancellation);
        Address = app.Urls.Single();
        Client.BaseAddress = new Uri(Address);
    }

    /// <summary>Further documents, written to a folder of their own.</summary>
    protected virtual IEnumerable<string> More(string folder) => [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null) { await app.DisposeAsync(); }
        models?.Dispose();
        if (store is not null) { await store.DisposeAsync(); }
        Directory.Delete(folder, recursive: true);
        if (Directory.Exists(folder + "-more")) { Directory.Delete(folder + "-more", recursive: true); }
        GC.SuppressFinalize(this);
    }
}
