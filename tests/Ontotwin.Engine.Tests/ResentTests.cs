using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>A record that is sent again and again.</summary>
public sealed class ResentTests
{
    [Fact]
    public void What_is_sent_again_takes_no_more_memory_after_a_while()
    {
        var program = TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!;
        var message = File.ReadAllText(Repository.PathOf("samples", "hl7v2", "a-oru-potassium.hl7"));
        var folder = Directory.CreateTempSubdirectory("ontotwin-resent-").FullName;
        try
        {
            var file = Path.Combine(folder, "many.hl7");
            File.WriteAllText(file, string.Concat(Enumerable.Repeat(message.TrimEnd('\r', '\n') + "\r", 300)));
            var once = Lines(program, Repository.PathOf("samples", "hl7v2", "a-oru-potassium.hl7"));
            var many = Lines(program, file);
            Assert.Equal(once.Graph, many.Graph);
            Assert.InRange(many.Held, once.Held + 1, Limits.MaxOriginsPerFact * once.Held);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Graph, int Held) Lines(TwinProgram program, string file)
    {
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var pass = new DocumentPass(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)), InputFiles.ReaderOf(program), new RunReport());
        pass.Identify([file], TestContext.Current.CancellationToken);
        using var graph = new MemoryStream();
        using var origins = new MemoryStream();
        using (var writer = RdfWriter.Create(graph, RdfFormat.NQuads))
        {
            var output = new GraphOutput(writer, origins, null);
            foreach (var (_, mapped) in pass.Map([file], TestContext.Current.CancellationToken)) { output.Add(mapped); }
            output.Complete();
        }
        // The observation and what stands in it. The person is no record that can be corrected: what says the same of it again is written again.
        return (Encoding.UTF8.GetString(graph.ToArray()).Split('\n').Distinct().Count(), Encoding.UTF8.GetString(origins.ToArray()).Split('\n').Count(l => l.Contains("labs/labs.obs", StringComparison.Ordinal) || l.Contains("labs/labs.moment", StringComparison.Ordinal)));
    }
}
