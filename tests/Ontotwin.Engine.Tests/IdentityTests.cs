using Ontotwin.Graph;

namespace Ontotwin.Engine.Tests;

public sealed class IdentityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_twins_that_a_later_message_says_are_one_person_become_one_and_nothing_is_lost()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Write(clinic, "a.hl7", "11^^^A&1.2.3&ISO"), Write(clinic, "b.hl7", "22^^^B&1.2.4&ISO"));
        Assert.Equal(2, (await clinic.ViewsAsync()).Count);
        await clinic.IngestAsync(Write(clinic, "c.hl7", "11^^^A&1.2.3&ISO~22^^^B&1.2.4&ISO"));
        Assert.Single(await clinic.ViewsAsync());
        var byA = await clinic.Store.FindAsync(new Values.Identifier("urn:oid:1.2.3", "11"), Cancel);
        var byB = await clinic.Store.FindAsync(new Values.Identifier("urn:oid:1.2.4", "22"), Cancel);
        Assert.Equal(byA, byB);
        var twin = await clinic.Store.LoadAsync(byA!.Value, null, Cancel);
        var documents = twin!.Facts.Select(f => ((Asserted)f.Justification).Origin.Document).Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["a.hl7", "b.hl7", "c.hl7"], documents);
    }

    [Fact]
    public async Task The_same_bare_number_of_two_unknown_senders_is_two_people()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Write(clinic, "a.hl7", "4711", "NORTH"), Write(clinic, "b.hl7", "4711", "SOUTH"), Write(clinic, "c.hl7", "4711", "SOUTH"));
        Assert.Equal(2, (await clinic.ViewsAsync()).Count);
    }

    private static string Write(SmallClinic clinic, string name, string identifiers, string facility = "F") =>
        clinic.Write(name, $"MSH|^~\\&|S|{facility}|R|F|20261101||ADT^A08^ADT_A01|{name}|P|2.5.1", $"PID|1||{identifiers}||Doe^Jane||19650302|F", "");
}
