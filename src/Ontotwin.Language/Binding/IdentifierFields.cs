using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Fields in which a source names one thing, a record of its own, and no kind or time of things: by them a record is known again.</summary>
internal static class IdentifierFields
{
    /// <summary>Whether a path leads to one, or to a part of one.</summary>
    public static bool IsOne(PathExpression path, MapScope names) => SchemaWalk.Of(path, names).Any(s => IsOne(s.Place, s.Child));

    // Segments about people name people; which record of a person it is, their numbers do not say.
    private static bool IsOne(SourceShape place, string child) => place switch
    {
        Hl7v2SegmentShape { Name: "PID" or "PD1" or "MRG" or "NK1" or "MSH" } => false,
        Hl7v2SegmentShape segment => segment.TypeOf(child) is "EI" or "EIP" or "CX",
        FhirShape { Name: "Reference" } => false,
        FhirShape => child is "id" or "identifier",
        DicomShape => child == "AccessionNumber" || DicomDictionary.ByKeyword(child)?.Vrs.Contains("UI") == true,
        DeclaredShape => child.Equals("id", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
