using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>Trailers of batches and files have the delimiters of their headers, whatever those of the messages are.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData('|', '|', '#', "\r")]
    [InlineData('|', '#', '|', "\n")]
    [InlineData('#', '|', '|', "\r\n")]
    [InlineData('!', '#', '|', "\r")]
    public void Trailers_are_in_no_message(char file, char batch, char last, string end)
    {
        var text = string.Join(end,
        [
            $"FHS{file}^~\\&{file}A", $"BHS{batch}^~\\&{batch}B", "MSH|^~\\&|LAB||||||ADT^A01|1|P|2.5.1", "PID|1||7",
            $"MSH{last}^~\\&{last}LAB{last}{last}{last}{last}{last}{last}ADT^A01{last}2{last}P{last}2.5.1", $"PID{last}1{last}{last}8",
            $"BTS{batch}2{batch}done", $"BHS{batch}^~\\&{batch}B2", "MSH|^~\\&|LAB||||||ADT^A01|3|P|2.5.1", "PID|1||9", $"BTS{batch}5", $"FTS{file}1", "",
        ]);
        foreach (var items in new[] { Hl7v2Reader.Read(new SourceDocument("b.hl7", Encoding.ASCII.GetBytes(text))), Hl7v2Reader.ReadStretches(new LargeDocument("b.hl7", () => new MemoryStream(Encoding.ASCII.GetBytes(text))) { StretchBytes = 64 }) })
        {
            var (identifiers, codes) = (new List<string>(), new List<string>());
            foreach (var item in items)
            {
                identifiers.Add(Find(item.Record!).First("3").Text);
                codes.AddRange(item.Diagnostics.Where(d => d.Code is "OT3107" or "OT3109").Select(d => d.Code));
            }
            Assert.Equal(["7", "8", "9"], identifiers);
            // The second batch has one message and counts five.
            Assert.Equal(["OT3109"], codes);
        }
    }

    [Fact]
    public void A_line_that_only_begins_like_a_batch_line_goes_on_with_the_text()
    {
        var item = Hl7v2Reader.Read(new SourceDocument("b.hl7", Encoding.ASCII.GetBytes("MSH|^~\\&|LAB||||||ADT^A01|1|P|2.5.1\rPID|1||7\rBTS: not a trailer\rFHS#a#b\r"))).Single();
        Assert.Equal("7\rBTS: not a trailer\rFHS#a#b", Find(item.Record!).First("3").Text);
        Assert.Contains(item.Diagnostics, d => d.Code == "OT3107");
    }

    private static Field Find(SourceRecord record)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            if (record.NameOf(node) == "PID") { return new Field(record, node); }
        }
        return default;
    }
}
