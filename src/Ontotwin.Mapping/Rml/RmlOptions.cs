namespace Ontotwin.Mapping.Rml;

/// <summary>How a mapping is run.</summary>
public sealed record RmlOptions
{
    /// <summary>What IRIs made of values are relative to, where the triples map has no <c>rml:baseIRI</c>; null: the mapping's <c>@base</c>.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Where <c>rml:MappingDirectory</c> is, and where sources without a root are looked for when they are not in <see cref="WorkingFolder"/>.</summary>
    public required string MappingFolder { get; init; }

    /// <summary>Where <c>rml:CurrentWorkingDirectory</c> is: sources are looked for and targets written below it.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>
    /// Whether JSON numbers and booleans become xsd:integer, xsd:double and xsd:boolean where the mapping names no datatype; null: in mappings in the new vocabulary.
    /// </summary>
    public bool? HasNaturalDatatypes { get; init; }

    /// <summary>Opens the file of a target, by its full path, for writing; null: targets are refused.</summary>
    public Func<string, Stream>? OpenTarget { get; init; }
}
