using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Antlr4.Runtime;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Tells of every map whether what it gives may have changed: a hash over its words (without comments and blanks), those of the functions and shapes it uses, the
/// content of the lookups it uses, and what bears on every map: the ontology's axioms, identities, sites, tables of authorities, codes and units.
/// </summary>
internal sealed class MapFingerprints
{
    private readonly List<(string Name, string[] Words)> maps = [];
    private readonly Dictionary<string, string[]> definitions = [];
    private readonly SortedSet<string> everywhere = new(StringComparer.Ordinal);

    /// <summary>Takes a map of a module.</summary>
    public void AddMap(SyntaxFile file, ModuleName module, string name, ParserRuleContext tree) => maps.Add((MapDeclaration.NameOf(module, name), [module.Version, .. Words(file, tree)]));

    /// <summary>Takes a function or a shape.</summary>
    public void AddDefinition(SyntaxFile file, string name, ParserRuleContext tree) => definitions.TryAdd(name, Words(file, tree));

    /// <summary>Takes a statement that bears on every map.</summary>
    public void AddForAll(SyntaxFile file, ModuleName module, ParserRuleContext tree) => everywhere.Add(string.Join('\u001f', [module.Name, module.Version, .. Words(file, tree)]));

    /// <summary>The program with the hash of every map by its full name, and of what bears on all of them, lower-case hex.</summary>
    public TwinProgram Of(TwinProgram program)
    {
        var forAll = new StringBuilder(program.Ontology.ContentHash).Append('\n').AppendJoin('\n', everywhere).Append('\n');
        foreach (var table in (ImmutableDictionary<string, string>[])[program.Authorities, program.CodeSystems, program.UnitAliases])
        {
            forAll.AppendJoin('\n', table.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + "\u001f" + e.Value)).Append('\n');
        }
        var common = Hash(forAll.ToString());
        var lookups = program.Lookups.ToDictionary(l => l.Key, l => Hash(Text(l.Value)));
        var hashes = maps.DistinctBy(m => m.Name).ToImmutableSortedDictionary(m => m.Name, m => Hash(common + "\n" + string.Join('\n', Used(m.Words, lookups))), StringComparer.Ordinal);
        return program with { MapHashes = hashes, CommonHash = common };
    }

    // A map's words, and behind them those of every function and shape that they or another one name, and the lookups.
    private IEnumerable<string> Used(string[] words, Dictionary<string, string> lookups)
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string[]>([words]));
        while (open.TryDequeue(out var next))
        {
            yield return string.Join('\u001f', next);
            foreach (var word in next.Select(w => w.Trim('`')).Where(w => (definitions.ContainsKey(w) || lookups.ContainsKey(w)) && seen.Add(w)).Order(StringComparer.Ordinal))
            {
                if (definitions.TryGetValue(word, out var body)) { open.Enqueue(body); }
                if (lookups.TryGetValue(word, out var content)) { yield return word + "\u001f" + content; }
            }
        }
    }

    private static string Text(LookupDeclaration lookup) =>
        $"{lookup.Version}\n{lookup.OnMiss}\n{string.Join('\n', lookup.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}\u001f{e.Value}\u001f{e.Value.Display}"))}";

    private static string[] Words(SyntaxFile file, ParserRuleContext tree) =>
        [.. file.Tokens.GetTokens(tree.Start.TokenIndex, (tree.Stop ?? tree.Start).TokenIndex).Where(t => t.Channel == Lexer.DefaultTokenChannel).Select(t => t.Text)];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
