using System.Text.Json;
using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>
/// Writes a DICOM record as JSON after the DICOM JSON Model (PS3.18 annex F), in two objects <c>fileMeta</c> and <c>dataSet</c>. Bulk data are given
/// by <c>Binary</c>: their length and the SHA-256 of their bytes as they lie in the file (and in little endian where that differs), with the
/// fragments' lengths where they are encapsulated. <c>Str</c> has decimal and integer strings as written; <c>creator</c> who reserved a private
/// block; <c>vrFile</c> the VR in the file where it says UN.
/// </summary>
public static class DicomJson
{
    /// <summary>Writes the record as one JSON object, UTF-8. O(bytes of the document). The stream stays open.</summary>
    /// <exception cref="ArgumentException">The record is none of <see cref="DicomReader"/>'s.</exception>
    public static void Write(SourceRecord record, Stream stream)
    {
        var dicom = record as DicomRecord ?? throw new ArgumentException("not a record of the DICOM reader", nameof(record));
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WritePropertyName("fileMeta");
        DicomJsonWriter.WriteDataSet(json, dicom, 0, tag => tag >> 16 == 2, DicomLimits.MaxDepth);
        json.WritePropertyName("dataSet");
        DicomJsonWriter.WriteDataSet(json, dicom, 0, tag => tag >> 16 != 2, DicomLimits.MaxDepth);
        json.WriteEndObject();
    }
}
