using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

public class PackTestBlocks
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    public static TheoryData<string> Names => [.. Program.Value.Tests.Where(MapTests.IsMapTest).Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_test_block_of_the_shipped_maps_passes(string name)
    {
        var result = MapTests.Run(Program.Value.Tests.First(t => t.Name == name), Program.Value);
        Assert.True(result.Failures.Count == 0, string.Join('\n', result.Failures));
    }
}
