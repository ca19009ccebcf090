using Ontotwin.Sources;

namespace Ontotwin.Mapping.Coverage;

/// <summary>Names kinds of sources: what has one set of fields.</summary>
internal static class SourceName
{
    public static string Of(SourceRecord record, string files) => record.Format switch
    {
        SourceFormat.Hl7v2 => OfMessages(record.Type),
        SourceFormat.Fhir => "FHIR",
        SourceFormat.Dicom => "DICOM " + record.Type,
        _ => $"{record.Format.ToString().ToUpperInvariant()} {(files.Length > 0 ? files : record.Type)}",
    };

    public static string OfMessages(string structure) => "HL7 v2 " + structure;
}
