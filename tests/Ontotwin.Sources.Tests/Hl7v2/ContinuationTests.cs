using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>Lines that are no segments go on with the field before them, and nothing behind them is lost.</summary>
public sealed class ContinuationTests
{
    [Theory]
    [InlineData("NEG", "\n")]
    [InlineData("POS", "\r\n")]
    [InlineData("Yes", "\r")]
    [InlineData("N/A", "\n")]
    [InlineData("120", "\n")]
    [InlineData("Zzz", "\n")]
    [InlineData("obx", "\n")]
    public void Three_letters_that_are_no_name_go_on_with_the_text(string word, string end)
    {
        var record = Read($"OBR|1{end}OBX|1|ST|5778-6^Color^LN||Result:{end}{word}{end}||||||F|||20200101{end}NTE|1||x{end}", out var codes);
        var result = Find(record, "OBX");
        Assert.Equal($"Result:{end}{word}{end}", result.First("5").Text);
        Assert.Equal(("F", "20200101"), (result.First("11").Text, result.First("14").Text));
        Assert.Equal("x", Find(record, "NTE").First("3").Text);
        Assert.Equal("OT3107", Assert.Single(codes));
    }

    [Theory]
    [InlineData("NTE")]
    [InlineData("PV1")]
    // One that only the structures of 2.8 have, one of 2.1, one that a sender made, and trailers of a batch.
    [InlineData("ARV")]
    [InlineData("UB1")]
    [InlineData("ZPI")]
    [InlineData("Z01")]
    public void Three_letters_that_are_a_name_are_a_segment(string name)
    {
        var record = Read($"OBR|1\rOBX|1|ST|X||a\r{name}\rOBX|2|ST|X||b\r", out var codes);
        Assert.Equal("a", Find(record, "OBX").First("5").Text);
        Assert.False(Find(record, name).IsAbsent);
        Assert.DoesNotContain("OT3107", codes);
    }

    [Theory]
    [InlineData("BTS")]
    [InlineData("FTS")]
    public void Bare_trailers_are_no_text(string name)
    {
        var record = Read($"OBR|1\rOBX|1|ST|X||a\r{name}\r", out var codes);
        Assert.Equal("a", Find(record, "OBX").First("5").Text);
        Assert.Empty(codes);
    }

    private static SourceRecord Read(string body, out List<string> codes)
    {
        var item = Hl7v2Reader.Read(new SourceDocument("m.hl7", Encoding.UTF8.GetBytes("MSH|^~\\&|A|B|||20240101||ORU^R01^ORU_R01|1|P|2.5.1\r" + body))).Single();
        codes = [.. item.Diagnostics.Select(d => d.Code)];
        return item.Record!;
    }

    private static Field Find(SourceRecord record, string segment) => Hl7v2Path.FindSegment(record.Root, segment);
}
