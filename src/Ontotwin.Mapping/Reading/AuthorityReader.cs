using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Reading;

/// <summary>
/// Brings what sources write for an assigning authority to one canonical form: by the program's table, else an OID as <c>urn:oid:…</c>, a URI as it is, and
/// a bare name as one of its sender's.
/// </summary>
internal sealed class AuthorityReader
{
    private const byte Separator = 0x1f;
    private readonly Utf8Memo<string> memo = new();

    public Value Read(Frame frame, Value value)
    {
        if (!value.IsThere) { return value.Kind == ValueKind.Field ? Value.Absent : value; }
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        AppendParts(value, buffer);
        var key = buffer.From(start);
        // What a bare name means depends on who sent it, and on nothing else of the record.
        var canonical = memo.TryGet(key, frame.Sender, out var known) ? known : memo.Add(key, frame.Sender, Canonical(frame, value));
        buffer.Length = start;
        return canonical.Length == 0 ? Value.Absent : Value.OfText(canonical, value.Field);
    }

    private static void AppendParts(Value value, Utf8Buffer buffer)
    {
        if (!IsComposite(value))
        {
            value.AppendTo(buffer);
            return;
        }
        buffer.Append(value.Field.First("1").Utf8);
        buffer.Append(Separator);
        buffer.Append(value.Field.First("2").Utf8);
        buffer.Append(Separator);
        buffer.Append(value.Field.First("3").Utf8);
    }

    private static bool IsComposite(Value value) => value.Kind == ValueKind.Field && value.Field.Record?.Format == SourceFormat.Hl7v2;

    // Empty when the value names nobody.
    private static string Canonical(Frame frame, Value value)
    {
        var candidates = Candidates(value).Where(c => c.Length > 0).ToList();
        foreach (var candidate in candidates)
        {
            if (frame.Services.Program.Authorities.TryGetValue(candidate, out var known)) { return known; }
        }
        return candidates.Count == 0 ? "" : Canonical(frame, candidates);
    }

    // HD: namespace & universal id & its type.
    private static IEnumerable<string> Candidates(Value value)
    {
        if (!IsComposite(value)) { return [value.AsText().Trim()]; }
        var parts = new[] { Part(value.Field, "1"), Part(value.Field, "2"), Part(value.Field, "3") };
        return [string.Join('&', parts).TrimEnd('&'), parts[1], parts[0]];
    }

    private static string Part(Field field, string number) => field.First(number).Text;

    // A bare name means what its sender means by it.
    private static string Canonical(Frame frame, List<string> candidates)
    {
        var universal = candidates.Find(IsOid);
        if (universal is not null) { return "urn:oid:" + universal; }
        var uri = candidates.Find(c => c.Contains(':', StringComparison.Ordinal) && !c.Contains('&', StringComparison.Ordinal));
        return uri ?? $"{frame.Sender}:{Uri.EscapeDataString(candidates[^1])}";
    }

    private static bool IsOid(string text) => text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '.');
}
