using System.Collections.Immutable;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>A data type as one HL7 v2 version defines it.</summary>
/// <param name="Name">Its code: <c>CWE</c>.</param>
/// <param name="Description">The standard's title of it.</param>
/// <param name="Components">Components in order, the first is component 1; empty for a primitive type.</param>
public sealed record DataTypeDefinition(string Name, string Description, ImmutableArray<ComponentDefinition> Components)
{
    /// <summary>Whether it has no components.</summary>
    public bool IsPrimitive => Components.IsEmpty;

    /// <summary>Component by its number from 1, or null when the type has no such component.</summary>
    public ComponentDefinition? Component(int number) => number >= 1 && number <= Components.Length ? Components[number - 1] : null;
}

/// <summary>A component of a data type.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">The standard's name of it.</param>
/// <param name="DataType">Its data type; a composite one makes its parts sub-components.</param>
public sealed record ComponentDefinition(int Number, string Name, string DataType);
