using System.Text;
using Ontotwin.Graph;
using Ontotwin.Mapping.Plan;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// Which identifiers are one person, as declared by identity statements: a union-find over canonical keys. A group that holds a key the store knows is that
/// twin; any other is named by its first key in ordinal order, so that the order of documents does not matter. Not thread-safe.
/// </summary>
public sealed class IdentityTable
{
    private readonly IriMaker iris;
    private readonly Dictionary<Identifier, Identifier> parents = [];
    private readonly Dictionary<Identifier, TwinId> known = [];
    private readonly List<(Identifier Key, Origin Origin)> declared = [];
    private readonly List<SaidOfTwo> relations = [];
    private readonly Loans loans;
    private readonly List<Loan> saidLoans = [];
    private readonly Utf8Memo<NodeName> names = new(Limits.MemoPeople);
    private Dictionary<Identifier, TwinId>? resolved;

    /// <summary>An empty table.</summary>
    public IdentityTable(IriMaker iris) => (this.iris, loans) = (iris, new Loans(iris));

    /// <summary>Keys declared by documents, with where.</summary>
    public IReadOnlyList<(Identifier Key, Origin Origin)> Declared => declared;

    /// <summary>The other twins that are said to be one person with a twin: records that have the person in their key may be held under them. Null, the default: there are none.</summary>
    public Func<TwinId, IReadOnlyList<OtherTwin>>? OthersOf { get; set; }

    /// <summary>What documents say of two people. Nobody is one person with another by it alone: whether it holds, later statements tell.</summary>
    public IReadOnlyList<SaidOfTwo> Relations => relations;

    /// <summary>The same by the key's text in UTF-8: authority, U+001F, value.</summary>
    internal NodeName Name(ReadOnlySpan<byte> key)
    {
        if (names.TryGet(key, null, out var known)) { return known; }
        // An authority holds no separator: the value is what follows the first.
        var separator = key.IndexOf((byte)0x1f);
        var twin = Twin(new Identifier(Encoding.UTF8.GetString(key[..separator]), Encoding.UTF8.GetString(key[(separator + 1)..])));
        return names.Add(key, null, new NodeName(twin.Subject, twin));
    }

    /// <summary>Records that the store knows a key.</summary>
    public void AddKnown(Identifier key, TwinId twin)
    {
        known[key] = twin;
        parents.TryAdd(key, key);
        Forget();
    }

    /// <summary>Records what a document says of two people; both keys are declared, each by itself.</summary>
    public void AddRelation(SaidOfTwo said)
    {
        relations.Add(said);
        AddTogether([(said.Kept, said.Origin)]);
        AddTogether([(said.Other, said.Origin)]);
    }

    /// <summary>Records that a document says these keys are one person.</summary>
    public void AddTogether(IReadOnlyList<(Identifier Key, Origin Origin)> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            // A key is justified by the first document that declares it: what repeats it takes no memory.
            if (parents.TryAdd(keys[i].Key, keys[i].Key)) { declared.Add(keys[i]); }
            if (i > 0) { Union(keys[0].Key, keys[i].Key); }
        }
        Forget();
    }

    /// <summary>Whether any key is a person's for a time only.</summary>
    public bool HasLoans => loans.Any;

    /// <summary>What the documents say of such keys, each once.</summary>
    public IReadOnlyList<Loan> SaidLoans => saidLoans;

    /// <summary>Records that a document says that a key is a person's for a time (<c>during</c>): a device that is worn and handed on. The key itself is nobody's; a record under it is told by its own time.</summary>
    public void AddLoan(Loan loan)
    {
        AddTogether([(loan.Person, loan.Origin)]);
        if (loans.Add(loan)) { saidLoans.Add(loan); }
    }

    /// <summary>Records what the store knows of a loan.</summary>
    public void AddKnownLoan(Loan loan) => loans.Add(loan);

    /// <summary>The twin that stands for a key that is lent, and is no person.</summary>
    public TwinId LentTwin(Identifier key) => iris.Twin(key);

    /// <summary>Whether a twin stands for a key that is lent.</summary>
    public bool IsLent(TwinId twin) => loans.IsLent(twin);

    /// <summary>Who has a key at a time; null where nobody surely has it, and why.</summary>
    public TwinId? HolderAt(TwinId lent, PartialDateTime at, out string why) => loans.HolderAt(lent, at, Twin, out why);

    /// <summary>Whether a key is said to be two people's at one time.</summary>
    public bool IsContested(Identifier key) => loans.IsContested(key, Twin);

    /// <summary>The twin of a person known by this key; one that nobody declared is a person of its own.</summary>
    public TwinId Twin(Identifier key)
    {
        resolved ??= Resolve();
        return resolved.TryGetValue(key, out var twin) ? twin : iris.Twin(key);
    }

    /// <summary>Groups that join several twins the store holds apart: the first in ordinal order, and those that are the same person.</summary>
    public IEnumerable<(TwinId Kept, TwinId Joined)> Merges()
    {
        foreach (var group in known.GroupBy(k => Find(k.Key)))
        {
            var twins = group.Select(g => g.Value).Distinct().OrderBy(t => t.Value, StringComparer.Ordinal).ToList();
            foreach (var joined in twins.Skip(1)) { yield return (twins[0], joined); }
        }
    }

    // Whose twin a key is may have changed.
    private void Forget()
    {
        resolved = null;
        names.Clear();
        loans.Forget();
    }

    private Dictionary<Identifier, TwinId> Resolve()
    {
        var result = new Dictionary<Identifier, TwinId>();
        foreach (var group in parents.Keys.ToList().GroupBy(k => Find(k)))
        {
            var twins = group.Where(known.ContainsKey).Select(k => known[k]).OrderBy(t => t.Value, StringComparer.Ordinal).ToList();
            var twin = twins.Count > 0 ? twins[0] : iris.Twin(group.MinBy(k => k.ToString(), StringComparer.Ordinal));
            foreach (var key in group) { result[key] = twin; }
        }
        return result;
    }

    private Identifier Find(Identifier key)
    {
        while (parents[key] is var parent && parent != key)
        {
            parents[key] = parents[parent];
            key = parents[key];
        }
        return key;
    }

    private void Union(Identifier left, Identifier right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a != b) { parents[b] = a; }
    }
}
