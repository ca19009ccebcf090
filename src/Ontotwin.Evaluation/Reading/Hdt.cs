using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation.Reading;

/// <summary>The ontology's terms that evaluation reads.</summary>
internal static class Hdt
{
    public static readonly Iri Value = OntologyModel.Term("value");
    public static readonly Iri UpperValue = OntologyModel.Term("upperValue");
    public static readonly Iri Unit = OntologyModel.Term("unit");
    public static readonly Iri Comparator = OntologyModel.Term("comparator");
    public static readonly Iri Finding = OntologyModel.Term("finding");
    public static readonly Iri ObservedAt = OntologyModel.Term("observedAt");
    public static readonly Iri StartedAt = OntologyModel.Term("startedAt");
    public static readonly Iri EndedAt = OntologyModel.Term("endedAt");
    public static readonly Iri PerformedAt = OntologyModel.Term("performedAt");
    public static readonly Iri RecordedAt = OntologyModel.Term("recordedAt");
    public static readonly Iri Status = OntologyModel.Term("status");
    public static readonly Iri ClinicalStatus = OntologyModel.Term("clinicalStatus");
    public static readonly Iri VerificationStatus = OntologyModel.Term("verificationStatus");
    public static readonly Iri DeathDate = OntologyModel.Term("deathDate");
    public static readonly Iri Deceased = OntologyModel.Term("deceased");
    public static readonly Iri Intent = OntologyModel.Term("intent");
    public static readonly Iri DoNotPerform = OntologyModel.Term("doNotPerform");
    public static readonly Iri Substance = OntologyModel.Term("substance");
    public static readonly Iri AllergyIntolerance = OntologyModel.Term("AllergyIntolerance");
    public static readonly Iri AbsentReason = OntologyModel.Term("absentReason");
    public static readonly Iri IsUnreadable = OntologyModel.Term("isUnreadable");
    public static readonly Iri BirthDate = OntologyModel.Term("birthDate");
    public static readonly Iri Sex = OntologyModel.Term("sex");
    public static readonly Iri UnknownSex = OntologyModel.Term("UnknownSex");
    public static readonly Iri Female = OntologyModel.Term("Female");
    public static readonly Iri Male = OntologyModel.Term("Male");
    public static readonly Iri Patient = OntologyModel.Term("Patient");
    public static readonly Iri Series = OntologyModel.Term("Series");
    public static readonly Iri MedicationUse = OntologyModel.Term("MedicationUse");
    public static readonly Iri Procedure = OntologyModel.Term("Procedure");
    public static readonly Iri Observation = OntologyModel.Term("Observation");

    /// <summary>When a thing was, by what is said first.</summary>
    public static readonly Iri[] EventTimes = [PerformedAt, StartedAt, ObservedAt, RecordedAt];
}
