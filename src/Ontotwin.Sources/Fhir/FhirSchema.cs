using System.Collections.Concurrent;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Ontotwin.Sources;

/// <summary>
/// What elements FHIR R4 has, for checking paths before any data is read. Built from the classes of Hl7.Fhir.R4, which are generated from
/// HL7's own definitions. Immutable; safe for use by several threads.
/// </summary>
public static class FhirSchema
{
    private static readonly ConcurrentDictionary<string, FhirElement> Types = new(StringComparer.Ordinal);
    private static readonly Lazy<string[]> Open = new(() =>
        [.. ModelInfo.OpenTypes.Select(NameOf).OfType<string>().Order(StringComparer.Ordinal)]);

    /// <summary>The version of FHIR that the schema is of.</summary>
    public static string Version => "4.0.1";

    /// <summary>All resource types that can occur in data, in alphabetic order.</summary>
    public static IEnumerable<string> ResourceNames { get; } =
        [.. ModelInfo.SupportedResources.Order(StringComparer.Ordinal)];

    /// <summary>A resource type by its exact name (<c>Observation</c>, <c>Bundle</c>); null when R4 has none of that name.</summary>
    public static FhirElement? Resource(string type) => Type(type) is { IsResource: true } found ? found : null;

    /// <summary>A data or resource type by its exact name (<c>Quantity</c>, <c>Resource</c>); null when R4 has none of that name.</summary>
    public static FhirElement? Type(string type)
    {
        if (Types.TryGetValue(type, out var known)) { return known; }
        return Find(type) is { } mapping ? Types.GetOrAdd(type, new FhirElement(type, [mapping.Name], false, null, mapping)) : null;
    }

    /// <summary>Types that an element such as <c>Extension.value[x]</c> may have: R4 2.1.28.1, open type element.</summary>
    internal static IReadOnlyList<string> OpenTypes => Open.Value;

    /// <summary>All types, components of resources among them.</summary>
    internal static IEnumerable<ClassMapping> AllTypes => ModelInfo.ModelInspector.ClassMappings;

    internal static ClassMapping? Find(string type) =>
        ModelInfo.ModelInspector.FindClassMapping(type) is { } mapping && mapping.Name == type ? mapping : null;

    private static string? NameOf(Type native) => ModelInfo.ModelInspector.FindOrImportClassMapping(native)?.Name;
}
