namespace Ontotwin.Sources;

/// <summary>What a value of a FHIRPath expression is.</summary>
public enum FhirPathKind
{
    /// <summary>An element of the resource.</summary>
    Element = 0,

    /// <summary>A computed text, date or quantity.</summary>
    Text,

    /// <summary>A computed number.</summary>
    Number,

    /// <summary>A computed truth.</summary>
    Truth,
}
