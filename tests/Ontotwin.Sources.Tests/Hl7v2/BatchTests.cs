using System.Text;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

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
            // The second batch has one message and counts five; the file has two batches and counts one.
            Assert.Equal(["OT3109", "OT3109"], codes);
        }
    }

    [Theory]
    [InlineData("FHS|^~\\&|a\rBHS|^~\\&|b\r{0}{1}BTS|3|x\rBHS|^~\\&|c\r{2}BTS|1\rFTS|5\r", "BTS-1=3 batch has 2", "FTS-1=5 file has 2")]
    [InlineData("FHS|^~\\&|a\rBHS|^~\\&|b\r{0}{1}BTS|2\rBHS|^~\\&|c\r{2}BTS|1\rFTS|2\r")]
    // Messages without BHS are a batch; a batch may be empty, also before the first message.
    [InlineData("FHS|^~\\&|a\r{0}{1}{2}FTS|1\r")]
    [InlineData("FHS|^~\\&|a\r{0}{1}BTS|2\rBHS|^~\\&\r{2}BTS|1\rFTS|2\r")]
    [InlineData("\uFEFFFHS|^~\\&|a\rBHS|^~\\&\rBTS|1\rBHS|^~\\&\r{0}{1}BHS|^~\\&\r{2}BTS|1\rFTS|2\r", "BTS-1=1 batch has 0", "FTS-1=2 file has 3")]
    // Two files in one document; counts that are none.
    [InlineData("FHS|^~\\&|a\r{0}FTS|1\rFHS|^~\\&|b\r{1}{2}BTS|two\rFTS|\r")]
    public void Counts_are_held_against_what_is_there(string layout, params string[] told)
    {
        var messages = Enumerable.Range(1, 3).Select(i => (object)$"MSH|^~\\&|LAB||||||ADT^A01|{i}|P|2.5.1\rPID|1||{i}\r").ToArray();
        var bytes = Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, layout, messages));
        foreach (var items in new[] { Hl7v2Reader.Read(new SourceDocument("b.hl7", bytes)), Hl7v2Reader.ReadStretches(new LargeDocument("b.hl7", () => new MemoryStream(bytes)) { StretchBytes = 64 }) })
        {
            var found = new List<string>();
            foreach (var (index, item) in items.Index())
            {
                // No batch line is in a record, and each remark is at the count itself.
                Assert.Equal((string)messages[index], Encoding.UTF8.GetString(Of(item.Record!.Bytes)));
                foreach (var remark in item.Diagnostics.Where(d => d.Code == "OT3109"))
                {
                    found.Add($"{remark.Place!.Value.Path}={Encoding.UTF8.GetString(Of(remark.Place!.Value.Bytes))} {remark.Message.Split(", the ")[1]}");
                }
            }
            Assert.Equal(told, found);
        }
        ReadOnlySpan<byte> Of(ByteRange range) => bytes.AsSpan((int)range.Start, (int)(range.End - range.Start));
    }

    [Fact]
    public void Counts_of_a_document_in_UTF_16_have_their_places_in_it()
    {
        var bytes = Encoding.Unicode.GetBytes("\uFEFFFHS|^~\\&|a\rMSH|^~\\&|LAB||||||ADT^A01|1|P|2.5.1\rPID|1||M\u00FC\rFTS|75\r");
        var item = Hl7v2Reader.Read(new SourceDocument("b.hl7", bytes)).Single();
        var told = Assert.Single(item.Diagnostics, d => d.Code == "OT3109");
        Assert.Equal("75", Encoding.Unicode.GetString(bytes[(int)told.Place!.Value.Bytes.Start..(int)told.Place!.Value.Bytes.End]));
        Assert.EndsWith("M\u00FC\r", Encoding.Unicode.GetString(bytes[(int)item.Record!.Bytes.Start..(int)item.Record!.Bytes.End]), StringComparison.Ordinal);
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
