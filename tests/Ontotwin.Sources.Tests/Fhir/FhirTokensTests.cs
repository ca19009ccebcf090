using System.Text;
using System.Text.Json;
using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>What the places of its tokens give of a JSON object is what the framework's own reader gives, byte for byte; and of nothing else does it give anything.</summary>
public sealed class FhirTokensTests
{
    private const string Whole = """
        {"resourceType":"Bundle" ,  "a\"b\\":[1,-0.5e+7,true,false,null,"",{}, {"x":[]}],
         "text":{"div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">\u00e4\\\\\"é中文 \/ \n</div>"},	"entry":[{"fullUrl":"urn:uuid:1","resource":{"id":"p","_birthDate":{"extension":[{"url":"u","valueString":"v"}]}}}],
         "n":0,"m":123456789.0123456789, "last":"\\"}
        """;

    [Fact]
    public void Places_of_tokens_are_those_of_the_frameworks_reader()
    {
        // Each byte stands at each place of a block once.
        for (var shift = 0; shift < 130; shift++) { Assert.True(AreSame(Bytes(new string(' ', shift) + Whole), shift)); }
    }

    [Fact]
    public void Nothing_is_taken_that_the_frameworks_reader_refuses()
    {
        var random = new Random(20261130);
        var whole = Bytes(Whole);
        const string Odd = "\"\"\\\\{}[]:,,01-.eEtfn \n\t\0\u0001\u007fu";
        var (taken, refused) = (0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var bytes = whole.ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0: bytes[at] = (byte)Odd[random.Next(Odd.Length)]; break;
                    case 1: bytes.Insert(at, (byte)Odd[random.Next(Odd.Length)]); break;
                    default: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 4))); break;
                }
            }
            if (AreSame([.. bytes], 0)) { taken++; }
            else { refused++; }
        }
        Assert.True(taken > 5_000 && refused > 5_000, $"{taken} taken, {refused} refused: the changes are no test");
    }

    /// <summary>Whether the object was taken; fails where the two readers differ.</summary>
    private static bool AreSame(byte[] bytes, int start)
    {
        var names = new NameTable();
        var tree = new FhirTree(names);
        var isRead = new FhirTokens(bytes, names, tree, static (_, _, _) => { }).TryRead(start, out var next);
        var expected = Expected(bytes.AsSpan(start), start, out var end, out var isUsual);
        if (expected is null)
        {
            Assert.False(isRead, Encoding.UTF8.GetString(bytes));
            return false;
        }
        // What is not as FHIR's JSON is, or has more behind it, may be left to the reading token by token.
        if (!isRead && !isUsual) { return true; }
        Assert.True(isRead, Encoding.UTF8.GetString(bytes));
        Assert.Equal(end, next);
        Assert.Equal(expected, Enumerable.Range(0, tree.Nodes.Count).Select(i => tree.Nodes[i]).Select(n => (n.Start, n.Length)).ToList());
        return true;
    }

    // Start and length of the object and of each value in it, in document order; null where it is not well-formed.
    private static List<(int Start, int Length)>? Expected(ReadOnlySpan<byte> bytes, int offset, out int end, out bool isUsual)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        var (values, open, arrays) = (new List<(int, int)>(), new Stack<int>(), new Stack<bool>());
        (end, isUsual) = (0, true);
        try
        {
            while (reader.Read())
            {
                var at = offset + (int)reader.TokenStartIndex;
                if (values.Count == 0 && reader.TokenType != JsonTokenType.StartObject) { return null; }
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push(values.Count);
                        arrays.Push(false);
                        values.Add((at, 0));
                        break;
                    case JsonTokenType.EndObject:
                        arrays.Pop();
                        var own = open.Pop();
                        values[own] = (values[own].Item1, at + 1 - values[own].Item1);
                        break;
                    case JsonTokenType.StartArray:
                        isUsual &= !arrays.Peek();
                        arrays.Push(true);
                        break;
                    case JsonTokenType.EndArray: arrays.Pop(); break;
                    case JsonTokenType.PropertyName: break;
                    case JsonTokenType.String: values.Add((at + 1, reader.ValueSpan.Length)); break;
                    default: values.Add((at, reader.ValueSpan.Length)); break;
                }
                if (open.Count == 0)
                {
                    end = offset + (int)reader.BytesConsumed;
                    isUsual &= end == offset + bytes.Length;
                    return values;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return null;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
