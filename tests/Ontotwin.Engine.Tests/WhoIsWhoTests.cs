namespace Ontotwin.Engine.Tests;

/// <summary>What joins people and what does not; what later messages undo.</summary>
public sealed class WhoIsWhoTests
{
    private const string Anna = "1001^^^G&1.2.3&ISO^MR";
    private const string Ben = "2002^^^G&1.2.3&ISO^MR";

    [Theory]
    [InlineData("77^^^G&1.2.3&ISO^AN")]
    [InlineData("77^^^G&1.2.3&ISO^VN")]
    [InlineData("77^^^G&1.2.3&ISO^DR")]
    [InlineData("77^^^G&1.2.3&ISO^EN")]
    [InlineData("UNKNOWN^^^S&1.2.4&ISO^SS")]
    [InlineData("n/a^^^S&1.2.4&ISO^SS")]
    [InlineData("000-00-0000^^^S&1.2.4&ISO^SS")]
    [InlineData("999999999^^^S&1.2.4&ISO^SS")]
    public async Task A_number_that_names_no_person_joins_nobody(string shared)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Adt(clinic, "a.hl7", "A08", "20260301", $"{Anna}~{shared}"), Adt(clinic, "b.hl7", "A08", "20260301", $"{shared}~{Ben}"));
        Assert.Equal(2, (await clinic.ViewsAsync()).Count);
    }

    [Fact]
    public async Task A_persons_second_number_still_joins()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        const string Shared = "123-45-6789^^^S&1.2.4&ISO^SS";
        await clinic.IngestAsync(Adt(clinic, "a.hl7", "A08", "20260301", $"{Anna}~{Shared}"), Adt(clinic, "b.hl7", "A08", "20260301", $"{Ben}~{Shared}"));
        Assert.Single(await clinic.ViewsAsync());
        Assert.DoesNotContain(clinic.Remarks, d => d.Code == "OT8117");
    }

    [Theory]
    [InlineData("19550607|M", true)]
    [InlineData("19550607|F", false)]
    [InlineData("1980|M", false)]
    public async Task Another_birth_date_and_another_sex_under_one_number_are_told(string second, bool isTold)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Adt(clinic, "a.hl7", "A08", "20260301", Anna), Adt(clinic, "b.hl7", "A04", "20260302", Anna, second));
        Assert.Equal(isTold, clinic.Remarks.Exists(d => d.Code == "OT8117"));
    }

    [Theory]
    [InlineData("19550607", "Doe^Jane^^^", false)]
    [InlineData("19550607", "Smith^Jane", false)]
    [InlineData("19550607", "Smith^John", true)]
    [InlineData("19800102", "Smith^John", false)]
    [InlineData("", "Smith^John", false)]
    public async Task Another_birth_date_and_other_names_under_one_DICOM_PatientID_are_told(string born, string name, bool isTold)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [Write(clinic, "a.dcm", Object("Doe^Jane", "19800102", "1.2.3.1")), Write(clinic, "b.dcm", Object(name, born, "1.2.3.2"))];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(isTold, clinic.Remarks.Exists(d => d is { Code: "OT8117", Place.Document: { } place } && place.EndsWith(".dcm", StringComparison.Ordinal)));
        }
    }

    private static string Write(SmallClinic clinic, string name, byte[] bytes)
    {
        var path = clinic.Write(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // Explicit VR little endian, sex not told.
    private static byte[] Object(string name, string born, string uid)
    {
        using var stream = new MemoryStream();
        void Element(ushort group, ushort element, string vr, string text)
        {
            var padded = text.Length % 2 == 0 ? text : text + (vr == "UI" ? "\0" : " ");
            stream.Write([(byte)group, (byte)(group >> 8), (byte)element, (byte)(element >> 8), (byte)vr[0], (byte)vr[1], (byte)padded.Length, 0]);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(padded));
        }
        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        Element(2, 0x10, "UI", "1.2.840.10008.1.2.1");
        Element(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.7");
        Element(8, 0x18, "UI", uid);
        Element(8, 0x80, "LO", "Example Ward");  // without an institution, people of two birth dates are two already
        Element(0x10, 0x10, "PN", name);
        Element(0x10, 0x20, "LO", "4711");
        if (born.Length > 0) { Element(0x10, 0x30, "DA", born); }
        Element(0x20, 0x0D, "UI", uid + ".3");
        Element(0x20, 0x0E, "UI", uid + ".4");
        return stream.ToArray();
    }

    [Fact]
    public async Task A_person_of_two_databases_is_two()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string[] rows = ["person_id,birth_datetime,gender_source_value,person_source_value", "1,1980-01-01 00:00:00,F,A"];
        await clinic.IngestAsync(clinic.Write("omop1/PERSON.csv", rows), clinic.Write("omop2/PERSON.csv", rows));
        Assert.Equal(2, (await clinic.ViewsAsync()).Count);
    }

    [Theory]
    [InlineData("A11")]
    [InlineData("A23")]
    public async Task A_cancelled_admission_and_a_deleted_visit_are_gone(string cancel)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Visit(clinic, "a.hl7", "A01", "20260301", "W1", ""), Visit(clinic, "b.hl7", cancel, "20260302", "W1", ""));
        Assert.Empty(await ValuesAsync(clinic, "startedAt"));
        Assert.Empty(await ValuesAsync(clinic, "encounterClass"));
    }

    [Fact]
    public async Task A_cancelled_discharge_takes_the_end_back_and_leaves_the_beginning()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Visit(clinic, "a.hl7", "A03", "20260301", "W1", "20260301"));
        Assert.Single(await ValuesAsync(clinic, "endedAt"));
        await clinic.IngestAsync(Visit(clinic, "b.hl7", "A13", "20260302", "W1", "20260301"));
        Assert.Empty(await ValuesAsync(clinic, "endedAt"));
        Assert.Single(await ValuesAsync(clinic, "startedAt"));
    }

    [Theory]
    [InlineData("A08", "20260401", "planned")]
    [InlineData("A08", "20260201", "completed")]
    [InlineData("A05", "", "planned")]
    [InlineData("A14", "20260401", "planned")]
    public async Task What_lies_ahead_is_planned(string trigger, string at, string status)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Adt(clinic, "a.hl7", trigger, "20260301", Anna, "19800102|F", $"PR1|1||0SRC0J9^Knee^ICD10PCS||{at}"));
        Assert.Equal([status], await ValuesAsync(clinic, "status"));
    }

    [Theory]
    [InlineData("W", 1)]
    [InlineData("A", 1)]
    [InlineData("F", 0)]
    public async Task A_working_diagnosis_is_provisional(string type, int provisional)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Adt(clinic, "a.hl7", "A08", "20260301", Anna, "19800102|F", $"DG1|1||I10^Hypertension^I10C||20260301|{type}"));
        Assert.Equal(provisional, (await ValuesAsync(clinic, "verificationStatus")).Count(v => v == "provisional"));
    }

    private static string Adt(SmallClinic clinic, string name, string trigger, string at, string identifiers, string born = "19800102|F", params string[] more) =>
        clinic.Write(name, [$"MSH|^~\\&|S|G^1.2.3^ISO|R|F|{at}090000+0100||ADT^{trigger}|{name}|P|2.5.1", $"EVN|{trigger}|{at}090000+0100", $"PID|1||{identifiers}||Doe^Jane||{born}", .. more, ""]);

    private static string Visit(SmallClinic clinic, string name, string trigger, string at, string ward, string end) =>
        Adt(clinic, name, trigger, at, Anna, "19800102|F", $"PV1|1|I|{ward}{new string('|', 16)}V1{new string('|', 25)}20260301080000+0100|{end}");

    private static async Task<List<string>> ValuesAsync(SmallClinic clinic, string property) =>
        [.. (await clinic.ViewsAsync()).SelectMany(v => v.Twin.Facts).Where(f => f.Triple.Predicate.LocalName == property).Select(f => f.Triple.Object is Rdf.Literal l ? l.Lexical : f.Triple.Object.ToString()!).Distinct()];
}
