using Ontotwin.Sources.Fhir.Bundles;

namespace Ontotwin.Sources.Tests.Fhir;

[Collection(MeasuredAlone.Name)]
public sealed class EntryIndexTests
{
    [Fact]
    public void Names_lead_to_their_entries_and_hardly_to_others()
    {
        const int Entries = 300_000;
        var index = new EntryIndex();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 1; i <= Entries; i++)
        {
            index.AddEntry(i * 70_000L);
            index.AddName($"urn:uuid:{i}");
            index.AddName($"Patient/{i / 2}");
            index.AddName($"Patient/{i / 2}");
        }
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)index.Names, 3, 7.5);
        var others = 0;
        for (var i = 1; i <= Entries; i += 97)
        {
            var found = index.Find($"urn:uuid:{i}");
            Assert.Contains(i, found);
            others += found.Count - 1 + index.Find($"nobody/{i}").Count;
            Assert.True(index.Find($"Patient/{i / 2}").ToHashSet().IsSupersetOf(new[] { (i / 2) * 2, ((i / 2) * 2) + 1 }.Where(e => e is > 0 and <= Entries)));
            Assert.Equal(i * 70_000L, index.OffsetOf(i));
        }
        Assert.InRange(others, 0, Entries / 97 / 20);
    }

    [Fact]
    public void Offsets_far_apart_are_kept()
    {
        var index = new EntryIndex();
        long[] offsets = [5, uint.MaxValue, 1L << 32, (3L << 32) + 7, (3L << 32) + 8, (9L << 32) + 1];
        foreach (var offset in offsets) { index.AddEntry(offset); }
        Assert.Equal(offsets, Enumerable.Range(1, offsets.Length).Select(index.OffsetOf));
    }
}
