using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The set of a program's maps, and those that documents were read by before. A document that maps join others to was read by a set and those others.</summary>
internal sealed class RuleSets(TwinProgram program, RuleSet current, IGraphStore store)
{
    private readonly Dictionary<string, (RuleSet Set, IReadOnlySet<string> Differing)> earlier = [];
    private readonly DocumentReader reader = InputFiles.ReaderOf(program);
    private readonly Dictionary<string, string?> partnerHashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSelector> selectors = program.Maps.DistinctBy(m => m.FullName).ToDictionary(m => m.FullName, m => m.Source, StringComparer.Ordinal);
    private readonly List<string> joining = [.. program.Maps.Where(m => !m.Source.Joins.IsEmpty).Select(m => m.FullName)];

    /// <summary>Whether a document has no records of its own.</summary>
    public bool IsPartner(string name) => reader.IsPartner(name);

    /// <summary>Paths of the documents that are joined to one of this name.</summary>
    public IReadOnlyList<string> PartnersOf(string name) => joining.Count == 0 ? [] : reader.PartnersOf(name);

    /// <summary>What a document of this name is read by now: the set, what is joined to it, and the maps that read it; null: nobody knows which.</summary>
    public string IdFor(string name, IReadOnlySet<string>? read)
    {
        var numbers = read is null ? null : current.Maps.Keys.Index().Where(m => read.Contains(m.Item)).Select(m => m.Index).ToList();
        return new ReadBy(current.Id, HashOfPartners(name), numbers).ToString();
    }

    /// <summary>The maps that would give something else of a document than those that read it; empty when none would.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<IReadOnlySet<string>> DifferingAsync(KeptDocument document, CancellationToken cancellationToken)
    {
        var by = ReadBy.Parse(document.Rules);
        if (by.Set == current.Id && joining.Count == 0) { return new HashSet<string>(); }
        if (!earlier.TryGetValue(by.Set, out var then))
        {
            var set = by.Set == current.Id ? current : await RuleSet.LoadAsync(store, by.Set, cancellationToken);
            earlier.Add(by.Set, then = (set, current.DifferingFrom(set)));
        }
        var names = by.Maps is null ? null : then.Set.Maps.Keys.Index().IntersectBy(by.Maps, m => m.Index).Select(m => m.Item).ToHashSet(StringComparer.Ordinal);
        bool Concerns(string map) => IsConcerned(document.Name, map, then.Set, names);
        // A partner that is not there now (a drive that is not mounted, a copy half done) takes nothing back: what the document gave with it stays.
        var gone = PartnersOf(document.Name).Where(p => HashOfPartner(p) is null).ToList();
        foreach (var partner in gone) { missing.TryAdd(partner, document.Name); }
        if (gone.Count > 0) { return then.Differing.Except(joining).Where(Concerns).ToHashSet(StringComparer.Ordinal); }
        var isSame = HashOfPartners(document.Name) == by.Partners;
        return then.Differing.Where(Concerns).Union(isSame ? [] : joining.Where(m => reader.MayRead(selectors[m], document.Name) || Concerns(m))).ToHashSet(StringComparer.Ordinal);
    }

    // A map that read nothing of the document, and would be asked the same of it, gives nothing of it now. What is no map's own (who is who) bears on all documents.
    private bool IsConcerned(string document, string map, RuleSet then, HashSet<string>? read) =>
        read is null || then.Common != current.Common || read.Contains(map) || (selectors.TryGetValue(map, out var selector) && !current.SelectsAs(then, map) && reader.MayRead(selector, document));

    /// <summary>What is to be said of joined files that were asked for and cannot be read, each once, by its path.</summary>
    public IEnumerable<Diagnostic> MissingPartners() => missing.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m =>
        new Diagnostic("OT6206", Severity.Warning, $"'{m.Key}', which maps join to the document, is not there or cannot be read: what the document gave with it stays as it is, and is not compared")
        {
            Place = new SourcePlace(m.Value, "", default), Hint = "put the file where it was, and ask again",
        });

    private string HashOfPartners(string name)
    {
        var partners = PartnersOf(name);
        if (partners.Count == 0) { return ""; }
        var hashes = partners.Select(p => HashOfPartner(p) ?? "none");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes))))[..32];
    }

    // Many documents of a folder have one partner: it is read once a run. Null when it cannot be.
    private string? HashOfPartner(string path)
    {
        if (!partnerHashes.TryGetValue(path, out var hash)) { partnerHashes.Add(path, hash = InputFiles.OpenBeside(path)?.Hash); }
        return hash;
    }
}
