using Ontotwin.Testing;

namespace Ontotwin.Ontology.Tests;

/// <summary>The ontology of this repository, loaded once.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Repository.PathOf("ontologies");

    public static OntologyModel Model { get; } = OntologyModel.Load(Folder).Value ?? throw new InvalidOperationException("the shipped ontology does not load");

    public static string[] Files => Directory.GetFiles(Folder, "*.ttl");
}
