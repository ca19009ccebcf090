using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Evaluation.Tests;

/// <summary>The shipped program, compiled once.</summary>
public static class Shipped
{
    private static readonly Lazy<OntologyModel> LazyOntology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private static readonly Lazy<TwinProgram> LazyProgram = new(() => TwinCompiler.Compile([Repository.PathOf("guidelines")], LazyOntology.Value).Value!);

    public static OntologyModel Ontology => LazyOntology.Value;

    public static TwinProgram Program => LazyProgram.Value;
}
