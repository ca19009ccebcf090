using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>A program and its documents in a folder of their own, mapped without a store.</summary>
internal sealed class SmallProgram : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("the secret of this test, not secret");

    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-program-").FullName;
    private readonly List<string> inputs = [];

    public List<Reject> Rejects { get; } = [];

    public List<Diagnostic> Remarks { get; } = [];

    public RunReport Report { get; private set; } = new();

    /// <summary>Takes note of what is read; null: nothing is noted.</summary>
    public FieldCoverage? Coverage { get; set; }

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Writes a file that the program or a document refers to.</summary>
    public SmallProgram Beside(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), string.Join('\n', lines), new UTF8Encoding(false));
        return this;
    }

    /// <summary>Writes a document that is mapped.</summary>
    public SmallProgram Input(string name, params string[] lines)
    {
        inputs.Add(PathOf(name));
        return Beside(name, lines);
    }

    /// <summary>Writes documents that are mapped, in containers where their names say so (<c>a.csv.gz</c>, <c>b.zip/a.csv</c>).</summary>
    public SmallProgram Packed(params (string Name, string Text)[] documents)
    {
        foreach (var (name, text) in documents)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (name.Split('/', 2) is [var container, var inner])
            {
                using var zip = System.IO.Compression.ZipFile.Open(PathOf(container), System.IO.Compression.ZipArchiveMode.Update);
                using var entry = zip.CreateEntry(inner).Open();
                entry.Write(bytes);
                inputs.Add(PathOf(name));
                continue;
            }
            using Stream file = name.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(File.Create(PathOf(name)), System.IO.Compression.CompressionMode.Compress) : File.Create(PathOf(name));
            file.Write(bytes);
            inputs.Add(name.EndsWith(".gz", StringComparison.Ordinal) ? $"{PathOf(name)}/{name[..^3]}" : PathOf(name));
        }
        return this;
    }

    /// <summary>What the compiler says of a program.</summary>
    public Outcome<TwinProgram> Compile(string text)
    {
        Beside("test.twin", "module test version 1", "ontology hdt", text);
        return TwinCompiler.Compile([PathOf("test.twin")], Ontology.Value);
    }

    /// <summary>Compiles, which must succeed, and lifts all inputs: facts as <c>node property value</c>, by local names, the node by its class.</summary>
    public List<LiftedFact> Map(string text)
    {
        var compiled = Compile(text);
        return [.. Lift(compiled).SelectMany(m => m.Nodes).SelectMany(n => n.Facts)];
    }

    /// <summary>Compiles, which must succeed, lifts all inputs and writes them as <c>map</c> does: the lines of N-Quads.</summary>
    public List<string> Write(string text)
    {
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, RdfFormat.NQuads))
        {
            var output = new GraphOutput(writer, null, Remarks.Add);
            foreach (var mapped in Lift(Compile(text))) { output.Add(mapped); }
            output.Complete();
        }
        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Lifts all inputs by the shipped maps.</summary>
    public List<MappedRecord> MapShipped() => Lift(TwinCompiler.Compile(Directory.GetFiles(Repository.PathOf("mappings"), "*.twin"), Ontology.Value));

    private List<MappedRecord> Lift(Outcome<TwinProgram> compiled)
    {
        Assert.False(compiled.Diagnostics.Any(d => d.Severity == Severity.Error), string.Join('\n', compiled.Diagnostics));
        var iris = new IriMaker(Secret);
        Report = new RunReport();
        var pass = new DocumentPass(
            new Mapper(new MappingServices(compiled.Value!, new IdentityTable(iris), iris)) { Coverage = Coverage }, InputFiles.ReaderOf(compiled.Value!), Report)
        {
            OnReject = Rejects.Add, OnDiagnostic = Remarks.Add,
        };
        pass.Identify(inputs, TestContext.Current.CancellationToken);
        return [.. pass.Map(inputs, TestContext.Current.CancellationToken).Select(m => m.Mapped)];
    }

    /// <summary>The values of a property, in order.</summary>
    public static List<string> Values(IEnumerable<LiftedFact> facts, string property) =>
        [.. facts.Where(f => f.Predicate.LocalName == property).Select(f => f.Object is Literal literal ? literal.Lexical : ((Iri)f.Object).LocalName)];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
