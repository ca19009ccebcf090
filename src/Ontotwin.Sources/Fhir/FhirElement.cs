using System.Collections.Immutable;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Utility;

namespace Ontotwin.Sources;

/// <summary>An element of FHIR R4, or a whole type, with what may stand below it.</summary>
public sealed class FhirElement
{
    private readonly ClassMapping? type;
    private readonly Lazy<Dictionary<string, FhirElement>> children;

    internal FhirElement(string name, IReadOnlyList<string> typeNames, bool repeats, string? choiceOf, ClassMapping? type)
    {
        (Name, TypeNames, Repeats, ChoiceOf, this.type) = (name, typeNames, repeats, choiceOf, type);
        children = new(MakeChildren);
    }

    /// <summary>Name in JSON (<c>valueQuantity</c>); for a choice as a whole its stem (<c>value</c>); for a type the type's name.</summary>
    public string Name { get; }

    /// <summary>
    /// FHIR name of its type: <c>dateTime</c>, <c>Quantity</c>, <c>Reference</c>, <c>Resource</c>, a component such as <c>Observation.component</c>;
    /// empty for a choice as a whole.
    /// </summary>
    public string TypeName => TypeNames.Count == 1 ? TypeNames[0] : "";

    /// <summary>All types it may have: several for a choice as a whole only.</summary>
    public IReadOnlyList<string> TypeNames { get; }

    /// <summary>Whether it may occur more than once: then it is a JSON array.</summary>
    public bool Repeats { get; }

    /// <summary>The stem of the choice that it is one name of (<c>value</c> for <c>valueQuantity</c>); null when it is none.</summary>
    public string? ChoiceOf { get; }

    /// <summary>Whether it is a choice as a whole (<c>value[x]</c>), which never stands in JSON under this name.</summary>
    public bool IsChoice => TypeNames.Count > 1;

    /// <summary>Whether it is a resource, or may hold one (<c>Bundle.entry.resource</c>, <c>contained</c>).</summary>
    public bool IsResource => type is { IsResource: true };

    /// <summary>The codes that it may have, where R4 requires one of a closed set (<c>Observation.status</c>); empty otherwise.</summary>
    public ImmutableArray<string> Codes { get; private init; } = [];

    /// <summary>Whether it is a primitive: it has text, and no children but <c>id</c> and <c>extension</c>.</summary>
    public bool IsPrimitive => type is { IsFhirPrimitive: true } or { IsPrimitive: true };

    /// <summary>Names of the elements directly below it as they stand in JSON, choices spelled out, in the specification's order; for choices of any type that is long.</summary>
    public IEnumerable<string> ChildNames => children.Value.Where(child => !child.Value.IsChoice).Select(child => child.Key);

    /// <summary>The element of that name directly below: an exact JSON name, or the stem of a choice; null when there is none.</summary>
    public FhirElement? Child(string name) => children.Value.GetValueOrDefault(name);

    /// <summary>The element narrowed to a resource type: for <c>entry.resource.ofType(Observation)</c>. Null when it holds no resources or R4 has no such type.</summary>
    public FhirElement? OfType(string resourceType)
    {
        if (IsChoice) { return TypeNames.Contains(resourceType, StringComparer.Ordinal) ? Child(Suffixed(Name, resourceType)) : null; }
        if (!IsResource || FhirSchema.Resource(resourceType) is not { } narrowed) { return null; }
        var isOpen = TypeName is "Resource" or "DomainResource";
        return isOpen || TypeName == resourceType ? new(Name, [resourceType], Repeats, ChoiceOf, narrowed.type) : null;
    }

    private Dictionary<string, FhirElement> MakeChildren()
    {
        var made = new Dictionary<string, FhirElement>(StringComparer.Ordinal);
        if (IsChoice)
        {
            foreach (var each in TypeNames) { made[Suffixed(Name, each)] = new(Suffixed(Name, each), [each], Repeats, Name, FhirSchema.Find(each)); }
            return made;
        }
        if (IsResource) { made["resourceType"] = new("resourceType", ["code"], false, null, FhirSchema.Find("code")); }
        foreach (var property in type?.PropertyMappings ?? [])
        {
            if (!property.RepresentsValueElement) { AddProperty(made, property); }
        }
        return made;
    }

    private static void AddProperty(Dictionary<string, FhirElement> made, PropertyMapping property)
    {
        if (property.Choice != ChoiceType.DatatypeChoice)
        {
            made[property.Name] = new(property.Name, [NameOf(property.PropertyTypeMapping)], property.IsCollection, null, property.PropertyTypeMapping) { Codes = CodesOf(property.ImplementingType) };
            return;
        }
        var names = property.FhirTypeMappings.Select(NameOf).ToArray();
        if (names is ["DataType" or "Element"]) { names = [.. FhirSchema.OpenTypes]; }
        var whole = new FhirElement(property.Name, names, property.IsCollection, null, null);
        made[property.Name] = whole;
        foreach (var each in names)
        {
            var name = Suffixed(property.Name, each);
            made[name] = new(name, [each], property.IsCollection, property.Name, FhirSchema.Find(each));
        }
    }

    private static string NameOf(ClassMapping type) => type.IsCodeOfT ? "code" : type.Name;

    private static ImmutableArray<string> CodesOf(Type type) =>
        type.GetGenericArguments() is [{ IsEnum: true } codes] ? [.. Enum.GetValues(codes).Cast<Enum>().Select(c => c.GetLiteral()).OfType<string>()] : [];

    private static string Suffixed(string stem, string type) => stem + char.ToUpperInvariant(type[0]) + type[1..];
}
