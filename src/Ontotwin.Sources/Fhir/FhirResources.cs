using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources;

/// <summary>The resources of a bundle.</summary>
public static class FhirResources
{
    /// <summary>
    /// The resources of a type among a bundle's entries, in order; empty where there are none or the record is no bundle.
    /// O(1) after an index over the record has been made on first use: O(entries).
    /// </summary>
    public static IReadOnlyList<Field> OfType(SourceRecord bundle, string type) =>
        bundle is FhirRecord { Type: "Bundle" } record && record.ResourcesByType.TryGetValue(type, out var found) ? found : [];

    /// <summary>
    /// What a bundle asks to delete, in order: the <c>request.url</c> (where it has none, the <c>request.method</c>) of each entry whose method is DELETE; empty where the record is no bundle. O(1) after an index over
    /// the record has been made on first use: O(entries), and O(1) where the document has no requests.
    /// </summary>
    public static IReadOnlyList<Field> Deletions(SourceRecord bundle) => bundle is FhirRecord { Type: "Bundle" } record ? record.Deletions : [];

    /// <summary>
    /// The <c>request.url</c> of each entry that asks for a deletion and stands before those of the record, where that is a part of a large bundle; else empty. O(deletions).
    /// </summary>
    public static IEnumerable<string> DeletionsBefore(SourceRecord bundle) => bundle is FhirRecord { Part: { } part } ? part.Whole.DeletionsBefore(part.First) : [];

    /// <summary>What a bundle asks to change in part, in the same way: of each entry whose method is PATCH.</summary>
    public static IReadOnlyList<Field> Patches(SourceRecord bundle) => bundle is FhirRecord { Type: "Bundle" } record ? record.Patches : [];

    /// <summary>The numbers, from 1, of the first and the last entry of a record that is some entries of a large bundle (<see cref="FhirReader.ReadStretches"/>); null for others.</summary>
    public static (int First, int Last)? PartOf(SourceRecord record) => record is FhirRecord { Part: { } part } ? (part.First, part.First + part.Count - 1) : null;

    /// <summary>The types among a bundle's entries, in no order; empty where the record is no bundle. O(1) after the same index.</summary>
    public static IEnumerable<string> Types(SourceRecord bundle) => bundle is FhirRecord { Type: "Bundle" } record ? record.ResourcesByType.Keys : [];
}
