using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Reading;

/// <summary>
/// Brings what sources write for an assigning authority to one canonical form: by the program's table, else an OID as <c>urn:oid:…</c>, a URI as it is, and
/// a bare name as one of its sender's.
/// </summary>
internal static class AuthorityReader
{
    public static Value Read(Frame frame, Value value)
    {
        if (!value.IsThere) { return value.Kind == ValueKind.Field ? Value.Absent : value; }
        var candidates = Candidates(value).Where(c => c.Length > 0).ToList();
        foreach (var candidate in candidates)
        {
            if (frame.Services.Program.Authorities.TryGetValue(candidate, out var known)) { return Value.OfText(known, value.Field); }
        }
        return candidates.Count == 0 ? Value.Absent : Value.OfText(Canonical(frame, candidates), value.Field);
    }

    // HD: namespace & universal id & its type.
    private static IEnumerable<string> Candidates(Value value)
    {
        if (value.Kind != ValueKind.Field || value.Field.Record?.Format != SourceFormat.Hl7v2) { return [value.AsText().Trim()]; }
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
        return uri ?? $"{SenderScope.Of(frame.Record, frame.Site)}:{Uri.EscapeDataString(candidates[^1])}";
    }

    private static bool IsOid(string text) => text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '.');
}
