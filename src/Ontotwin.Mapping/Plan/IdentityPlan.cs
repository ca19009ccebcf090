using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One identity statement, compiled. In a FHIR bundle it runs on each resource of its type.</summary>
internal sealed class IdentityPlan
{
    private readonly IdentityDeclaration identity;
    private readonly (Func<Frame, IEnumerable<Value>>? Each, Func<Frame, Value> Authority, Func<Frame, Value> Value)[] keys;

    public IdentityPlan(IdentityDeclaration identity, ExpressionCompiler compiler)
    {
        this.identity = identity;
        keys = [.. identity.Keys.Select(k => (k.Each is null ? null : compiler.CompileAll(k.Each), compiler.Compile(k.Authority), compiler.Compile(k.Value)))];
    }

    public bool Fits(SourceRecord record) =>
        SelectorMatch.Fits(identity.Source, record) || (record is { Format: SourceFormat.Fhir, Type: "Bundle" } && identity.Source.Format == SourceFormat.Fhir);

    public void Run(SourceRecord record, SiteDeclaration? site, MappingServices services)
    {
        if (record is not { Format: SourceFormat.Fhir, Type: "Bundle" } || identity.Source.Types.Contains("Bundle"))
        {
            RunOn(record.Root, record, site, services);
            return;
        }
        foreach (var resource in PathEvaluator.Resources(record.Root))
        {
            if (identity.Source.Types.IsEmpty || identity.Source.Types.Contains(resource.First("resourceType").Text)) { RunOn(resource, record, site, services); }
        }
    }

    private void RunOn(Field root, SourceRecord record, SiteDeclaration? site, MappingServices services)
    {
        var frame = new Frame(record, site, services, identity.Module, "identity") { Root = root };
        var found = new List<(Identifier Key, Origin Origin)>();
        foreach (var (each, authority, value) in keys)
        {
            if (each is null) { Add(frame, authority, value, found); continue; }
            foreach (var repetition in each(frame).ToList())
            {
                frame.Here = repetition.Field;
                Add(frame, authority, value, found);
            }
        }
        if (found.Count > 0) { services.Identities.AddTogether(found); }
    }

    private static void Add(Frame frame, Func<Frame, Value> authority, Func<Frame, Value> value, List<(Identifier, Origin)> found)
    {
        var (who, what) = (authority(frame), value(frame));
        if (!who.IsThere || !what.IsThere) { return; }
        found.Add((new Identifier(who.AsText(), what.AsText().Trim()), frame.OriginOf(what.Field, "key")));
    }
}
