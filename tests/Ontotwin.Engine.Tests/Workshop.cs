using System.Text;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>A folder with modules and documents that a test writes and changes, and a store. All workshops make the same IRIs, so that stores can be compared.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-workshop-").FullName;
    private int stores;

    public EmbeddedStore Store { get; private set; } = null!;

    /// <summary>The store seen by person, as the command sees it.</summary>
    public MergedStore People => new(Store);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Workshop> OpenAsync()
    {
        var workshop = new Workshop();
        await workshop.NewStoreAsync();
        return workshop;
    }

    /// <summary>Goes on with an empty store.</summary>
    public async Task NewStoreAsync()
    {
        if (Store is not null) { await Store.DisposeAsync(); }
        Store = await EmbeddedStore.OpenAsync(Path.Combine(folder, "store" + stores++), StoreOpening.CreateIfMissing, Cancel);
        await Store.SetSettingOnceAsync("iri-secret", new byte[32], Cancel);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public TwinProgram Program()
    {
        var outcome = TwinCompiler.Compile(Directory.GetFiles(folder, "*.twin").Order(StringComparer.Ordinal), Ontology.Value);
        return outcome.Value ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics));
    }

    public async Task<RunReport> IngestAsync(params string[] names)
    {
        var report = new RunReport();
        await (await IngestionAsync(report)).RunAsync([.. names.Select(PathOf)], Cancel);
        return report;
    }

    public Task<DocumentIngestion> IngestionAsync(RunReport? report = null) => DocumentIngestion.CreateAsync(Program(), People, report ?? new RunReport(), null, Cancel);

    /// <summary>Every fact held, and every sample, in an order of their own; without when they were learned.</summary>
    public async Task<List<string>> HeldAsync()
    {
        var held = new List<string>();
        await foreach (var id in Store.TwinsAsync(Cancel))
        {
            var twin = (await Store.LoadAsync(id, null, Cancel))!;
            held.AddRange(twin.Facts.Select(f => $"{id} {f.Triple} {f.Justification}"));
            held.AddRange(twin.Series.SelectMany(c => c.Samples.Select(s => $"{id} {c.Series} {c.Unit} {c.Source} {s}")));
        }
        held.Sort(StringComparer.Ordinal);
        return held;
    }

    /// <summary>The objects of a property over all twins.</summary>
    public async Task<List<string>> ValuesAsync(string property)
    {
        var values = new List<string>();
        await foreach (var id in Store.TwinsAsync(Cancel))
        {
            values.AddRange((await Store.LoadAsync(id, null, Cancel))!.Facts.Where(f => f.Triple.Predicate == OntologyModel.Term(property)).Select(f => f.Triple.Object is Rdf.Literal l ? l.Lexical : f.Triple.Object.ToString()!));
        }
        values.Sort(StringComparer.Ordinal);
        return values;
    }

    public async Task<List<KeptDocument>> DocumentsAsync()
    {
        var documents = new List<KeptDocument>();
        await foreach (var document in Store.DocumentsAsync(Cancel)) { documents.Add(document); }
        return documents;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
