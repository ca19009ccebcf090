using System.Text;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

public class MergeTests
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Fact]
    public async Task Two_twins_that_a_later_message_says_are_one_person_become_one_and_nothing_is_lost()
    {
        using var folder = new Folder();
        await using var store = await EmbeddedStore.OpenAsync(folder.File("store"), StoreOpening.CreateIfMissing, TestContext.Current.CancellationToken);
        await IngestAsync(store, folder.Write("a.hl7", "11^^^A&1.2.3&ISO", "19650302"), folder.Write("b.hl7", "22^^^B&1.2.4&ISO", "19650302"));
        Assert.Equal(2, await CountAsync(store));
        await IngestAsync(store, folder.Write("c.hl7", "11^^^A&1.2.3&ISO~22^^^B&1.2.4&ISO", "19650302"));
        Assert.Equal(1, await CountAsync(store));
        var byA = await store.FindAsync(new Values.Identifier("urn:oid:1.2.3", "11"), TestContext.Current.CancellationToken);
        var byB = await store.FindAsync(new Values.Identifier("urn:oid:1.2.4", "22"), TestContext.Current.CancellationToken);
        Assert.Equal(byA, byB);
        var twin = await store.LoadAsync(byA!.Value, null, TestContext.Current.CancellationToken);
        var documents = twin!.Facts.Select(f => ((Asserted)f.Justification).Origin.Document).Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["a.hl7", "b.hl7", "c.hl7"], documents);
    }

    private static async Task IngestAsync(EmbeddedStore store, params string[] files)
    {
        var ingestion = await DocumentIngestion.CreateAsync(Program.Value, store, new RunReport(), null, TestContext.Current.CancellationToken);
        await ingestion.RunAsync(files, TestContext.Current.CancellationToken);
    }

    private static async Task<int> CountAsync(EmbeddedStore store)
    {
        var count = 0;
        await foreach (var id in store.TwinsAsync(TestContext.Current.CancellationToken))
        {
            if (await store.LoadAsync(id, null, TestContext.Current.CancellationToken) is { Facts.IsEmpty: false }) { count++; }
        }
        return count;
    }

    private sealed class Folder : IDisposable
    {
        private readonly string path = Directory.CreateTempSubdirectory("ontotwin-merge-").FullName;

        public string File(string name) => Path.Combine(path, name);

        public string Write(string name, string identifiers, string born)
        {
            System.IO.File.WriteAllText(File(name), $"MSH|^~\\&|S|F|R|F|20261101||ADT^A08^ADT_A01|{name}|P|2.5.1\rPID|1||{identifiers}||Doe^Jane||{born}|F\r", Encoding.ASCII);
            return File(name);
        }

        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}
