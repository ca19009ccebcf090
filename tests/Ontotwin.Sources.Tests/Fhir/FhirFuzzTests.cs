using System.Diagnostics;
using System.Text;

namespace Ontotwin.Sources.Tests.Fhir;

public class FhirFuzzTests
{
    private const string Seed = """
        {"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","_birthDate":{"extension":[{"url":"a\u00e9"}]},
        "name":[{"given":["A",null],"_given":[null,{"id":"x"}]}],"deceasedBoolean":false,"multipleBirthInteger":-1.50e+3}}]}
        {"resourceType":"Observation","subject":{"reference":"#a"},"contained":[{"id":"a"}]}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_documents_are_read_or_rejected_and_every_byte_is_accounted_for(int seed)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var original = Encoding.UTF8.GetBytes(Seed.ReplaceLineEndings("\n"));
        for (var round = 0; round < 20_000 && watch.ElapsedMilliseconds < 4_000; round++)
        {
            var bytes = Mutate(original, random);
            var document = new SourceDocument("fuzz", bytes);
            foreach (var item in FhirReader.Read(document))
            {
                if (item.Record is null) { Assert.NotEmpty(item.Diagnostics); continue; }
                Walk(item.Record, bytes.Length);
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = "{}[]\",:\\_n0"u8[random.Next(11)]; break;
                case 2: bytes = bytes[..Math.Max(1, at)]; break;
                default: bytes = [.. bytes[..at], .. original[random.Next(original.Length)..], .. bytes[at..]]; break;
            }
        }
        return bytes;
    }

    private static void Walk(SourceRecord record, int length)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            _ = record.TextOf(node);
            _ = record.PathOf(node);
            Assert.InRange(record.BytesOf(node).End, record.BytesOf(node).Start, length);
            if (record.NameOf(node) == "reference") { _ = FhirReferences.Resolve(new Field(record, node)); }
        }
    }
}
