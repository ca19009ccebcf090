using System.Globalization;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Language.Binding;

/// <summary>A message or group of one message structure.</summary>
internal sealed class Hl7v2GroupShape(Hl7v2Schema schema, string name, StructureNode node) : SourceShape
{
    public override string Name => name;

    public override string Identity => string.Create(CultureInfo.InvariantCulture, $"{schema.Version} {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(node)}");

    public override IEnumerable<string> ChildNames => node.Children.Select(c => c.Name);

    public override IEnumerable<string> NamesBelow => SegmentsBelow(node);

    public override string Describe(string name) => $"group {name} of {Name}{(node.Child(name) is { IsRepeating: true } ? ", repeats" : "")} (HL7 v{schema.Version})";

    public override string DescribeSegment(string name) => Hl7v2SegmentShape.Describe(schema, name) + (Find(node, name) == true ? ", repeats" : "");

    public override ShapeStep? Child(string name) =>
        node.Child(name) is { IsGroup: true } group ? new ShapeStep(new Hl7v2GroupShape(schema, name, group), group.IsRepeating) : null;

    // A segment that the structure does not have may still stand in real messages (Z segments): then only its own definition is checked.
    public override ShapeStep? Segment(string name)
    {
        if (Find(node, name) is { } repeats) { return new ShapeStep(Hl7v2SegmentShape.Of(schema, name), repeats); }
        return name[0] == 'Z' ? new ShapeStep(null, false) : null;
    }

    private static IEnumerable<string> SegmentsBelow(StructureNode node) => node.Children.SelectMany(c => c.IsGroup ? SegmentsBelow(c) : [c.Name]);

    // Whether the segment repeats: itself or a group between. Null when it is not below; depth is that of the structure.
    private static bool? Find(StructureNode node, string name)
    {
        foreach (var child in node.Children)
        {
            if (!child.IsGroup && child.Name == name) { return child.IsRepeating; }
            if (child.IsGroup && Find(child, name) is { } below) { return below || child.IsRepeating; }
        }
        return null;
    }
}

/// <summary>A message of any structure: every segment of the version may stand in it, and none repeats as far as is known.</summary>
internal sealed class Hl7v2AnyShape(Hl7v2Schema schema) : SourceShape
{
    public override string Name => "HL7 v2 " + schema.Version;

    public override string Identity => schema.Version;

    public override IEnumerable<string> ChildNames => [];

    public override string DescribeSegment(string name) => Hl7v2SegmentShape.Describe(schema, name);

    public override ShapeStep? Child(string name) => new ShapeStep(null, false);

    public override ShapeStep? Segment(string name) =>
        schema.Segment(name) is not null ? new ShapeStep(Hl7v2SegmentShape.Of(schema, name), false)
        : name[0] == 'Z' ? new ShapeStep(null, false) : null;
}

/// <summary>A segment: its children are field numbers.</summary>
internal sealed class Hl7v2SegmentShape(Hl7v2Schema schema, SegmentDefinition segment) : SourceShape
{
    public override string Name => segment.Name;

    public override string Identity => string.Create(CultureInfo.InvariantCulture, $"{schema.Version} {segment.Name}");

    public override IEnumerable<string> ChildNames => [];

    public override string? Extent => $"{segment.Name} has fields 1 to {segment.Fields.Length} in HL7 v{schema.Version}";

    public override IEnumerable<string> Proposals => segment.Fields.Select(f => f.Number.ToString(CultureInfo.InvariantCulture));

    public static string Describe(Hl7v2Schema schema, string name) => schema.Segment(name) is { } found ? $"{name} {found.Description} (HL7 v{schema.Version})" : $"{name}: a local segment";

    public override string Describe(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && segment.Field(number) is { } field
            ? $"{segment.Name}-{name} {field.Name}: {field.DataType}{(field.IsRequired ? ", required" : "")}{(field.IsRepeating ? ", repeats" : "")} (HL7 v{schema.Version})" : base.Describe(name);

    public override string DescribeSegment(string name) => Describe(schema, name);

    /// <summary>Whether a field numbers the segments of a message (data type SI).</summary>
    public bool IsSetId(string number) => TypeOf(number) == "SI";

    /// <summary>The data type of a field; null when the version has no field of that number.</summary>
    public string? TypeOf(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? segment.Field(at)?.DataType : null;

    public static Hl7v2SegmentShape? Of(Hl7v2Schema schema, string name) => schema.Segment(name) is { } found ? new(schema, found) : null;

    public override ShapeStep? Child(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && segment.Field(number) is { } field
            ? new ShapeStep(Hl7v2TypeShape.Of(schema, field.DataType), field.IsRepeating) : null;

    // `s.PID-3`, where s is the PID itself: people name the segment again.
    public override ShapeStep? Segment(string name) => name == segment.Name ? new ShapeStep(this, false) : null;
}

/// <summary>A composite data type: its children are component numbers.</summary>
internal sealed class Hl7v2TypeShape(Hl7v2Schema schema, DataTypeDefinition type) : SourceShape
{
    public override string Name => type.Name;

    public override string Identity => string.Create(CultureInfo.InvariantCulture, $"{schema.Version} {type.Name}");

    public override IEnumerable<string> ChildNames => [];

    public override string? Extent => $"{type.Name} has components 1 to {type.Components.Length} in HL7 v{schema.Version}";

    public override IEnumerable<string> Proposals => type.Components.Select(c => c.Number.ToString(CultureInfo.InvariantCulture));

    public override string Describe(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && type.Component(number) is { } component
            ? $"{type.Name}.{name} {component.Name}: {component.DataType} (HL7 v{schema.Version})" : base.Describe(name);

    /// <summary>The shape of a type; null where it varies or is primitive, for then anything may be asked (component 1 is the field itself).</summary>
    public static Hl7v2TypeShape? Of(Hl7v2Schema schema, string name) => schema.DataType(name) is { IsPrimitive: false } found ? new(schema, found) : null;

    public override ShapeStep? Child(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && type.Component(number) is { } component
            ? new ShapeStep(Of(schema, component.DataType), false) : null;
}
