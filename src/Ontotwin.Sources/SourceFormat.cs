namespace Ontotwin.Sources;

/// <summary>What a document is written in. <c>default</c> is <see cref="Unknown"/>.</summary>
public enum SourceFormat
{
    /// <summary>None that Ontotwin reads.</summary>
    Unknown = 0,

    /// <summary>HL7 v2 in its pipe-and-hat encoding (ER7), alone or batched.</summary>
    Hl7v2,

    /// <summary>DICOM Part 10 file or bare data set.</summary>
    Dicom,

    /// <summary>Delimited text.</summary>
    Csv,

    /// <summary>FHIR R4 as JSON or NDJSON.</summary>
    Fhir,

    /// <summary>JSON of any shape, or several JSON values one after another (NDJSON).</summary>
    Json,

    /// <summary>XML of any shape.</summary>
    Xml,
}
