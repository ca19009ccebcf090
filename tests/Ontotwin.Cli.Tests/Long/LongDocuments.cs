namespace Ontotwin.Cli.Tests;

/// <summary>A long document of each format that is read in stretches.</summary>
internal static class LongDocuments
{
    // Each key comes once in a while again with the same content, as a feed that is sent twice would: what is remembered of keys has limits of its own.
    public static IReadOnlyList<LongDocument> All { get; } =
    [
        new LongText("wearable.csv", "patient_id,ts,heart_rate\n", Row),
        new LongText("feed.hl7", "", Message),
        new LongText("feed.ndjson", "", Patient) { With = "mappings" },
        new LongText("glucose.json", "{\"device\":{\"id\":\"d1\"},\"glucose\":[{}", i => $",\n{{\"who\":\"p{i % 500}\",\"at\":\"{Minute(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'}\",\"mgdl\":{80 + (i % 90)},\"raw\":[[{i},{{\"a\":null}}],\"{{\"]}}") { Trailer = "],\"end\":true}", More = 1 },
        new LongText("export.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]>\n<HealthData locale=\"en\">\n", i => $" <Record type=\"HKQuantityTypeIdentifierHeartRate\" sourceName=\"p{i % 500}\" unit=\"count/min\" startDate=\"{Minute(i / 500):yyyy-MM-dd HH:mm:ss +0000}\" value=\"{45 + (i % 121)}\"><MetadataEntry key=\"k\" value=\"1\"/></Record>\n") { Trailer = "</HealthData>\n" },
        JsonBundle("bundle.json"),
        new LongText("bundle.xml", "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>", XmlEntry) { Trailer = "</Bundle>\n", AreParts = true },
        // Rows and messages that say little for their length: what a container adds is the same, and their number takes hours.
        new LongText("wearable.csv.gz", "patient_id,ts,heart_rate,note\n", NotedRow),
        new LongText("feed.hl7.gz", "", NotedMessage),
        new LongText("feed.ndjson.gz", "", Patient) { With = "mappings" },
        JsonBundle("bundle.json.gz"),
        new LongText("wearable.csv.zip", "patient_id,ts,heart_rate,note\n", NotedRow) { InContainer = "wearable.csv" },
        new LongImage("image.dcm", IsEncapsulated: false),
        new LongImage("slide.dcm", IsEncapsulated: true),
    ];

    private static string Filler { get; } = new('x', 600);

    private static DateTimeOffset Minute(long number) => DateTimeOffset.UnixEpoch.AddMinutes(number);

    private static FormattableString Row(long i) => $"p{i % 500:D4},{Minute(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'},{45 + (i * 7919L % 121)}\n";

    private static FormattableString NotedRow(long i) => $"p{i % 500:D4},{Minute(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'},{45 + (i * 7919L % 121)},{Filler}\n";

    private static FormattableString NotedMessage(long i) => $"{FormattableString.Invariant(Message(i))}NTE|1||{Filler}\r";

    private static FormattableString Message(long i) => $"MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|20261103103000+0100||ORU^R01^ORU_R01|{i}|P|2.5.1\rPID|1||{i % 5000}^^^GREENHILL&2.16.840.1.113883.19.5&ISO^MR||Doe^Jane||19650302|F\rOBR|1|O{i}^HIS|L{i}^LIS|BMP^Basic^99GHL|||20261103080000+0100||||||||||||||||20261103103000+0100||LAB|F\rOBX|1|NM|K^Potassium^99GHL^2823-3^Potassium^LN||4.{i % 10}|mmol/L|||||F|||20261103080000+0100\r";

    private static FormattableString Patient(long i) => $"{{\"resourceType\":\"Patient\",\"id\":\"{i % 5000}\",\"gender\":\"female\",\"birthDate\":\"1965-03-02\",\"text\":{{\"status\":\"generated\",\"div\":\"{Filler}\"}}}}\n";

    // Many observations are of people whose entries lie far from them.
    private static LongText JsonBundle(string name) => new(name, "{\"type\":\"collection\",\"entry\":[{\"fullUrl\":\"urn:uuid:nobody\",\"resource\":{\"resourceType\":\"Basic\",\"id\":\"b\"}}", JsonEntry)
    {
        Trailer = "],\"resourceType\":\"Bundle\"}\n", AreParts = true,
    };

    private static FormattableString JsonEntry(long i) => i % 500 == 0
        ? (FormattableString)$",\n{{\"fullUrl\":\"urn:uuid:p{i / 500}\",\"resource\":{{\"resourceType\":\"Patient\",\"id\":\"{i / 500 % 5000}\",\"gender\":\"female\"}}}}"
        : $",\n{{\"fullUrl\":\"urn:uuid:o{i}\",\"resource\":{{\"resourceType\":\"Observation\",\"id\":\"o{i % 50_000}\",\"status\":\"final\",\"subject\":{{\"reference\":\"urn:uuid:p{i / 500 * 7 % (i / 500 + 1)}\"}},\"code\":{{\"coding\":[{{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}}]}},\"effectiveDateTime\":\"2026-11-03T08:00:00Z\",\"valueQuantity\":{{\"value\":{i % 100},\"code\":\"/min\"}},\"text\":{{\"status\":\"generated\",\"div\":\"{Filler}\"}}}}}}";

    private static FormattableString XmlEntry(long i) => i % 500 == 0
        ? (FormattableString)$"<entry><fullUrl value=\"urn:uuid:p{i / 500}\"/><resource><Patient><id value=\"{i / 500 % 5000}\"/><gender value=\"female\"/></Patient></resource></entry>\n"
        : $"<entry><fullUrl value=\"urn:uuid:o{i}\"/><resource><Observation><id value=\"o{i % 50_000}\"/><text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">{Filler}</div></text><status value=\"final\"/><code><coding><system value=\"http://loinc.org\"/><code value=\"8867-4\"/></coding></code><subject><reference value=\"urn:uuid:p{i / 500}\"/></subject><effectiveDateTime value=\"2026-11-03T08:00:00Z\"/><valueQuantity><value value=\"{i % 100}\"/><code value=\"/min\"/></valueQuantity></Observation></resource></entry>\n";
}
