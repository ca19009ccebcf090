using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>Tests that measure the memory of the process, beside which no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}

/// <summary>What <c>map</c> holds until the end so that a correction replaces what it corrects.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class HeldNodeTests
{
    [Theory]
    [InlineData(false, 1100)]
    [InlineData(true, 1500)]
    public void A_node_that_is_held_takes_little_memory(bool keepsText, int atMostBytes)
    {
        const int Nodes = 20_000;
        var folder = Directory.CreateTempSubdirectory("ontotwin-held-").FullName;
        try
        {
            var (map, file) = (Path.Combine(folder, "t.twin"), Path.Combine(folder, "t.ndjson"));
            File.WriteAllText(map, """
                module held version 1
                ontology hdt
                map bundles from fhir "4.0.1" any {
                  for o in resource.ofType(Observation) {
                    node obs : Observation key ("urn:held", o.id) { subject <- ref Patient key ("urn:held", o.subject.reference) or stub; value <- o.valueQuantity as quantity; status <- o.status as text; on o.status { "entered-in-error" -> retract; other -> assert } }
                  }
                }
                """);
            File.WriteAllLines(file, Enumerable.Range(0, Nodes).Select(i => $"{{\"resourceType\":\"Observation\",\"id\":\"o{i}\",\"status\":\"final\",\"subject\":{{\"reference\":\"Patient/{i % 100}\"}},\"valueQuantity\":{{\"value\":{i}.5,\"code\":\"/min\"}}}}"));
            var program = TwinCompiler.Compile([map], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!;
            var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
            var services = new MappingServices(program, new IdentityTable(iris), iris) { KeepsText = keepsText };
            using var writer = RdfWriter.Create(Stream.Null, RdfFormat.NQuads);
            var output = new GraphOutput(writer, keepsText ? Stream.Null : null, null);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            // What the pass holds of the document goes with it.
            Add(new DocumentPass(new Mapper(services), InputFiles.ReaderOf(program), new RunReport()), file, output);
            var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Nodes;
            TestContext.Current.SendDiagnosticMessage($"{bytes} bytes a node that is held, texts {keepsText}");
            Assert.InRange(bytes, 100, atMostBytes);
            output.Complete();
            Assert.Equal(100, output.TwinCount);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Add(DocumentPass pass, string file, GraphOutput output)
    {
        foreach (var (_, mapped) in pass.Map([file], TestContext.Current.CancellationToken)) { output.Add(mapped); }
    }
}
