using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What is told of a person is corrected by the record that told it, by clinical time and not by arrival, and by no other system's record.</summary>
public sealed class RecordsOfPersonTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each: the documents, the property, the values that hold, whatever the order of arrival.
    public static TheoryData<string, string[], string, string> Corrections => new()
    {
        { "an update corrects", [Adt("A04", "20261101", "19650302"), Adt("A08", "20261103", "19560302")], "birthDate", "1956-03-02" },
        { "of two updates the later one holds", [Adt("A08", "20261103", "19560302"), Adt("A31", "20261105", "19560303"), Adt("A04", "20261101", "19650302")], "birthDate", "1956-03-03" },
        { "a later registration does not correct", [Adt("A08", "20261103", "19560302"), Adt("A04", "20261105", "19650302")], "birthDate", "1956-03-02,1965-03-02" },
        { "a result that repeats the old value is shown beside it", [Adt("A04", "20261101", "19650302"), Adt("A08", "20261103", "19560302"), Adt("R01", "20261104", "19650302")], "birthDate", "1956-03-02,1965-03-02" },
        { "an update that does not name it leaves it", [Adt("A04", "20261101", "19650302"), Adt("A08", "20261103", "")], "birthDate", "1965-03-02" },
        { "an update without a value any more ends it", [Adt("A04", "20261101", "19650302"), Adt("A08", "20261103", "\"\"")], "birthDate", "" },
        { "and a value that comes after that holds", [Adt("A08", "20261103", "\"\""), Adt("A08", "20261105", "19560302")], "birthDate", "1956-03-02" },
        { "another hospital's record is not corrected", [Adt("A04", "20261101", "19650302", "77^^^B&9.9.9&ISO^MR~1^^^A&1.2.3&ISO^MR"), Adt("A08", "20261103", "19560302")], "birthDate", "1956-03-02,1965-03-02" },
        { "each address of an update", [Adt("A04", "20261101", "19650302", address: "1 Old Rd~2 Old Rd"), Adt("A08", "20261103", "19650302", address: "3 New Rd")], "address", "3 New Rd" },
        { "a newer version of a resource is all of it", [Fhir("2026-11-01T00:00:00Z", "\"birthDate\":\"1965-03-02\",\"deceasedBoolean\":true"), Fhir("2026-11-03T00:00:00Z", "\"birthDate\":\"1956-03-02\"")], "birthDate", "1956-03-02" },
        { "also what it does not say any more", [Fhir("2026-11-01T00:00:00Z", "\"birthDate\":\"1965-03-02\",\"deceasedBoolean\":true"), Fhir("2026-11-03T00:00:00Z", "\"birthDate\":\"1956-03-02\"")], "deceased", "" },
        { "a resource without a time corrects nothing", [Fhir("", "\"birthDate\":\"1965-03-02\""), Fhir("", "\"birthDate\":\"1956-03-02\"")], "birthDate", "1956-03-02,1965-03-02" },
    };

    [Theory]
    [MemberData(nameof(Corrections))]
    public async Task The_newest_version_of_a_record_holds_in_whatever_order_they_come(string why, string[] documents, string property, string values)
    {
        foreach (var order in Orders(documents))
        {
            await using var clinic = await SmallClinic.OpenAsync();
            foreach (var document in order) { await clinic.IngestAsync(Write(clinic, document, documents)); }
            Assert.True(values == await ValuesAsync(clinic, property), $"{why}: {await ValuesAsync(clinic, property)}, in the order {string.Join(", ", order.Select(o => Array.IndexOf(documents, o)))}");
        }
    }

    [Fact]
    public async Task All_in_one_run_is_the_same()
    {
        string[] documents = [Adt("A04", "20261101", "19650302"), Adt("A08", "20261103", "19560302"), Adt("A08", "20261102", "19660302")];
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync([.. documents.Select(d => Write(clinic, d, documents))]);
        Assert.Equal("1956-03-02", await ValuesAsync(clinic, "birthDate"));
    }

    [Fact]
    public async Task A_batch_file_corrects_itself_and_is_corrected()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("batch.hl7", (Adt("A04", "20261101", "19650302") + "\r" + Adt("A08", "20261103", "19560302")).Split('\r')));
        Assert.Equal("1956-03-02", await ValuesAsync(clinic, "birthDate"));
        await clinic.IngestAsync(clinic.Write("late.hl7", Adt("A08", "20261102", "19660302").Split('\r')));
        Assert.Equal("1956-03-02", await ValuesAsync(clinic, "birthDate"));
        await clinic.IngestAsync(clinic.Write("next.hl7", Adt("A08", "20261105", "19570302").Split('\r')));
        Assert.Equal("1957-03-02", await ValuesAsync(clinic, "birthDate"));
    }

    [Fact]
    public async Task What_was_told_before_can_still_be_read()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("one.hl7", Adt("A04", "20261101", "19650302").Split('\r')));
        await Task.Delay(10, Cancel);
        var before = DateTimeOffset.UtcNow;
        await clinic.IngestAsync(clinic.Write("two.hl7", Adt("A08", "20261103", "19560302").Split('\r')));
        Assert.Equal("1965-03-02", await ValuesAsync(clinic, "birthDate", before));
    }

    [Fact]
    public async Task However_often_a_person_is_told_of_the_twin_stays_small()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        for (var day = 1; day <= 28; day++) { await clinic.IngestAsync(clinic.Write($"{day}.hl7", Adt(day % 2 == 0 ? "A08" : "R01", $"202611{day:D2}", "19650302").Split('\r'))); }
        var facts = (await clinic.People.LoadAsync(await OnlyAsync(clinic), null, Cancel))!.Facts;
        Assert.Equal(Limits.MaxOriginsOfPerson, facts.Count(f => f.Triple.Predicate.LocalName == "birthDate"));
        Assert.InRange(facts.Count(f => f.Triple.Predicate.LocalName is "recordKey" or "toldAt" or "updatedAt"), 2, 4 * Limits.MaxOriginsOfPerson);
    }

    [Fact]
    public async Task Nor_does_it_grow_with_the_messages_of_one_file()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("feed.hl7", [.. Enumerable.Range(0, 60).SelectMany(i => Adt(i % 3 == 0 ? "A08" : "A04", $"20261103{i / 10:D2}{i % 10:D2}", "19650302").Split('\r'))]));
        var facts = (await clinic.People.LoadAsync(await OnlyAsync(clinic), null, Cancel))!.Facts;
        Assert.Equal(Limits.MaxOriginsOfPerson, facts.Count(f => f.Triple.Predicate.LocalName == "birthDate"));
        Assert.Equal(3, facts.Count(f => f.Triple.Predicate.LocalName is "recordKey" or "toldAt" or "updatedAt"));
    }

    [Theory]
    [InlineData("node p2 : Patient key (\"u\", PID-1) { birthDate <- PID-7 as date; on MSH-9.2 ordered by MSH-7 { \"A05\" -> preliminary; other -> assert } }", "OT2122")]
    [InlineData("node obs : Observation key (pt, PID-1) { subject <- pt; text <- PID-1 as text; on MSH-9.2 ordered by MSH-7 { \"A08\" -> update; other -> assert } }", "OT2120")]
    [InlineData("node other : Patient key (\"urn:x\", PID-2.1) { birthDate <- PID-7 as date; on MSH-9.2 { other -> update } }", "OT2121")]
    public void An_update_is_of_a_person_and_has_an_order(string node, string code)
    {
        using var program = new SmallProgram();
        Assert.Contains(code, program.Compile($"map m from hl7v2 \"2.5.1\" ADT_A01 {{ node pt : Patient key (\"urn:t\", PID-3.first.1)\n{node} }}").Diagnostics.Select(d => d.Code));
    }

    private static string Write(SmallClinic clinic, string document, string[] all) =>
        clinic.Write($"{Array.IndexOf(all, document)}.{(document[0] == '{' ? "json" : "hl7")}", document.Split('\r'));

    private static async Task<TwinId> OnlyAsync(SmallClinic clinic)
    {
        var twins = new List<TwinId>();
        await foreach (var id in clinic.People.TwinsAsync(Cancel)) { twins.Add(id); }
        return Assert.Single(twins);
    }

    private static async Task<string> ValuesAsync(SmallClinic clinic, string property, DateTimeOffset? knownAt = null) =>
        string.Join(',', (await clinic.People.LoadAsync(await OnlyAsync(clinic), knownAt, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == property)
            .Select(f => ((Rdf.Literal)f.Triple.Object).Lexical).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string[]> Orders(string[] all) =>
        all.Length == 1 ? [all] : all.SelectMany(first => Orders([.. all.Where(d => d != first)]).Select(rest => (string[])[first, .. rest]));

    private static string Adt(string trigger, string day, string born, string numbers = "1^^^A&1.2.3&ISO^MR", string address = "") => string.Join('\r',
    [
        $"MSH|^~\\&|S|GREENHILL|R|F|{day}||{(trigger == "R01" ? "ORU^R01^ORU_R01" : $"ADT^{trigger}^ADT_A01")}|{trigger}{day}{born.Length}|P|2.5.1",
        .. trigger == "R01" ? Array.Empty<string>() : [$"EVN||{day}"],
        $"PID|1||{numbers}||Doe^Jane||{born}|F|||{address}",
        .. trigger == "R01" ? [$"OBR|1||{day}|24321-2^BMP^LN|||{day}", $"OBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L|||||F|||{day}"] : new[] { "PV1|1|O" },
        "",
    ]);

    private static string Fhir(string updated, string rest) =>
        $"{{\"resourceType\":\"Patient\",\"id\":\"p1\",{(updated.Length > 0 ? $"\"meta\":{{\"lastUpdated\":\"{updated}\"}}," : "")}{rest}}}";
}
