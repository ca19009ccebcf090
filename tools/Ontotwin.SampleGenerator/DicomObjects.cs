namespace Ontotwin.SampleGenerator;

/// <summary>Small DICOM objects without pixels for the test blocks of the mappings: a measurement report, an ECG, a segmentation, a structure set, a plan, a dose, a report of several subjects and an object of nobody. All values are invented.</summary>
internal static class DicomObjects
{
    private const string Root = "2.25.204930617405118233091452286314207720";
    private const string ChestCt = "2.25.204930617405118233091452286314207710104";

    /// <summary>Each object by its file's name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All =>
    [
        ("report.dcm", Report()), ("ecg.dcm", Ecg()), ("segmentation.dcm", Segmentation()), ("structures.dcm", Structures()), ("plan.dcm", Plan()), ("dose.dcm", Dose()),
        ("fetus.dcm", Subjects()), ("unnamed.dcm", Unnamed()),
    ];

    // TID 1500 with one measurement group: a length, its standard deviation, a number in no UCUM unit and one that could not be measured.
    private static byte[] Report() => Person("SR", 1)
        .Text(0x0008_0023, "DA", "20261030").Text(0x0008_0033, "TM", "090000")
        .Text(0x0040_A040, "CS", "CONTAINER")
        .Items(0x0040_A043, Code("126000", "DCM", "Imaging Measurement Report"))
        .Text(0x0040_A491, "CS", "COMPLETE").Text(0x0040_A493, "CS", "UNVERIFIED")
        .Items(0x0040_A730, Container("126010", "Imaging Measurements", Container("125007", "Measurement Group",
            Item("HAS OBS CONTEXT", "TEXT", "112039", "Tracking Identifier").Text(0x0040_A160, "UT", "Nodule A"),
            Coded("CONTAINS", "121071", "DCM", "Finding", Code("27925004", "SCT", "Nodule")),
            Coded("HAS CONCEPT MOD", "363698007", "SCT", "Finding Site", Code("39607008", "SCT", "Lung"))
                .Items(0x0040_A730, Coded("HAS CONCEPT MOD", "272741003", "SCT", "Laterality", Code("7771000", "SCT", "Left"))),
            Number("410668003", "SCT", "Length", "11.5", "mm", "UCUM"),
            Number("410668003", "SCT", "Length", "0.5", "mm", "UCUM")
                .Items(0x0040_A730, Coded("HAS CONCEPT MOD", "121401", "DCM", "Derivation", Code("386136009", "SCT", "Standard Deviation"))),
            Number("42798000", "SCT", "Area", "7", "squares", "99GREENHILL"),
            Item("CONTAINS", "NUM", "118565006", "Volume").Items(0x0040_A301, Code("114006", "DCM", "Measurement failure")),
            Coded("CONTAINS", "111034", "DCM", "Individual Impression / Recommendation", Code("111146", "DCM", "Suggestive of malignancy - take appropriate action")),
            Item("CONTAINS", "SCOORD", "111030", "Image Region").Text(0x0070_0023, "CS", "POLYLINE").Singles(0x0070_0022, 10, 10, 20, 10)
                .Items(0x0040_A730, Item("SELECTED FROM", "IMAGE", "260753009", "Source").Items(0x0008_1199, Reference("1.2.840.10008.5.1.4.1.1.2", ChestCt))))))
        .ToFile("1.2.840.10008.5.1.4.1.1.88.33", Root + "104");

    // Whom each number is about (TID 1006, 1008): the patient, a fetus by its class, and another one by nothing but its number.
    private static byte[] Subjects() => Person("SR", 7)
        .Text(0x0008_0023, "DA", "20261103").Text(0x0008_0033, "TM", "101500")
        .Text(0x0040_A040, "CS", "CONTAINER")
        .Items(0x0040_A043, Code("125000", "DCM", "OB-GYN Ultrasound Procedure Report"))
        .Text(0x0040_A491, "CS", "COMPLETE").Text(0x0040_A493, "CS", "VERIFIED")
        .Items(
            0x0040_A730,
            Coded("HAS OBS CONTEXT", "121024", "DCM", "Subject Class", Code("121025", "DCM", "Patient")),
            Container("121070", "Findings", Number("8867-4", "LN", "Heart rate", "72", "/min", "UCUM")),
            Container(
                "125008",
                "Fetus Summary",
                Coded("HAS OBS CONTEXT", "121024", "DCM", "Subject Class", Code("121026", "DCM", "Fetus")),
                Container("125007", "Measurement Group", Number("8867-4", "LN", "Heart rate", "150", "/min", "UCUM"))),
            Container(
                "125007",
                "Measurement Group",
                new DicomWriter().Text(0x0040_A010, "CS", "HAS OBS CONTEXT").Text(0x0040_A040, "CS", "TEXT").Items(0x0040_A043, Code("11951-1", "LN", "Fetus ID")).Text(0x0040_A160, "UT", "B"),
                Number("8867-4", "LN", "Heart rate", "144", "/min", "UCUM")))
        .ToFile("1.2.840.10008.5.1.4.1.1.88.33", Root + "704");

    // An object of somebody whom nobody has named yet, as from an emergency room.
    private static byte[] Unnamed() => Person("CT", 8, "UNKNOWN").ToFile("1.2.840.10008.5.1.4.1.1.2", Root + "804");

    private static byte[] Ecg() => Person("ECG", 2)
        .Text(0x0008_002A, "DT", "20261101080000")
        .Items(0x5400_0100, new DicomWriter()
            .Text(0x003A_0004, "CS", "ORIGINAL").UnsignedShorts(0x003A_0005, 2).UnsignedLong(0x003A_0010, 5000).Text(0x003A_001A, "DS", "500").Text(0x003A_0020, "SH", "RHYTHM")
            .Items(0x003A_0200, Channel("2:1", "Lead I"), Channel("2:2", "Lead II")))
        .Items(
            0x0040_B020,
            new DicomWriter().UnsignedShorts(0x0040_A0B0, 1, 0).Items(0x0040_A043, Code("8867-4", "LN", "Heart rate"))
                .Text(0x0040_A30A, "DS", "72").Items(0x0040_08EA, Code("{H.B.}/min", "UCUM", "beats per minute")),
            new DicomWriter().UnsignedShorts(0x0040_A0B0, 1, 0).Text(0x0070_0006, "ST", "Sinus rhythm"))
        .ToFile("1.2.840.10008.5.1.4.1.1.9.1.1", Root + "204");

    private static byte[] Segmentation() => Person("SEG", 3)
        .Items(0x0008_1115, new DicomWriter().Text(0x0020_000E, "UI", "2.25.204930617405118233091452286314207710102"))
        .Text(0x0062_0001, "CS", "BINARY")
        .Items(0x0062_0002, new DicomWriter()
            .Items(0x0062_0003, Code("123037004", "SCT", "Anatomical structure")).UnsignedShorts(0x0062_0004, 1).Text(0x0062_0005, "LO", "Left lung")
            .Text(0x0062_0008, "CS", "AUTOMATIC").Text(0x0062_0009, "LO", "LungCut").Items(0x0062_000F, Code("44029006", "SCT", "Left lung")))
        .Text(0x0070_0080, "CS", "LUNGS")
        .Items(0x5200_9230, Frame(), Frame())
        .ToFile("1.2.840.10008.5.1.4.1.1.66.4", Root + "304");

    private static byte[] Structures() => Person("RTSTRUCT", 4)
        .Text(0x3006_0002, "SH", "CHEST")
        .Items(0x3006_0020, Roi("1", "PTV chest"), Roi("2", "Cord"))
        .Items(0x3006_0039, new DicomWriter().Items(0x3006_0040, Contour(), Contour(), Contour()).Text(0x3006_0084, "IS", "1"))
        .Items(0x3006_0080, new DicomWriter().Text(0x3006_0082, "IS", "1").Text(0x3006_0084, "IS", "1").Text(0x3006_00A4, "CS", "PTV"))
        .ToFile("1.2.840.10008.5.1.4.1.1.481.3", Root + "404");

    private static byte[] Plan() => Person("RTPLAN", 5)
        .Text(0x300A_0002, "SH", "CHEST1").Text(0x300A_0006, "DA", "20261102").Text(0x300A_0007, "TM", "120000").Text(0x300A_000A, "CS", "CURATIVE")
        .Items(0x300A_0010, new DicomWriter().Text(0x300A_0012, "IS", "1").Text(0x300A_0020, "CS", "TARGET").Text(0x300A_0026, "DS", "60"))
        .Items(0x300A_0070, new DicomWriter().Text(0x300A_0071, "IS", "1").Text(0x300A_0078, "IS", "30").Text(0x300A_0080, "IS", "1")
            .Items(0x300C_0004, new DicomWriter().Text(0x300A_0084, "DS", "2").Text(0x300A_0086, "DS", "210.5").Text(0x300C_0006, "IS", "1")))
        .Items(0x300A_00B0, new DicomWriter().Text(0x300A_00B2, "SH", "LINAC-2").Text(0x300A_00C0, "IS", "1").Text(0x300A_00C2, "LO", "AP").Text(0x300A_00C4, "CS", "STATIC").Text(0x300A_00C6, "CS", "PHOTON"))
        .Text(0x300E_0002, "CS", "UNAPPROVED")
        .ToFile("1.2.840.10008.5.1.4.1.1.481.5", Root + "504");

    private static byte[] Dose() => Person("RTDOSE", 6)
        .Text(0x3004_0002, "CS", "GY").Text(0x3004_0004, "CS", "PHYSICAL").Text(0x3004_000A, "CS", "PLAN").Text(0x3004_000E, "DS", "1.0E-3")
        .Items(0x300C_0002, Reference("1.2.840.10008.5.1.4.1.1.481.5", Root + "504"))
        .ToFile("1.2.840.10008.5.1.4.1.1.481.2", Root + "604");

    private static DicomWriter Person(string modality, int series, string number = "P-7730") => new DicomWriter()
        .Text(0x0008_0005, "CS", "ISO_IR 192").Text(0x0008_0060, "CS", modality).Text(0x0008_0080, "LO", "Greenhill Hospital").Text(0x0008_0201, "SH", "+0100")
        .Text(0x0010_0010, "PN", "BRANDL^BERND").Text(0x0010_0020, "LO", number).Text(0x0010_0021, "LO", "GREENHILL-PACS")
        .Text(0x0020_000D, "UI", Root + series + "01").Text(0x0020_000E, "UI", Root + series + "02");

    private static DicomWriter Code(string value, string scheme, string meaning) =>
        new DicomWriter().Text(0x0008_0100, "SH", value).Text(0x0008_0102, "SH", scheme).Text(0x0008_0104, "LO", meaning);

    private static DicomWriter Reference(string sopClass, string instance) => new DicomWriter().Text(0x0008_1150, "UI", sopClass).Text(0x0008_1155, "UI", instance);

    // The concepts of SNOMED CT have no other digits than DICOM's own, so that their length tells the scheme.
    private static DicomWriter Item(string relationship, string valueType, string concept, string meaning) => new DicomWriter()
        .Text(0x0040_A010, "CS", relationship).Text(0x0040_A040, "CS", valueType).Items(0x0040_A043, Code(concept, concept.Length > 6 ? "SCT" : "DCM", meaning));

    private static DicomWriter Container(string concept, string meaning, params IEnumerable<DicomWriter> items) => Item("CONTAINS", "CONTAINER", concept, meaning).Items(0x0040_A730, items);

    private static DicomWriter Coded(string relationship, string concept, string scheme, string meaning, DicomWriter value) => new DicomWriter()
        .Text(0x0040_A010, "CS", relationship).Text(0x0040_A040, "CS", "CODE").Items(0x0040_A043, Code(concept, scheme, meaning)).Items(0x0040_A168, value);

    private static DicomWriter Number(string concept, string scheme, string meaning, string value, string unit, string unitScheme) => new DicomWriter()
        .Text(0x0040_A010, "CS", "CONTAINS").Text(0x0040_A040, "CS", "NUM").Items(0x0040_A043, Code(concept, scheme, meaning))
        .Items(0x0040_A300, new DicomWriter().Items(0x0040_08EA, Code(unit, unitScheme, unit)).Text(0x0040_A30A, "DS", value));

    private static DicomWriter Channel(string lead, string meaning) => new DicomWriter()
        .Items(0x003A_0208, Code(lead, "MDC", meaning)).Text(0x003A_0210, "DS", "2.5").Items(0x003A_0211, Code("uV", "UCUM", "microvolt"))
        .Text(0x003A_0212, "DS", "1").Text(0x003A_0213, "DS", "0").Text(0x003A_0220, "DS", "0.05").Text(0x003A_0221, "DS", "150");

    private static DicomWriter Frame() => new DicomWriter().Items(0x0062_000A, new DicomWriter().UnsignedShorts(0x0062_000B, 1));

    private static DicomWriter Roi(string number, string name) => new DicomWriter().Text(0x3006_0022, "IS", number).Text(0x3006_0026, "LO", name).Text(0x3006_0036, "CS", "MANUAL");

    private static DicomWriter Contour() => new DicomWriter().Text(0x3006_0042, "CS", "POINT").Text(0x3006_0046, "IS", "1").Text(0x3006_0050, "DS", "0", "0", "0");
}
