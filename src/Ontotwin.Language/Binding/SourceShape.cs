using System.Globalization;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>
/// What the schema of a source format says about one place in a record: which children it has and how often. Null where a format has no schema,
/// such as JSON by path: then anything goes.
/// </summary>
internal abstract class SourceShape
{
    /// <summary>How messages name the place: <c>ORU_R01</c>, <c>Observation.code</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Names that <see cref="Child"/> knows, for "did you mean".</summary>
    public abstract IEnumerable<string> ChildNames { get; }

    /// <summary>Names that may be asked for though they stand deeper, for "did you mean".</summary>
    public virtual IEnumerable<string> NamesBelow => [];

    /// <summary>Names or numbers of children worth proposing.</summary>
    public virtual IEnumerable<string> Proposals => ChildNames;

    /// <summary>How many children there are, in words, where they have numbers; null elsewhere.</summary>
    public virtual string? Extent => null;

    /// <summary>What a child is, in a line: its name in the standard, its type, whether it repeats.</summary>
    public virtual string Describe(string name) => $"{name} of {Name}";

    /// <summary>What a segment below is, in a line.</summary>
    public virtual string DescribeSegment(string name) => name;

    /// <summary>The child of a name; null when the schema has none.</summary>
    public abstract ShapeStep? Child(string name);

    /// <summary>Equal for two places of which the same can be said.</summary>
    public virtual string Identity => string.Create(CultureInfo.InvariantCulture, $"{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this)}");

    /// <summary>A segment below a message or group, wherever it stands; null when there is none. Only HL7 v2 has segments.</summary>
    public virtual ShapeStep? Segment(string name) => null;

    /// <summary>The shape when it is narrowed to a resource type; null when it cannot be that. Only FHIR has resource types.</summary>
    public virtual SourceShape? OfType(string type) => null;
}

/// <summary>A step down and whether it may meet several places.</summary>
/// <param name="Shape">The place reached; null when nothing is known of it.</param>
/// <param name="Repeats">Whether there may be several.</param>
internal readonly record struct ShapeStep(SourceShape? Shape, bool Repeats);

/// <summary>A FHIR resource, backbone element or data type.</summary>
internal sealed class FhirShape(FhirElement element) : SourceShape
{
    public override string Name => element.TypeNames.Count == 1 ? element.TypeNames[0] : element.Name;

    public override IEnumerable<string> ChildNames => element.IsChoice ? element.TypeNames.SelectMany(t => FhirSchema.Type(t)?.ChildNames ?? []).Distinct() : element.ChildNames;

    /// <summary>The codes that a child may have; empty where R4 does not close the set.</summary>
    public IReadOnlyList<string> CodesOf(string name) => element.Child(name) is { } child ? child.Codes : [];

    public override ShapeStep? Child(string name)
    {
        // A place that may hold any resource is checked once ofType narrows it.
        if (element.TypeNames is ["Resource" or "DomainResource"]) { return new ShapeStep(null, false); }
        // A choice as a whole has what any of its types has.
        if (element.IsChoice)
        {
            var any = element.TypeNames.Select(t => FhirSchema.Type(t)?.Child(name)).OfType<FhirElement>().ToList();
            return any.Count > 0 || FhirSchema.Type("Element")?.Child(name) is not null ? new ShapeStep(null, any.Exists(c => c.Repeats)) : element.TypeNames.Any(t => FhirSchema.Type(t) is { IsPrimitive: true }) && name == "value" ? new ShapeStep(null, false) : null;
        }
        return element.Child(name) is { } child ? new ShapeStep(new FhirShape(child), child.Repeats) : null;
    }

    public override string Describe(string name) => element.Child(name) is { } child
        ? $"{Name}.{name}: {string.Join(" or ", child.TypeNames.Take(8))}{(child.Repeats ? ", repeats" : "")} (FHIR {FhirSchema.Version})" : base.Describe(name);

    public override SourceShape? OfType(string type) => element.OfType(type) is { } narrowed ? new FhirShape(narrowed) : null;
}

/// <summary>A row with declared columns.</summary>
internal sealed class CsvShape(IReadOnlyList<CsvColumn> columns) : SourceShape
{
    public override string Name => "the list of declared columns";

    public override IEnumerable<string> ChildNames => columns.Select(c => c.Name);

    public override string Describe(string name) => columns.FirstOrDefault(c => c.Name == name) is { } column
        ? $"column {name}: {column.Type}{(column.Format is null ? "" : $" \"{column.Format}\"")}{(column.IsOptional ? ", may be empty" : "")}" : base.Describe(name);

    public override ShapeStep? Child(string name) => columns.Any(c => c.Name == name) ? new ShapeStep(null, false) : null;
}

/// <summary>A record of JSON or XML whose fields a map declares, by dotted path.</summary>
internal sealed class DeclaredShape(string prefix, IReadOnlyList<CsvColumn> fields) : SourceShape
{
    public override string Name => prefix.Length == 0 ? "the list of declared fields" : "the declared fields of " + prefix.TrimEnd('.');

    public override IEnumerable<string> ChildNames => fields.Where(f => f.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f.Name[prefix.Length..].Split('.')[0]).Distinct();

    public override string Describe(string name) => fields.FirstOrDefault(f => f.Name == prefix + name) is { } field ? $"field {field.Name}: {field.Type}{(field.Repeats ? ", repeats" : "")}{(field.IsOptional ? ", may be absent" : "")}" : base.Describe(name);

    public override ShapeStep? Child(string name)
    {
        var path = prefix + name;
        return fields.Any(f => f.Name == path || f.Name.StartsWith(path + ".", StringComparison.Ordinal))
            ? new ShapeStep(new DeclaredShape(path + ".", fields), fields.Any(f => f.Name == path && f.Repeats)) : null;
    }
}

/// <summary>A row with another file's row that its key leads to.</summary>
internal sealed class JoinedShape(SourceShape left, string joinedName, CsvShape right) : SourceShape
{
    public override string Name => "the list of declared columns";

    public override IEnumerable<string> ChildNames => left.ChildNames.Concat(right.ChildNames).Append(joinedName);

    public override string Describe(string name) => left.Child(name) is not null ? left.Describe(name) : right.Child(name) is not null ? right.Describe(name) : $"the row of {joinedName} that is joined";

    public override ShapeStep? Child(string name) => left.Child(name) ?? (name == joinedName ? new ShapeStep(right, false) : right.Child(name));
}

/// <summary>A FHIR document of any kind: its <c>resource</c> is the document itself and each resource of its entries.</summary>
internal sealed class AnyResourceShape : SourceShape
{
    public static AnyResourceShape Instance { get; } = new();

    public override string Name => "a FHIR document of any kind";

    public override IEnumerable<string> ChildNames => ["resource"];

    public override ShapeStep? Child(string name) =>
        name == "resource" ? new ShapeStep(new FhirShape(FhirSchema.Resource("Bundle")!.Child("entry")!.Child("resource")!), true) : null;
}

/// <summary>A DICOM data set or sequence item: any element of the dictionary may stand in it.</summary>
internal sealed class DicomShape : SourceShape
{
    public static DicomShape Instance { get; } = new();

    public override string Name => "DICOM " + DicomDictionary.Edition;

    public override IEnumerable<string> ChildNames => DicomDictionary.Keywords;

    public override string Describe(string name) => DicomDictionary.ByKeyword(name) is { } entry
        ? string.Create(CultureInfo.InvariantCulture, $"{name} ({entry.Tag >> 16:X4},{entry.Tag & 0xFFFF:X4}) {string.Join(" or ", entry.Vrs)}, {entry.Multiplicity} values{(entry.IsRetired ? ", retired" : "")} (DICOM)")
        : base.Describe(name);

    public override ShapeStep? Child(string name)
    {
        // Private elements are named by group, element and creator: no dictionary knows them all.
        if (name.StartsWith('(')) { return new ShapeStep(null, false); }
        return DicomDictionary.ByKeyword(name) is { } entry ? new ShapeStep(entry.IsSequence ? this : null, entry.Repeats) : null;
    }
}
