using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>A store of its own under the shipped maps and guidelines, for documents written by a test.</summary>
internal sealed class SmallClinic : IAsyncDisposable
{
    private static readonly Lazy<TwinProgram> Program = new(() =>
        TwinCompiler.Compile([Repository.PathOf("mappings"), Repository.PathOf("guidelines")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-small-").FullName;

    private SmallClinic()
    {
    }

    public EmbeddedStore Store { get; private set; } = null!;

    /// <summary>The store seen by person, as the command sees it.</summary>
    public MergedStore People => new(Store);

    public List<Diagnostic> Remarks { get; } = [];

    public RunReport Report { get; private set; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SmallClinic> OpenAsync()
    {
        var clinic = new SmallClinic();
        clinic.Store = await EmbeddedStore.OpenAsync(Path.Combine(clinic.folder, "store"), StoreOpening.CreateIfMissing, Cancel);
        return clinic;
    }

    /// <summary>Writes a document; lines end as the format wants them.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Join(name.EndsWith(".hl7", StringComparison.Ordinal) ? "\r" : "\n", lines), new UTF8Encoding(false));
        return path;
    }

    public async Task IngestAsync(params string[] files)
    {
        Report = new RunReport();
        var ingestion = await DocumentIngestion.CreateAsync(Program.Value, People, Report, null, Cancel);
        ingestion.OnDiagnostic = Remarks.Add;
        await ingestion.RunAsync(files, Cancel);
    }

    public async Task<List<TwinView>> ViewsAsync()
    {
        var service = new TwinService(Store, Program.Value, NoModels.Instance, NoCausalClaims.Instance);
        var views = new List<TwinView>();
        await foreach (var id in Store.TwinsAsync(Cancel))
        {
            if (await service.ViewAsync(id, null, null, Cancel) is { Twin.Facts.IsEmpty: false } view) { views.Add(view); }
        }
        return views;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
