using System.Security.Cryptography;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// The whole way of documents into a store: who is who, mapping, keeping. The store remembers by which maps each document was read and what of it gave
/// nothing, so that a document is read again only by the maps that differ.
/// </summary>
public sealed class DocumentIngestion
{
    private const string SecretSetting = "iri-secret";
    private readonly IGraphStore store;
    private readonly RunReport report;
    private readonly MappingServices services;
    private readonly Mapper mapper;
    private readonly RuleSet rules;
    private readonly RuleSets sets;
    private readonly TimeProvider clock = TimeProvider.System;

    private DocumentIngestion(IGraphStore store, RunReport report, MappingServices services, string? site)
    {
        (this.store, this.report, this.services) = (store, report, services);
        mapper = new Mapper(services) { SiteName = site };
        rules = RuleSet.Of(services.Program, site);
        sets = new RuleSets(services.Program, rules, store);
    }

    /// <summary>Takes remarks.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; set; }

    /// <summary>Takes rejects.</summary>
    public Action<Reject>? OnReject { get; set; }

    /// <summary>Told of every document in each of the two passes.</summary>
    public Action<string>? OnDocument { get; set; }

    /// <summary>Prepares to ingest: the store's own secret makes the IRIs, and is made on first use.</summary>
    /// <exception cref="GraphStoreException">The store cannot be used.</exception>
    public static async Task<DocumentIngestion> CreateAsync(TwinProgram program, IGraphStore store, RunReport report, string? site, CancellationToken cancellationToken)
    {
        var secret = await store.GetSettingAsync(SecretSetting, cancellationToken)
            ?? await store.SetSettingOnceAsync(SecretSetting, RandomNumberGenerator.GetBytes(32), cancellationToken);
        var iris = new IriMaker(secret);
        return new DocumentIngestion(store, report, new MappingServices(program, new IdentityTable(iris), iris), site);
    }

    /// <summary>
    /// Ingests documents in the order given. One that the same maps have read is left alone; one that was read by others is read by those that differ, and the
    /// difference is applied.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be written; what was kept before stays.</exception>
    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        await rules.SaveAsync(store, cancellationToken);
        var work = await DocumentsToRead.OfAsync(files, store, sets, cancellationToken);
        TellMissingPartners();
        await DocumentsToRead.BeginAsync(store, cancellationToken);
        report.SetRemapping(work.Unchanged, work.Changed.Count);
        string[] given = [.. work.Changed.Select(c => c.Entry.Name), .. work.Unread];
        Pass(null, null, null).Identify(given, cancellationToken);
        var concerned = await ConcernedAsync(given, cancellationToken);
        work = work with { Changed = [.. work.Changed.Concat(concerned).OrderBy(c => c.Entry.FirstRead)] };
        var ingestion = await IdentifyAsync([.. concerned.Select(c => c.Entry.Name)], isDryRun: false, cancellationToken);
        // A message that only says who is who has no twin of its own to be kept with.
        await ingestion.KeepAliasesAsync(cancellationToken);
        await KnowMergedAsync(cancellationToken);
        if (work.Changed.Count > 0) { await ApplyAsync(await PlanAsync(work.Changed, cancellationToken), cancellationToken); }
        foreach (var file in work.Unread) { await KeepAsync(file, ingestion, cancellationToken); }
        report.SetMapRuns(mapper.Runs);
        report.SetTwins(ingestion.Touched.Count + report.Twins);
    }

    /// <summary>What the program's maps would change of what the store's documents gave, where they differ from those that read them. Changes nothing.</summary>
    /// <param name="only">Names of the documents that are asked about; null: all of the store.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<RemapPlan> PlanAsync(IReadOnlyCollection<string>? only, CancellationToken cancellationToken)
    {
        var changed = new List<DocumentToReread>();
        await foreach (var entry in store.DocumentsAsync(cancellationToken))
        {
            if (only?.Contains(entry.Name) != false && await sets.DifferingAsync(entry, cancellationToken) is { Count: > 0 } maps) { changed.Add(new DocumentToReread(entry, maps)); }
        }
        TellMissingPartners();
        return await PlanAvailableAsync(changed, cancellationToken);
    }

    /// <summary>Reads again the documents of which something gave nothing, and says what of it gives something now. Changes nothing.</summary>
    /// <param name="which">Which documents.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<RemapPlan> PlanRejectsAsync(Func<KeptDocument, bool> which, CancellationToken cancellationToken)
    {
        var rejected = new List<DocumentToReread>();
        await foreach (var entry in store.DocumentsAsync(cancellationToken))
        {
            if (entry.RejectCount == 0 || !which(entry)) { continue; }
            var maps = rules.Maps.Keys.Union(await sets.DifferingAsync(entry, cancellationToken)).ToHashSet(StringComparer.Ordinal);
            rejected.Add(new DocumentToReread(entry, maps));
        }
        return await PlanAvailableAsync(rejected, cancellationToken);
    }

    /// <summary>
    /// Runs some maps on the documents that told of a twin, and on those of which something was rejected, and takes down what became of each statement. Changes nothing.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<DocumentTrace>> TraceAsync(TwinId twin, IReadOnlySet<string> maps, CancellationToken cancellationToken)
    {
        var documents = new List<KeptDocument>();
        var person = TwinGroups.Of(await store.LinksAsync(cancellationToken), null).Members(twin);
        await foreach (var entry in store.DocumentsAsync(cancellationToken))
        {
            if (entry.Twins.Any(person.Contains) || entry.RejectCount > 0) { documents.Add(entry); }
        }
        await IdentifyAsync([.. documents.Where(IsThere).Select(d => d.Name)], isDryRun: true, cancellationToken);
        var trace = new RunTrace();
        var tracer = new DocumentTracer(new Mapper(services with { Trace = trace }) { SiteName = mapper.SiteName }, trace, InputFiles.ReaderOf(services.Program), person);
        return [.. documents.Select(d => IsThere(d) ? tracer.Trace(d, maps, cancellationToken) : new DocumentTrace(d, false, [], [])).Where(t => t.Document.Twins.Any(person.Contains) || t.Steps.Count > 0 || t.Rejects.Count > 0)];
    }

    /// <summary>Applies a plan: each twin's change atomically, then what the store knows of the documents.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written; the changes of twins before this one are kept.</exception>
    public async Task ApplyAsync(RemapPlan plan, CancellationToken cancellationToken)
    {
        await rules.SaveAsync(store, cancellationToken);
        foreach (var twin in plan.Twins) { await MergedStore.Apart(store).ApplyAsync(twin.Delta, cancellationToken); }
        foreach (var entry in plan.Entries) { await store.KeepDocumentAsync(entry, cancellationToken); }
        report.SetTwins(plan.Twins.Count);
    }

    // A document that has another content is another document: what this one gave cannot be told again.
    private async Task<RemapPlan> PlanAvailableAsync(List<DocumentToReread> documents, CancellationToken cancellationToken)
    {
        var available = documents.ToLookup(d => IsThere(d.Entry));
        await IdentifyAsync([.. available[true].Select(d => d.Entry.Name)], isDryRun: true, cancellationToken);
        var plan = await PlanAsync([.. available[true]], cancellationToken);
        report.SetMapRuns(mapper.Runs);
        return plan with { Unavailable = [.. available[false].Select(d => d.Entry)], Maps = documents.SelectMany(d => d.Maps).ToHashSet(StringComparer.Ordinal) };
    }

    private static bool IsThere(KeptDocument entry) => InputFiles.Open(entry.Name, out _) is { } document && (entry.Hash.Length == 0 || document.Hash == entry.Hash);

    private async Task<Ingestion> IdentifyAsync(List<string> files, bool isDryRun, CancellationToken cancellationToken)
    {
        Pass(null, null, null).Identify(files, cancellationToken);
        var ingestion = new Ingestion(store, services.Identities, services.Program.Hash, services.Program.Ontology, clock) { OnDiagnostic = Remark };
        await ingestion.RecallAsync(cancellationToken);
        if (!isDryRun) { await ingestion.MergeAsync(cancellationToken); }
        await KnowMergedAsync(cancellationToken);
        return ingestion;
    }

    private async Task<IReadOnlyList<DocumentToReread>> ConcernedAsync(string[] given, CancellationToken cancellationToken)
    {
        var concerned = (await HandedOn.ConcernedAsync(store, services.Identities, given.ToHashSet(StringComparer.Ordinal), cancellationToken)).ToLookup(IsThere);
        foreach (var gone in concerned[false])
        {
            Remark(new Diagnostic("OT8124", Severity.Warning, "a document tells of a key that is said to be a person's for a time, and is not there any more: what it gave stays with whom it was given to")
            {
                Place = new SourcePlace(gone.Name, "", default), Hint = "put the document back and ingest again what says who has the key",
            });
        }
        return [.. concerned[true].Select(d => new DocumentToReread(d, rules.Maps.Keys.ToHashSet(StringComparer.Ordinal)))];
    }

    // A record that has a person in its key may be held under any of the twins that are this person.
    private async Task KnowMergedAsync(CancellationToken cancellationToken)
    {
        var links = await store.LinksAsync(cancellationToken);
        var groups = TwinGroups.Of(links, null);
        if (groups.IsEmpty) { services.Identities.OthersOf = null; return; }
        var authorities = links.SelectMany(l => new[] { (Twin: l.Kept, Key: l.KeptKey), (Twin: l.Other, Key: l.OtherKey) }).GroupBy(a => a.Twin).ToDictionary(g => g.Key, g => g.Select(a => a.Key.Authority).ToHashSet(StringComparer.Ordinal));
        var others = new Dictionary<TwinId, IReadOnlyList<OtherTwin>>();
        services.Identities.OthersOf = twin =>
        {
            if (!others.TryGetValue(twin, out var known)) { others.Add(twin, known = [.. groups.Members(twin).Where(m => m != twin).Select(m => new OtherTwin(m, authorities[m]))]); }
            return known;
        };
    }

    private async Task KeepAsync(string file, Ingestion ingestion, CancellationToken cancellationToken)
    {
        // What is joined to others has no records of its own, and is known with them.
        if (sets.IsPartner(file)) { report.AddDocument(file); return; }
        SourceDocument? document = null;
        var rejects = new List<Reject>();
        var (given, read) = (new GivenByDocument(), new MapsRead());
        foreach (var (_, mapped) in Pass(null, rejects, d => document = d, read).Map([file], cancellationToken)) { given.Add(mapped); }
        ingestion.OnReject = reject =>
        {
            rejects.Add(reject);
            report.AddReject(reject);
            OnReject?.Invoke(reject);
        };
        var twins = document is null ? [] : await ingestion.KeepAsync(document, given, cancellationToken);
        await store.KeepDocumentAsync(RejectsKept.In(new KeptDocument(file, document?.Hash ?? "", clock.GetUtcNow(), sets.IdFor(file, document is null ? null : read.Names)) { Twins = [.. twins] }, rejects), cancellationToken);
        // It can be opened now: that it could not is no longer so.
        if (document is not null && await store.FindDocumentAsync(file, "", cancellationToken) is { RejectCount: > 0 } unopened)
        {
            await store.KeepDocumentAsync(unopened with { Rejects = [], RejectCount = 0 }, cancellationToken);
        }
    }

    private async Task<RemapPlan> PlanAsync(IReadOnlyList<DocumentToReread> documents, CancellationToken cancellationToken)
    {
        var remapping = new Remapping(MergedStore.Apart(store), clock) { OnDiagnostic = Remark };
        var entries = new List<KeptDocument>();
        foreach (var (entry, maps) in documents)
        {
            SourceDocument? document = null;
            var rejects = new List<Reject>();
            var fitting = new MapsRead();
            var mapped = Pass(maps, rejects, d => document = d, fitting).Map([entry.Name], cancellationToken).Select(m => m.Mapped).ToList();
            var read = document is null ? entry : entry with { Hash = document.Hash };
            var twins = remapping.Add(read, maps, mapped, [.. sets.PartnersOf(entry.Name).SelectMany(InputFiles.NamesBeside)]);
            var isWhole = rules.Maps.Keys.All(maps.Contains);
            entries.Add(RejectsKept.Again(read with { Rules = sets.IdFor(entry.Name, document is null ? null : fitting.Names), Twins = [.. isWhole ? twins : twins.Union(entry.Twins)] }, entry, maps, mapped, rejects));
            if (read.Hash != entry.Hash) { entries.Add(entry with { Rejects = [], RejectCount = 0 }); }
        }
        return new RemapPlan([.. documents.Select(d => d.Entry)], [], documents.SelectMany(d => d.Maps).ToHashSet(StringComparer.Ordinal), await remapping.PlanAsync(cancellationToken)) { Entries = entries };
    }

    private DocumentPass Pass(IReadOnlySet<string>? maps, List<Reject>? rejects, Action<SourceDocument>? onOpened, MapsRead? read = null) => new(mapper, InputFiles.ReaderOf(services.Program), report)
    {
        OnDocument = OnDocument,
        OnDiagnostic = OnDiagnostic,
        OnOpened = onOpened,
        MapsRead = read,
        MapsOf = maps is null ? null : _ => maps,
        OnReject = reject =>
        {
            rejects?.Add(reject);
            OnReject?.Invoke(reject);
        },
    };

    private void TellMissingPartners()
    {
        foreach (var missing in sets.MissingPartners()) { Remark(missing); }
    }

    private void Remark(Diagnostic remark)
    {
        report.AddRemark();
        OnDiagnostic?.Invoke(remark);
    }
}
