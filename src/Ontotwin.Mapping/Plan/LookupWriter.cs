using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Writes a code by way of a lookup: each coding of the value is looked up, by system first; a miss does what the lookup says.</summary>
internal sealed class LookupWriter(OntologyProperty property, string lookup) : IValueWriter
{
    public bool Write(Frame frame, NodeUnderWay node, Value value, string statement)
    {
        var declaration = frame.Services.Program.Lookups[lookup];
        var entries = frame.Services.LookupOverrides.GetValueOrDefault(lookup) ?? declaration.Entries;
        var codings = CodeReader.Read(frame, value, null).ToList();
        if (codings.Count == 0) { return true; }
        var origin = frame.OriginOf(value.Field, statement, $"{lookup}@{declaration.Version}");
        foreach (var coding in codings)
        {
            if (!entries.TryGetValue($"{coding.System}|{coding.Value}", out var mapped) && !entries.TryGetValue($"|{coding.Value}", out mapped)) { continue; }
            Codes.Write(frame, node, property, mapped, coding, origin);
            return true;
        }
        return Miss(frame, node, value, codings, declaration, origin, statement);
    }

    private bool Miss(Frame frame, NodeUnderWay node, Value value, List<Code> codings, LookupDeclaration declaration, Graph.Origin origin, string statement)
    {
        switch (declaration.OnMiss)
        {
            case MissPolicy.Keep:
                if (!property.IsObjectProperty) { frame.Report("OT4107", value.Field, $"the lookup '{lookup}' does not know the word, which is kept as it is written", "add it to the table"); }
                // A code that already is of a standard system is worth more than one of a local table.
                var kept = codings.Find(c => c.System.StartsWith("http", StringComparison.Ordinal)) ?? codings[0];
                Codes.Write(frame, node, property, kept, kept, origin);
                return true;
            case MissPolicy.Quarantine:
                frame.RejectAt("OT4101", value.Field, statement, $"the lookup '{lookup}' does not know the code");
                return false;
            default:
                throw new RecordRejectedException(new Reject(value.Field.Place, frame.Rule(statement), "OT4102", $"the lookup '{lookup}' does not know the code, and a miss rejects the record"));
        }
    }
}
