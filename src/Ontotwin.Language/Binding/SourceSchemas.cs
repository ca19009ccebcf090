using System.Collections.Immutable;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>The schema of each source format as shapes.</summary>
internal static class SourceSchemas
{
    /// <summary>The shape of a record; a diagnostic without place when the format has no such version or record type.</summary>
    public static Diagnostic? Root(SourceFormat format, string? version, ImmutableArray<string> types, CsvLayout? csv, out SourceShape? root)
    {
        root = null;
        switch (format)
        {
            case SourceFormat.Csv:
                root = new CsvShape(csv!.Columns);
                return null;
            case SourceFormat.Fhir:
                return Fhir(version, types, out root);
            default:
                return null;
        }
    }

    private static Diagnostic? Fhir(string? version, ImmutableArray<string> types, out SourceShape? root)
    {
        root = null;
        if (version is not null && !version.StartsWith("4.0", StringComparison.Ordinal))
        {
            return new Diagnostic("OT1106", Severity.Error, $"FHIR '{version}' has no schema here") { Hint = $"maps are checked against FHIR {FhirSchema.Version}" };
        }
        if (types.Length != 1)
        {
            return new Diagnostic("OT1107", Severity.Error, "a FHIR map names one resource type") { Hint = "fhir \"4.0.1\" Bundle" };
        }
        if (FhirSchema.Resource(types[0]) is not { } resource)
        {
            return new Diagnostic("OT1203", Severity.Error, $"'{types[0]}' is not a FHIR resource type") { Hint = Suggest.From(types[0], FhirSchema.ResourceNames) };
        }
        root = new FhirShape(resource);
        return null;
    }
}
