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

    private static TwinProgram Compile(string mappings, string ontology)
    {
        var outcome = TwinCompiler.Compile([mappings], OntologyModel.Load(ontology).Value!);
        return outcome.Value ?? throw new InvalidDataException(string.Join('\n', outcome.Diagnostics));
    }
}
