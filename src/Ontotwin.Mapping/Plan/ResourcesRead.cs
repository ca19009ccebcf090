using System.Collections.Concurrent;
using System.Globalization;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>The types of FHIR resources that a map's paths look for: what a bundle holds beside them, no map reads.</summary>
internal sealed class ResourcesRead
{
    /// <summary>Stands for every type: a path over <c>resource</c> that no type narrows.</summary>
    public const string Every = "*";

    private readonly ConcurrentDictionary<string, bool> types = new(StringComparer.Ordinal);

    /// <summary>Takes note of a type that is compiled into a path; gives back the steps after it.</summary>
    public Walker? Reads(string type, Walker? next)
    {
        types.TryAdd(type, true);
        return next;
    }

    /// <summary>Whether paths look for resources of a type.</summary>
    public bool Has(string type) => types.ContainsKey(type) || types.ContainsKey(Every);

    /// <summary>Whether a record is a part of a large bundle whose resources are all of types that none of the maps looks for, and so told.</summary>
    public static bool IsUnreadPart(SourceRecord record, MapPlan[] maps) =>
        FhirResources.PartOf(record) is not null && FhirResources.Types(record).All(type => !Array.Exists(maps, m => m.Resources.Has(type)));

    /// <summary>Tells of each type of a bundle's resources that none of the maps looks for, once, with how many there are.</summary>
    public static void TellUnread(SourceRecord record, MapPlan[] maps, Frame frame)
    {
        if (record is not { Format: SourceFormat.Fhir, Type: "Bundle" } || Array.Exists(maps, m => m.Resources.types.ContainsKey(Every))) { return; }
        foreach (var type in FhirResources.Types(record))
        {
            if (Array.Exists(maps, m => m.Resources.types.ContainsKey(type))) { continue; }
            var found = FhirResources.OfType(record, type);
            // What no edition of FHIR knows is a text of the document, and such texts are not repeated.
            var known = FhirSchema.Resource(type) is null ? "a type that FHIR does not have" : "type " + type;
            frame.Report("OT6210", found[0], string.Create(CultureInfo.InvariantCulture, $"no map reads resources of {known}, of which there are {found.Count} here"), "a loop over resource.ofType(…) would read them");
        }
    }
}
