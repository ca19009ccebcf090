using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// The elements of a FHIR record that a map must not use, nor what stands in them: those whose meaning is changed by something that the map does not understand
/// (http://hl7.org/fhir/R4/extensibility.html#modifierExtension), and resources that the record itself says are deleted. What the map would have used of the
/// former is a reject, once; deletions are told by <see cref="DeletedResources"/>.
/// </summary>
internal sealed class UnusableElements
{
    public const string Code = "OT4216";
    private readonly Dictionary<int, Field> modifierOf = [];
    private readonly HashSet<int> told = [];
    private readonly MapScope scope;

    private UnusableElements(MapScope scope) => this.scope = scope;

    /// <summary>Those of a record; null where there is nothing that the map does not understand.</summary>
    public static UnusableElements? In(SourceRecord record, Lazy<ModifiersRead> understood, MapScope scope)
    {
        if (record.Format != SourceFormat.Fhir) { return null; }
        UnusableElements? unknown = null;
        foreach (var modifier in FhirModifiers.In(record))
        {
            if (!understood.Value.Knows(modifier)) { (unknown ??= new(scope)).modifierOf.TryAdd(modifier.Parent.Node, modifier); }
        }
        foreach (var deleted in DeletedResources.Within(record)) { (unknown ??= new(scope)).modifierOf.TryAdd(deleted.Node, default); }
        return unknown;
    }

    /// <summary>Whether a field may not be used; tells why at the first time.</summary>
    public bool Hide(Frame frame, Field reached)
    {
        for (var at = reached; !at.IsAbsent; at = at.Parent)
        {
            if (!modifierOf.TryGetValue(at.Node, out var modifier)) { continue; }
            if (!modifier.IsAbsent && told.Add(at.Node)) { frame.RejectAt(Code, modifier, scope.Rule(modifier.Name), Reason(modifier)); }
            return true;
        }
        return false;
    }

    private static string Reason(Field modifier) => modifier.Name switch
    {
        FhirModifiers.Rules => "the resource was made by rules that may change what it means, and the map does not know them",
        FhirModifiers.Focus => "the observation is of somebody or something other than its subject, and the map does not read of whom: nothing of it is used",
        _ => "an extension that the map does not know changes what this element means: nothing of the element is used",
    };
}
