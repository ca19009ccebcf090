using System.Collections.Immutable;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>A segment as one HL7 v2 version defines it.</summary>
/// <param name="Name">Three letters: <c>OBX</c>.</param>
/// <param name="Description">The standard's title of it.</param>
/// <param name="Fields">Fields in order; the first is field 1.</param>
public sealed record SegmentDefinition(string Name, string Description, ImmutableArray<FieldDefinition> Fields)
{
    /// <summary>Field by its number from 1, or null when the version has no such field.</summary>
    public FieldDefinition? Field(int number) => number >= 1 && number <= Fields.Length ? Fields[number - 1] : null;
}

/// <summary>A field of a segment.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">The standard's name of it.</param>
/// <param name="DataType">Data type (<c>CWE</c>); <c>VARIES</c> where another field names it.</param>
/// <param name="IsRequired">Whether the standard requires it always.</param>
/// <param name="MaximumRepetitions">1 when it may not repeat, null when without limit.</param>
public sealed record FieldDefinition(int Number, string Name, string DataType, bool IsRequired, int? MaximumRepetitions)
{
    /// <summary>Whether it may repeat.</summary>
    public bool IsRepeating => MaximumRepetitions != 1;
}
