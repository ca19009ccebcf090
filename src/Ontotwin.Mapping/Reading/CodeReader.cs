using System.Globalization;
using Ontotwin.Mapping.Plan;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>Reads coded values (HL7 v2 CWE and its kin, FHIR Coding, or a bare text with a declared system) and names concepts by IRI.</summary>
internal static class CodeReader
{
    private static readonly Dictionary<string, string> ConceptNamespaces = new(StringComparer.Ordinal)
    {
        ["http://loinc.org"] = "http://loinc.org/rdf#",
        ["http://snomed.info/sct"] = "http://snomed.info/id/",
        ["http://www.nlm.nih.gov/research/umls/rxnorm"] = "http://purl.bioontology.org/ontology/RXNORM/",
        ["http://www.whocc.no/atc"] = "http://purl.bioontology.org/ontology/ATC/",
        ["http://hl7.org/fhir/sid/icd-10-cm"] = "http://hl7.org/fhir/sid/icd-10-cm/",
        ["http://hl7.org/fhir/sid/icd-10"] = "http://hl7.org/fhir/sid/icd-10/",
        ["http://dicom.nema.org/resources/ontology/DCM"] = "http://dicom.nema.org/resources/ontology/DCM/",
        [OntologyModel.Namespace] = OntologyModel.Namespace,
        [OntologyModel.Namespace[..^1]] = OntologyModel.Namespace,
    };

    private static readonly string[] CodedParts = ["1", "2", "3", "4", "5", "6"];

    /// <summary>The codings of a value, the first the preferred one; empty when it holds none.</summary>
    public static IEnumerable<Code> Read(Frame frame, Value value, string? declaredSystem)
    {
        if (!value.IsThere) { yield break; }
        if (value.Kind != ValueKind.Field || value.Field.Record is not { } record)
        {
            yield return new Code(Canonical(frame, declaredSystem ?? ""), value.AsText());
            yield break;
        }
        var codings = record.Format switch
        {
            SourceFormat.Hl7v2 => ReadHl7(frame, value.Field, declaredSystem),
            SourceFormat.Fhir when value.Field.First("code") is { IsAbsent: false } code => [new Code(Canonical(frame, value.Field.First("system").Text), code.Text, Words(value.Field.First("display")))],
            SourceFormat.Dicom when ItemCode(value.Field) is { IsAbsent: false } code =>
                [new Code(Canonical(frame, value.Field.First("CodingSchemeDesignator").Text), code.Text, Words(value.Field.First("CodeMeaning")))],
            _ when value.Field.IsGroup => [],
            _ => [new Code(Canonical(frame, declaredSystem ?? ""), value.AsText().Trim())],
        };
        foreach (var coding in codings) { yield return coding; }
    }

    /// <summary>Appends all that <see cref="Read"/> looks at: two values with one key have the same codings.</summary>
    public static void AppendKey(Value value, string? declaredSystem, Utf8Buffer key)
    {
        const byte Separator = 0x1f;
        key.Append(declaredSystem ?? "");
        key.Append(Separator);
        var field = value.Kind == ValueKind.Field ? value.Field : default;
        if (field.Record?.Format == SourceFormat.Hl7v2)
        {
            foreach (var part in CodedParts)
            {
                key.Append(field.First(part).Utf8);
                key.Append(Separator);
            }
        }
        else if (field.Record?.Format == SourceFormat.Fhir && field.First("code") is { IsAbsent: false } code)
        {
            key.Append(Separator);
            key.Append(code.Utf8);
            key.Append(Separator);
            key.Append(field.First("system").Utf8);
            key.Append(Separator);
            key.Append(field.First("display").Utf8);
        }
        else if (field.Record?.Format == SourceFormat.Dicom && ItemCode(field) is { IsAbsent: false } item)
        {
            key.Append(Separator);
            key.Append(item.Utf8);
            key.Append(Separator);
            key.Append(field.First("CodingSchemeDesignator").Utf8);
            key.Append(Separator);
            key.Append(field.First("CodeMeaning").Utf8);
        }
        else
        {
            // A text of the map is taken as it is, a field's without the blanks around it.
            if (value.Kind != ValueKind.Field) { key.Append(Separator); }
            value.AppendTo(key);
        }
    }

    /// <summary>The concept's IRI. A code without a system is one of the site's own.</summary>
    public static Iri Concept(Code code, string site)
    {
        if (ConceptNamespaces.TryGetValue(code.System, out var space)) { return new Iri(space + Escape(code.Value)); }
        var system = code.System.Length > 0 ? code.System : "urn:ontotwin:site:" + site;
        return new Iri($"https://w3id.org/ontotwin/code/{Uri.EscapeDataString(system)}/{Uri.EscapeDataString(code.Value)}");
    }

    private static string Escape(string code) => code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? code : Uri.EscapeDataString(code);

    // CWE: code ^ text ^ system, then the alternate.
    private static IEnumerable<Code> ReadHl7(Frame frame, Field field, string? declaredSystem)
    {
        for (var first = 1; first <= 4; first += 3)
        {
            var code = Part(field, first);
            var text = Part(field, first + 1);
            var system = Part(field, first + 2);
            if (code.Length == 0 && (first > 1 || text.Length == 0)) { continue; }
            yield return new Code(Canonical(frame, system.Length > 0 ? system : declaredSystem ?? ""), code.Length > 0 ? code : text, text.Length > 0 ? text : null);
        }
    }

    // An item of a code sequence (PS3.3 section 8.8) has one of three, by the code's length and kind.
    private static Field ItemCode(Field item) =>
        item.First("CodeValue") is { IsAbsent: false } code ? code : item.First("LongCodeValue") is { IsAbsent: false } lengthy ? lengthy : item.First("URNCodeValue");

    private static string Part(Field field, int number) => field.First(number.ToString(CultureInfo.InvariantCulture)).Text.Trim();

    private static string? Words(Field field) => field.Text.Length > 0 ? field.Text : null;

    private static string Canonical(Frame frame, string written) => frame.Services.Program.CodeSystems.GetValueOrDefault(written, written);
}
