using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources;

/// <summary>
/// What changes the meaning of the FHIR element that it stands in, so that who does not understand it must not use that element:
/// <c>modifierExtension</c> (http://hl7.org/fhir/R4/extensibility.html#modifierExtension) <c>implicitRules</c> (http://hl7.org/fhir/R4/resource.html),
/// and <c>Observation.focus</c> (http://hl7.org/fhir/R4/observation-definitions.html#Observation.focus), by which what was found is of a fetus, a donor or a device and not of the subject. Other modifier elements, such as <c>status</c>, are part of a resource's definition.
/// </summary>
public static class FhirModifiers
{
    /// <summary>The name of the element that holds extensions which cannot be ignored.</summary>
    public const string Extension = "modifierExtension";

    /// <summary>The name of the element that says by which rules the resource was made.</summary>
    public const string Rules = "implicitRules";

    /// <summary>The name of the element that says of whom or what an observation is, where that is not its subject.</summary>
    public const string Focus = "focus";

    /// <summary>All of a record that say something, in document order, at any depth; empty for other formats. O(1) after the first time; then O(1) where a document has none, else O(nodes).</summary>
    public static IReadOnlyList<Field> In(SourceRecord record) => record is FhirRecord fhir ? fhir.Modifiers : [];
}
