using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>A name of a field's children. In XML it is also that of an attribute, which is read where no element has the name.</summary>
internal readonly record struct ChildName(string Name)
{
    private readonly string attribute = "@" + Name;

    /// <summary>The first child of that name, or the attribute; absent when there is neither.</summary>
    public Field First(Field at) => at.First(Name) is { IsAbsent: false } child ? child : AttributeOf(at);

    /// <summary>The attribute; absent outside XML.</summary>
    public Field AttributeOf(Field at) => at.Record?.Format == SourceFormat.Xml ? at.First(attribute) : default;
}
