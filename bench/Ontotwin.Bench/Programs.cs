using Ontotwin.Language;
using Ontotwin.Ontology;

namespace Ontotwin.Bench;

/// <summary>The programs that the bench maps with.</summary>
internal static class Programs
{
    /// <summary>The shipped mappings over the shipped ontology.</summary>
    public static TwinProgram Shipped() => Compile("mappings", "ontologies");

    /// <summary>The bench's own map of a wearable.</summary>
    public static TwinProgram Wearable() => Compile("bench/Ontotwin.Bench/wearable", "bench/Ontotwin.Bench/wearable");

    /// <summary>The same wearable as series, over the shipped ontology.</summary>
    public static TwinProgram WearableSeries() => Compile("bench/Ontotwin.Bench/series", "ontologies");

    /// <summary>The bench's own maps of results in HL7 v2 and FHIR, over the shipped ontology and tables.</summary>
    public static TwinProgram Results() => Compile("bench/Ontotwin.Bench/results", "ontologies", "mappings/codes.twin", "mappings/sites.twin");

    private static TwinProgram Compile(string mappings, string ontology, params string[] imported)
    {
        var outcome = TwinCompiler.Compile([mappings, .. imported], OntologyModel.Load(ontology).Value ?? throw new InvalidDataException($"no ontology at {ontology}: run from the repository's root"));
        return outcome.Value ?? throw new InvalidDataException(string.Join('\n', outcome.Diagnostics));
    }
}
