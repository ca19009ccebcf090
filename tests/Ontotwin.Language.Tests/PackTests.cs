using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Language.Tests;

public class PackTests
{
    [Theory]
    [InlineData("mappings")]
    [InlineData("guidelines")]
    public void Everything_shipped_compiles_without_a_word(string folder)
    {
        var ontology = OntologyModel.Load(Repository.PathOf("ontologies")).Value!;
        var outcome = TwinCompiler.Compile([Repository.PathOf(folder)], ontology);
        Assert.True(outcome.Diagnostics.IsEmpty, string.Join('\n', outcome.Diagnostics));
    }
}
