using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One identity statement, compiled. In a FHIR bundle it runs on each resource of its type.</summary>
internal sealed class IdentityPlan
{
    private readonly IdentityDeclaration identity;
    private readonly (Collector? Each, Func<Frame, Value> Authority, Func<Frame, Value> Value)[] keys;

    private readonly MapScope scope;
    private readonly LiftingRule rule;

    public IdentityPlan(IdentityDeclaration identity, MappingServices services)
    {
        this.identity = identity;
        scope = new MapScope(services, identity.Module, "identity");
        rule = scope.Rule("key");
        var compiler = new ExpressionCompiler(scope);
        keys = [.. identity.Keys.Select(k => (k.Each is null ? null : compiler.CompileAll(k.Each), compiler.Compile(k.Authority), compiler.Compile(k.Value)))];
    }

    public bool Fits(SourceRecord record) =>
        SelectorMatch.Fits(identity.Source, record) || (record is { Format: SourceFormat.Fhir, Type: "Bundle" } && identity.Source.Format == SourceFormat.Fhir);

    /// <summary>Whether it may fit a record of a document; false only when it fits none.</summary>
    public bool MayFit(string document, bool isDeclared) =>
        identity.Source.FilePattern is { } pattern ? isDeclared && SelectorMatch.FitsFile(pattern, document) : !isDeclared;

    /// <summary>Adds what the record says to the table.</summary>
    public void Run(SourceRecord record, SiteDeclaration? site)
    {
        foreach (var keys in Find(record, site))
        {
            if (keys.Count > 0) { scope.Services.Identities.AddTogether([.. keys.Select(k => (k.Key, k.From.ToOrigin()))]); }
        }
    }

    /// <summary>The keys that the record says are one person's, a list a person.</summary>
    public IEnumerable<IReadOnlyList<(Identifier Key, LiftedFrom From)>> Find(SourceRecord record, SiteDeclaration? site)
    {
        if (record is not { Format: SourceFormat.Fhir, Type: "Bundle" } || identity.Source.Types.Contains("Bundle"))
        {
            yield return FindIn(record.Root, record, site);
            yield break;
        }
        foreach (var resource in PathEvaluator.Resources(record.Root))
        {
            if (identity.Source.Types.IsEmpty || identity.Source.Types.Contains(resource.First("resourceType").Text)) { yield return FindIn(resource, record, site); }
        }
    }

    private List<(Identifier Key, LiftedFrom From)> FindIn(Field root, SourceRecord record, SiteDeclaration? site)
    {
        var frame = scope.Enter(record, site);
        frame.Root = root;
        var found = new List<(Identifier Key, LiftedFrom From)>();
        foreach (var (each, authority, value) in keys)
        {
            if (each is null) { Add(frame, authority, value, found); }
            else { AddEach(frame, each, authority, value, found); }
        }
        scope.Leave(frame);
        return found;
    }

    private void AddEach(Frame frame, Collector each, Func<Frame, Value> authority, Func<Frame, Value> value, List<(Identifier, LiftedFrom)> found)
    {
        var values = frame.Scratch.Values;
        var start = values.Count;
        each(frame, values);
        var end = values.Count;
        for (var i = start; i < end; i++)
        {
            frame.Here = values[i].Field;
            Add(frame, authority, value, found);
        }
        values.RemoveRange(start, values.Count - start);
    }

    private void Add(Frame frame, Func<Frame, Value> authority, Func<Frame, Value> value, List<(Identifier, LiftedFrom)> found)
    {
        var (who, what) = (authority(frame), value(frame));
        if (!who.IsThere || !what.IsThere) { return; }
        found.Add((new Identifier(who.AsText(), what.AsText().Trim()), frame.From(what.Field, rule)));
    }
}
