using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One identity statement, compiled. In a FHIR bundle it runs on each resource of its type.</summary>
internal sealed class IdentityPlan
{
    private readonly IdentityDeclaration identity;
    // Keys of one repetition are one person's; of another, another's.
    private readonly CompiledKey[][] people;
    private readonly CompiledRelation[] relations;
    private readonly MapScope scope;
    private readonly LiftingRule rule;
    private readonly InstantReader instants;
    private readonly Func<Frame, Value>? when;
    private readonly Lazy<ModifiersRead> modifiers;

    public IdentityPlan(IdentityDeclaration identity, MappingServices services)
    {
        this.identity = identity;
        scope = new MapScope(services, identity.Module, "identity");
        rule = scope.Rule("key");
        var compiler = new ExpressionCompiler(scope);
        instants = new InstantReader(null, [], compiler);
        people = [.. identity.Keys.GroupBy(k => k.Loops).Select(g => g.Select(k => new CompiledKey(k, identity.Source, compiler)).ToArray())];
        relations = [.. identity.Relations.Select(r => new CompiledRelation(r, identity.Source, compiler))];
        modifiers = new(() => ModifiersRead.By(identity));
        when = identity.Source.When is null ? null : compiler.Compile(identity.Source.When);
    }

    public bool Fits(SourceRecord record) =>
        SelectorMatch.Fits(identity.Source, record) || (record is { Format: SourceFormat.Fhir, Type: "Bundle" } && identity.Source.Format == SourceFormat.Fhir);

    /// <summary>Whether it may fit a record of a document; false only when it fits none.</summary>
    public bool MayFit(string document, bool isDeclared) =>
        identity.Source.FilePattern is { } pattern ? isDeclared && SelectorMatch.FitsFile(pattern, document) : !isDeclared;

    /// <summary>Adds what the record says to the table.</summary>
    public void Run(SourceRecord record, SiteDeclaration? site)
    {
        var table = scope.Services.Identities;
        foreach (var found in Find(record, site))
        {
            var keys = found.Keys.ToLookup(k => k.Period is not null);
            // Where one key is a person's for a time, the others are lent to them and are nobody's.
            var isLoan = keys[true].Any();
            table.AddTogether([.. keys[isLoan].Select(k => (k.Key, k.From.ToOrigin()))]);
            if (keys[true].FirstOrDefault() is { Period: { } period } owner)
            {
                foreach (var key in keys[false]) { table.AddLoan(new Loan(key.Key, owner.Key, period.Since, period.Until, key.From.ToOrigin()) { IsUncertain = period.IsUncertain }); }
            }
            foreach (var said in found.Relations) { table.AddRelation(new SaidOfTwo(said.Kind, said.Kept.Key, said.Other.Key, said.Other.From.ToOrigin(), said.At)); }
        }
    }

    /// <summary>Whether a key of it is a person's for a time only.</summary>
    public bool IsForTime => identity.Keys.Any(k => k.Since is not null);

    /// <summary>Tells of keys in the record that are said to be several people's at one time, and of periods that cannot be read.</summary>
    public void TellContested(Frame frame)
    {
        foreach (var found in Find(frame.Record, frame.Site))
        {
            if (found.Keys.Find(k => k.Period is { IsUncertain: true }) is { Period: not null } unread)
            {
                frame.Report(Reject.LentCode, unread.From.Field, "a time of 'during' is no date of its form: what comes under the key in that time is nobody's", "write the dates as the map declares them");
            }
            else if (found.Keys.Find(k => k.Period is null && scope.Services.Identities.IsContested(k.Key)) is { Key.Value: not null } key && found.Keys.Exists(k => k.Period is not null))
            {
                frame.Report(Reject.LentCode, key.From.Field, "the key is said to be several people's at one time: what comes under it in that time is nobody's", "end the one period before the other begins");
            }
        }
    }

    /// <summary>What the record says, person by person.</summary>
    public IReadOnlyList<FoundIdentity> Find(SourceRecord record, SiteDeclaration? site)
    {
        if (record is not { Format: SourceFormat.Fhir, Type: "Bundle" } || identity.Source.Types.Contains("Bundle"))
        {
            return FindIn(record.Root, record, site);
        }
        var found = new List<FoundIdentity>();
        foreach (var resource in PathEvaluator.Resources(record.Root))
        {
            if (identity.Source.Types.IsEmpty || identity.Source.Types.Contains(resource.First("resourceType").Text)) { found.AddRange(FindIn(resource, record, site)); }
        }
        return found;
    }

    private List<FoundIdentity> FindIn(Field root, SourceRecord record, SiteDeclaration? site)
    {
        var frame = scope.Enter(record, site);
        frame.Root = root;
        frame.BeginHiding(modifiers);
        var found = new List<FoundIdentity>();
        // Of a resource that may not be used, nobody is known.
        if (!frame.Hides(root) && (when is null || when(frame).Truth == Truth.True))
        {
            foreach (var person in people) { Loop(frame, person[0].Loops, 0, () => found.Add(PersonOf(frame, person))); }
            var said = new FoundIdentity([], []);
            foreach (var relation in relations) { Loop(frame, relation.Loops, 0, () => Add(frame, relation, said.Relations)); }
            if (said.Relations.Count > 0) { found.Add(said); }
        }
        scope.Leave(frame);
        return found;
    }

    private FoundIdentity PersonOf(Frame frame, CompiledKey[] keys)
    {
        var found = new FoundIdentity([], []);
        foreach (var key in keys) { key.Add(frame, rule, found.Keys); }
        return found;
    }

    private void Add(Frame frame, CompiledRelation relation, List<FoundRelation> found)
    {
        var (kept, others) = (new List<FoundKey>(), new List<FoundKey>());
        relation.Kept.Add(frame, rule, kept);
        relation.Other.Add(frame, rule, others);
        var at = relation.At(frame) is { IsThere: true } said ? instants.Read(frame, said)?.Earliest : null;
        // Any key of the one stands for them; each of the other's is joined to it.
        if (kept.Count == 0) { return; }
        found.AddRange(others.Where(o => o.Key != kept[0].Key).Select(o => new FoundRelation(relation.Kind, kept[0], o, at)));
    }

    private static void Loop(Frame frame, (int Slot, Collector Source)[] loops, int depth, Action body)
    {
        if (depth == loops.Length) { body(); return; }
        var values = frame.Scratch.Values;
        var start = values.Count;
        loops[depth].Source(frame, values);
        var end = values.Count;
        for (var i = start; i < end; i++)
        {
            if (values[i].Kind != ValueKind.Field) { continue; }
            frame.SetVariable(loops[depth].Slot, values[i].Field);
            Loop(frame, loops, depth + 1, body);
        }
        values.RemoveRange(start, values.Count - start);
        frame.SetVariable(loops[depth].Slot, default);
    }

    private static (int Slot, Collector Source)[] Compile(IEnumerable<IdentityLoop> loops, ExpressionCompiler compiler) =>
        [.. loops.Select(l => (Source: compiler.CompileAll(l.Source), l.Variable)).Select(l => (compiler.Scope.Variable(l.Variable), l.Source))];

    private sealed class CompiledKey(IdentityKey key, SourceSelector source, ExpressionCompiler compiler)
    {
        private readonly Collector? each = key.Each is null ? null : compiler.CompileAll(key.Each);
        private readonly Func<Frame, Value> authority = compiler.Compile(key.Authority);
        private readonly Func<Frame, Value> value = compiler.Compile(key.Value);
        private readonly PeriodReader? period = key.Since is null ? null : new PeriodReader(key, source, compiler);

        public (int Slot, Collector Source)[] Loops { get; } = Compile(key.Loops, compiler);

        public void Add(Frame frame, LiftingRule rule, List<FoundKey> found)
        {
            if (each is null) { AddOne(frame, rule, found); return; }
            var values = frame.Scratch.Values;
            var start = values.Count;
            each(frame, values);
            var end = values.Count;
            for (var i = start; i < end; i++)
            {
                frame.Here = values[i].Field;
                AddOne(frame, rule, found);
            }
            values.RemoveRange(start, values.Count - start);
        }

        private void AddOne(Frame frame, LiftingRule rule, List<FoundKey> found)
        {
            var (who, what) = (authority(frame), value(frame));
            // Blanks and objects are nobody's number.
            if (!who.IsThere || !what.IsThere || what.AsText().Trim() is not { Length: > 0 } number) { return; }
            found.Add(new FoundKey(new Identifier(who.AsText(), number), frame.From(what.Field, rule), period?.Read(frame)));
        }
    }

    private sealed class CompiledRelation(IdentityRelation relation, SourceSelector source, ExpressionCompiler compiler)
    {
        public (int Slot, Collector Source)[] Loops { get; } = Compile(relation.Loops, compiler);

        public IdentityRelationKind Kind => relation.Kind;

        public CompiledKey Kept { get; } = new(relation.Kept, source, compiler);

        public CompiledKey Other { get; } = new(relation.Other, source, compiler);

        public Func<Frame, Value> At { get; } = compiler.Compile(relation.At);
    }
}

/// <summary>What a record says of people.</summary>
/// <param name="Keys">Keys of one person.</param>
/// <param name="Relations">What is said of two.</param>
internal sealed record FoundIdentity(List<FoundKey> Keys, List<FoundRelation> Relations)
{
    /// <summary>The fields of all keys.</summary>
    public IEnumerable<Field> Fields => Keys.Concat(Relations.SelectMany(r => new[] { r.Kept, r.Other })).Select(k => k.From.Field);
}

/// <summary>A key, where it stands, and the period for which the others are this person's; null where they are so always.</summary>
internal readonly record struct FoundKey(Identifier Key, LiftedFrom From, Period? Period);

/// <summary>What is said of two keys.</summary>
internal readonly record struct FoundRelation(IdentityRelationKind Kind, FoundKey Kept, FoundKey Other, DateTimeOffset? At);
