using System.Collections.Immutable;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;
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
                root = new CsvShape([.. csv!.Columns, .. csv.Headings.Select(h => new CsvColumn(h.Name, "text", null, true))]);
                return null;
            case SourceFormat.Fhir:
                return Fhir(version, types, out root);
            case SourceFormat.Hl7v2:
                return Hl7v2(version, types, out root);
            case SourceFormat.Dicom:
                root = DicomShape.Instance;
                return null;
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
        if (types.IsEmpty)
        {
            root = AnyResourceShape.Instance;
            return null;
        }
        if (types.Length != 1)
        {
            return new Diagnostic("OT1107", Severity.Error, "a FHIR map names one resource type, or 'any'") { Hint = "fhir \"4.0.1\" Bundle" };
        }
        if (FhirSchema.Resource(types[0]) is not { } resource)
        {
            return new Diagnostic("OT1203", Severity.Error, $"'{types[0]}' is not a FHIR resource type") .With(Suggest.From(types[0], FhirSchema.ResourceNames));
        }
        root = new FhirShape(resource);
        return null;
    }

    private static Diagnostic? Hl7v2(string? version, ImmutableArray<string> types, out SourceShape? root)
    {
        root = null;
        if (version is not (null or "2.8" or "2.8.1") && !Hl7v2Schema.IsKnown(version))
        {
            return new Diagnostic("OT1106", Severity.Error, $"HL7 v2 has no version '{version}'") { Hint = "versions 2.1 to 2.8.1, such as hl7v2 \"2.5.1\" ORU_R01" };
        }
        var schema = Hl7v2Schema.For(version ?? "2.8.1");
        var structures = types.Select(schema.Structure).Where(s => s is not null).ToList();
        var codes = types.Where(t => schema.Structure(t) is null).ToList();
        if (codes.FirstOrDefault(c => !schema.Structures.Any(s => s.StartsWith(c + "_", StringComparison.Ordinal))) is { } unknown)
        {
            return new Diagnostic("OT1108", Severity.Error, $"HL7 v2 {schema.Version} has no message '{unknown}'") .With(Suggest.From(unknown, schema.Structures));
        }
        root = structures.Count == 1 && codes.Count == 0 ? new Hl7v2GroupShape(schema, structures[0]!.Name, structures[0]!.Root) : new Hl7v2AnyShape(schema);
        return null;
    }

    private static Diagnostic With(this Diagnostic diagnostic, Hint? hint) => diagnostic with { Hint = hint?.Text, Correction = hint?.Correction };
}
