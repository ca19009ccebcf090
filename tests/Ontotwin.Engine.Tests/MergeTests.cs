using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>People whom messages say to be one, or not: by the shipped maps, in the order of clinical times, and taken back without a trace.</summary>
public sealed class MergeTests
{
    private const string Authority = "urn:oid:1.2.3";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[]> Merges => new()
    {
        { "ADT^A40^ADT_A39", [Pid("1"), Mrg("2")] },
        { "ADT^A34^ADT_A30", [Pid("1"), Mrg("2")] },
        { "ADT^A47^ADT_A30", [Pid("1"), Mrg("2")] },
        { "ADT^A18^ADT_A18", [Pid("1"), Mrg("2"), "PV1|1|O"] },
        { "ADT^A24^ADT_A24", [Pid("1"), Pid("2")] },
    };

    [Theory]
    [MemberData(nameof(Merges))]
    public async Task Two_people_are_read_as_one_and_parting_them_gives_the_state_before(string type, string[] segments)
    {
        await using var clinic = await TwoPeopleAsync();
        var before = await ShownAsync(clinic);
        await clinic.IngestAsync(clinic.Write("m.hl7", Message(type, "20261105", segments)));
        var person = Assert.Single(await TwinsAsync(clinic));
        Assert.Equal(person, await clinic.People.FindAsync(new Identifier(Authority, "1"), Cancel));
        Assert.Equal(person, await clinic.People.FindAsync(new Identifier(Authority, "2"), Cancel));
        Assert.Equal(["4.1", "5.2"], await ValuesAsync(clinic, person));
        Assert.All((await clinic.People.LoadAsync(person, null, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == "subject"), f => Assert.Equal(person.Subject, f.Triple.Object));
        // As it was known before, they were two.
        Assert.Equal(["4.1"], await ValuesAsync(clinic, await OwnAsync(clinic, "1"), (await clinic.Store.LinksAsync(Cancel)).Min(l => l.KnownFrom).AddTicks(-1)));
        var (one, two) = (await OwnAsync(clinic, "1"), await OwnAsync(clinic, "2"));
        await clinic.Store.AddLinkAsync(new TwinLink(one, two, TwinLinkKind.Separated, new(Authority, "1"), new(Authority, "2"), new Origin("", "", default, "", "a mistake", "test", "1", ""), new DateTimeOffset(2026, 11, 6, 0, 0, 0, default), DateTimeOffset.MaxValue), Cancel);
        Assert.Equal(2, (await TwinsAsync(clinic)).Count);
        Assert.Equal(before, (await ShownAsync(clinic)).Where(f => !f.Contains("m.hl7", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_message_twice_changes_nothing()
    {
        await using var clinic = await TwoPeopleAsync();
        string[] merge = Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")]);
        await clinic.IngestAsync(clinic.Write("m.hl7", merge));
        var held = await ShownAsync(clinic);
        await clinic.IngestAsync(clinic.Write("m.hl7", merge));
        await clinic.IngestAsync(clinic.Write("again.hl7", merge));
        Assert.Single(await clinic.Store.LinksAsync(Cancel));
        Assert.Equal(held, await ShownAsync(clinic));
    }

    [Theory]
    [InlineData("20261105", "20261106", 2)]
    [InlineData("20261106", "20261105", 1)]
    public async Task The_later_of_a_link_and_an_unlink_holds_in_whatever_order_they_come(string linked, string parted, int people)
    {
        string[] link = Message("ADT^A24^ADT_A24", linked, [Pid("1"), Pid("2")]), part = Message("ADT^A37^ADT_A37", parted, [Pid("1"), Pid("2")]);
        foreach (var (first, second) in new[] { (link, part), (part, link) })
        {
            await using var clinic = await TwoPeopleAsync();
            await clinic.IngestAsync(clinic.Write("first.hl7", first));
            await clinic.IngestAsync(clinic.Write("second.hl7", second));
            Assert.Equal(people, (await TwinsAsync(clinic)).Count);
        }
    }

    [Fact]
    public async Task A_correction_under_the_kept_number_replaces_what_came_under_the_other_where_the_key_is_the_order_s()
    {
        await using var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", """
            module my.labs version 1
            ontology hdt
            identity Patient from hl7v2 { for s in PID { each s.PID-3 (authority(.4), .1) } }
            identity Patient from hl7v2 "2.5.1" ADT_A39 when MSH-9.2 = "A40" {
              for g in PATIENT { (authority(g.PID-3.first.4), g.PID-3.first.1) replaces each g.MRG-1 (authority(.4), .1) at EVN-2 }
            }
            map labs from hl7v2 "2.5.1" ORU_R01 {
              node pt : Patient key (authority(PID-3.first.4), PID-3.first.1)
              for g in PATIENT_RESULT/ORDER_OBSERVATION {
                for x in g/OBSERVATION {
                  node obs : LabResult key (g.OBR-3.1, x.OBX-3.1) {
                    subject <- pt; value <- x.OBX-5.first as quantity in x.OBX-6
                    on x.OBX-11 { "F" -> assert; "C" -> replace; other -> quarantine }
                  }
                }
              }
            }
            map people from hl7v2 "2.5.1" ADT any { node pt : Patient key (authority(PID-3.first.4), PID-3.first.1) }
            """);
        shop.Write("two.hl7", string.Join('\r', Result("2", "R2", "5.2", "F", "20261102")));
        shop.Write("m.hl7", string.Join('\r', Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")])));
        shop.Write("c.hl7", string.Join('\r', Result("1", "R2", "5.9", "C", "20261107")));
        foreach (var file in new[] { "two.hl7", "m.hl7", "c.hl7" }) { await shop.IngestAsync(file); }
        Assert.Equal(["5.9"], await shop.ValuesAsync("value"));
    }

    [Theory]
    [InlineData("C", "1", "4.1,5.9")]
    [InlineData("C", "2", "4.1,5.9")]
    [InlineData("F", "1", "4.1,5.9")]
    [InlineData("D", "1", "4.1")]
    public async Task After_a_merge_a_correction_finds_what_has_the_merged_person_in_its_key(string status, string number, string values)
    {
        await using var clinic = await TwoPeopleAsync();
        await clinic.IngestAsync(clinic.Write("m.hl7", Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")])));
        await clinic.IngestAsync(clinic.Write("c.hl7", Result(number, "R2", "5.9", status, "20261107")));
        var person = Assert.Single(await TwinsAsync(clinic));
        Assert.Equal(values.Split(','), await ValuesAsync(clinic, person));
        // What stands in the result belongs to the one that is held.
        var facts = (await clinic.People.LoadAsync(person, null, Cancel))!.Facts;
        var known = facts.Select(f => f.Triple.Subject).ToHashSet();
        Assert.All(facts.Where(f => f.Triple.Predicate.LocalName == "partOf"), f => Assert.Contains(f.Triple.Object, known));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_correction_finds_the_result_also_where_a_message_names_both_numbers_as_one_person_s(string number)
    {
        await using var clinic = await TwoPeopleAsync();
        await clinic.IngestAsync(clinic.Write("both.hl7", Message("ADT^A08^ADT_A01", "20261105", ["PID|1||1^^^A&1.2.3&ISO^MR~2^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F", "PV1|1|O"])));
        foreach (var (report, value) in new[] { ("R1", "4.9"), ("R2", "5.9") }) { await clinic.IngestAsync(clinic.Write(report + ".hl7", Result(number, report, value, "C", "20261107"))); }
        Assert.Equal(["4.9", "5.9"], await ValuesAsync(clinic, Assert.Single(await TwinsAsync(clinic))));
    }

    // PV1-19, through a function of the pack, is a number of the hospital's.
    [Fact]
    public async Task What_comes_of_a_visit_under_the_number_that_is_kept_finds_it()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        static string Visit(string ended) => $"PV1|1|I|||||||||||||||||V7{new string('|', 25)}20261101080000|{ended}";
        await clinic.IngestAsync(clinic.Write("in.hl7", Message("ADT^A01^ADT_A01", "20261101", [Pid("2"), Visit("")])));
        await clinic.IngestAsync(clinic.Write("m.hl7", Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")])));
        await clinic.IngestAsync(clinic.Write("out.hl7", Message("ADT^A03^ADT_A03", "20261107", [Pid("1"), Visit("20261107090000")])));
        var facts = (await clinic.People.LoadAsync(Assert.Single(await TwinsAsync(clinic)), null, Cancel))!.Facts;
        var visit = Assert.Single(facts.Where(f => f.Triple.Object is Rdf.Iri { LocalName: "Encounter" }).Select(f => f.Triple.Subject).Distinct());
        Assert.Equal(["finished"], facts.Where(f => f.Triple.Subject.Equals(visit) && f.Triple.Predicate.LocalName == "status").Select(f => ((Rdf.Literal)f.Triple.Object).Lexical));
        Assert.DoesNotContain(clinic.Remarks, r => r.Code == "OT8123");
    }

    [Fact]
    public async Task What_comes_under_the_old_number_after_a_merge_is_the_person_s_and_stays_the_other_s_when_they_are_parted()
    {
        await using var clinic = await TwoPeopleAsync();
        await clinic.IngestAsync(clinic.Write("m.hl7", Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")])));
        await clinic.IngestAsync(clinic.Write("late.hl7", Result("2", "R3", "6.3", "F", "20261107")));
        Assert.Equal(["4.1", "5.2", "6.3"], await ValuesAsync(clinic, Assert.Single(await TwinsAsync(clinic))));
        await clinic.IngestAsync(clinic.Write("p.hl7", Message("ADT^A37^ADT_A37", "20261108", [Pid("1"), Pid("2")])));
        Assert.Equal(["5.2", "6.3"], await ValuesAsync(clinic, await OwnAsync(clinic, "2")));
    }

    [Fact]
    public async Task A_merge_that_comes_before_anything_of_the_other_person_holds_for_what_comes_then()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("m.hl7", Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2")])));
        await clinic.IngestAsync(clinic.Write("late.hl7", Result("2", "R3", "6.3", "F", "20261101")));
        Assert.Equal(["6.3"], await ValuesAsync(clinic, Assert.Single(await TwinsAsync(clinic))));
    }

    [Fact]
    public async Task Each_pair_of_a_message_is_merged_by_itself_and_a_merge_of_accounts_merges_nobody()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string[] people = ["1", "2", "3", "4"];
        await clinic.IngestAsync([.. people.Select(p => clinic.Write(p + ".hl7", Message("ADT^A28^ADT_A05", "20261101", [Pid(p)])))]);
        await clinic.IngestAsync(clinic.Write("account.hl7", Message("ADT^A41^ADT_A39", "20261104", [Pid("1"), Mrg("3")])));
        Assert.Equal(4, (await TwinsAsync(clinic)).Count);
        await clinic.IngestAsync(clinic.Write("m.hl7", Message("ADT^A40^ADT_A39", "20261105", [Pid("1"), Mrg("2"), Pid("3"), Mrg("4")])));
        Assert.Equal(2, (await TwinsAsync(clinic)).Count);
        Assert.NotEqual(await clinic.People.FindAsync(new Identifier(Authority, "1"), Cancel), await clinic.People.FindAsync(new Identifier(Authority, "3"), Cancel));
    }

    private static async Task<SmallClinic> TwoPeopleAsync()
    {
        var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("one.hl7", Result("1", "R1", "4.1", "F", "20261101")), clinic.Write("two.hl7", Result("2", "R2", "5.2", "F", "20261102")));
        return clinic;
    }

    private static async Task<List<TwinId>> TwinsAsync(SmallClinic clinic)
    {
        var twins = new List<TwinId>();
        await foreach (var id in clinic.People.TwinsAsync(Cancel)) { twins.Add(id); }
        return twins;
    }

    private static async Task<TwinId> OwnAsync(SmallClinic clinic, string number) => (await clinic.Store.FindAsync(new Identifier(Authority, number), Cancel))!.Value;

    private static async Task<List<string>> ValuesAsync(SmallClinic clinic, TwinId twin, DateTimeOffset? knownAt = null) =>
        [.. (await clinic.People.LoadAsync(twin, knownAt, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == "value").Select(f => ((Rdf.Literal)f.Triple.Object).Lexical).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> ShownAsync(SmallClinic clinic)
    {
        var shown = new List<string>();
        foreach (var id in await TwinsAsync(clinic)) { shown.AddRange((await clinic.People.LoadAsync(id, null, Cancel))!.Facts.Select(f => $"{id} {f.Triple} {f.Justification}")); }
        shown.Sort(StringComparer.Ordinal);
        return shown;
    }

    private static string[] Message(string type, string day, string[] segments) => [$"MSH|^~\\&|S|F|R|F|{day}||{type}|{type}{day}|P|2.5.1", $"EVN||{day}", .. segments, ""];

    private static string Pid(string number) => $"PID|1||{number}^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F";

    private static string Mrg(string number) => $"MRG|{number}^^^A&1.2.3&ISO^MR";

    private static string[] Result(string person, string report, string value, string status, string day) =>
        Message("ORU^R01^ORU_R01", day, [Pid(person), $"OBR|1||{report}|24321-2^BMP^LN|||{day}|||||||||||||||{day}", $"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|||||{status}|||20261101"]);
}
