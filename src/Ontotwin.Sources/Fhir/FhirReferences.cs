using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources;

/// <summary>
/// Follows references inside their own record: absolute and <c>urn:uuid:</c> by the entries' fullUrl, relative (<c>Patient/123</c>) by the base of
/// the entry that refers and else by type and id, <c>#id</c> among what the resource contains, conditional (<c>Patient?identifier=system|value</c>)
/// by the identifiers. Source: FHIR R4 3.1.4 (bundle, resolving references), 2.3.0.4 (references).
/// </summary>
public static class FhirReferences
{
    /// <summary>
    /// The resource that a reference leads to; <c>default</c> where it leads out of the record, nowhere, or to more than one.
    /// O(1) after an index over the record has been made on first use: O(entries).
    /// </summary>
    /// <param name="reference">The element of type Reference (<c>subject</c>) or its text (<c>subject.reference</c>).</param>
    public static Field Resolve(Field reference)
    {
        if (reference.Record is not FhirRecord record) { return default; }
        var named = reference.First("reference") is { IsAbsent: false } inner ? inner : reference;
        var utf8 = named.Utf8;
        if (utf8.StartsWith("urn:"u8)) { return record.References.FindUrn(utf8); }
        return utf8.IsEmpty ? default : record.References.Find(named.Text, reference);
    }

    /// <summary>
    /// Whether the resource that a field lies in says that it came from a FHIR server: by the entry's fullUrl, or by <c>meta.source</c> of the resource or of the
    /// record. False for other formats. O(depth) after the same index.
    /// </summary>
    /// <param name="field">A field of the resource.</param>
    /// <param name="server">The server's base, without a slash at its end.</param>
    public static bool IsFrom(Field field, string server) => field.Record is FhirRecord record && record.References.IsFrom(field, server);

    /// <summary>
    /// The FHIR server that a bundle's entries say they are of: the base of the first full URL that names its resource's id, without a slash at its end. Empty where
    /// none does, and for other formats. O(1) after the same index.
    /// </summary>
    public static string ServerOf(SourceRecord record) => record is not FhirRecord fhir ? "" : fhir.Part?.Whole.Server ?? fhir.References.Server;
}
