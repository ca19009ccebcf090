using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Writes a code by way of a lookup: each coding of the value is looked up, by system first; a miss does what the lookup says.</summary>
internal sealed class LookupWriter : IValueWriter
{
    private readonly OntologyProperty property;
    private readonly string name;
    private readonly LookupDeclaration lookup;
    private readonly IReadOnlyDictionary<string, Code> entries;
    private readonly LiftingRule rule;
    private readonly CodingMemo<LookedUp> memo = new();

    public LookupWriter(OntologyProperty property, string name, LiftingRule rule, MapScope scope)
    {
        (this.property, this.name) = (property, name);
        lookup = scope.Services.Program.Lookups[name];
        entries = scope.Services.LookupOverrides.GetValueOrDefault(name) ?? lookup.Entries;
        this.rule = rule with { Lookups = $"{name}@{lookup.Version}" };
    }

    public bool Write(Frame frame, NodeChange node, Value value)
    {
        var found = memo.Get(frame, value, null, this, static (writer, frame, value, _) => writer.Find(frame, value));
        if (found.IsMiss && !Miss(frame, value)) { return false; }
        if (found is { Terms: null, IsMiss: false } && Value.IsGroup(value)) { frame.ReportGroup(value); }
        if (found.Terms is not null) { Codes.Write(node, property, found.Terms, frame.From(value.Field, rule)); }
        return true;
    }

    private LookedUp Find(Frame frame, Value value)
    {
        var codings = CodeReader.Read(frame, value, null).ToList();
        foreach (var coding in codings)
        {
            if (!entries.TryGetValue($"{coding.System}|{coding.Value}", out var mapped) && !entries.TryGetValue($"|{coding.Value}", out mapped)
                && !(coding.System.Length == 0 && entries.TryGetValue($"?|{coding.Value}", out mapped))) { continue; }
            return new LookedUp(Codes.TermsOf(frame, property, mapped, coding), IsMiss: false);
        }
        // A code that already is of a standard system is worth more than one of a local table.
        return codings.Count == 0 ? new LookedUp(null, IsMiss: false)
            : lookup.OnMiss == MissPolicy.Keep && (codings.Find(c => c.System.StartsWith("http", StringComparison.Ordinal)) ?? codings[0]) is var kept
            ? new LookedUp(Codes.TermsOf(frame, property, kept, kept), IsMiss: true)
            : new LookedUp(null, IsMiss: true);
    }

    // False when the node must be rejected.
    private bool Miss(Frame frame, Value value)
    {
        switch (lookup.OnMiss)
        {
            case MissPolicy.Keep:
                if (!property.IsObjectProperty) { frame.Report("OT4107", value.Field, $"the lookup '{name}' does not know the word, which is kept as it is written", "add it to the table"); }
                return true;
            case MissPolicy.Quarantine:
                frame.RejectAt("OT4101", value.Field, rule, $"the lookup '{name}' does not know the code");
                return false;
            default:
                throw new RecordRejectedException(new Reject(value.Field.Place, rule.Name, "OT4102", $"the lookup '{name}' does not know the code, and a miss rejects the record"));
        }
    }

    private sealed record LookedUp(CodedTerms? Terms, bool IsMiss);
}
