using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Analysis;

/// <summary>Which file imports which, by the modules' names.</summary>
internal sealed class ImportGraph
{
    private readonly Dictionary<string, SyntaxFile> files;
    private readonly Dictionary<string, List<string>> needs = [];
    private readonly Dictionary<string, List<string>> near = [];

    public ImportGraph(IEnumerable<SyntaxFile> all)
    {
        files = all.ToDictionary(f => f.Path);
        var modules = files.Values.ToLookup(f => f.Module);
        foreach (var file in files.Values)
        {
            foreach (var import in file.Tree.item().Select(i => i.importDeclaration()?.qualifiedName()))
            {
                // Of several copies of a module, the one that lies nearest is meant.
                if (import is null || modules[SyntaxText.Name(import)].MaxBy(m => Shared(m.Path, file.Path)) is not { } found) { continue; }
                Add(needs, file.Path, found.Path);
                Add(near, file.Path, found.Path);
                Add(near, found.Path, file.Path);
            }
        }
    }

    /// <summary>A file and all that it imports, over any number of steps.</summary>
    public List<SyntaxFile> Needs(string file) => Reach(file, needs);

    /// <summary>A file and all that it imports or that import it, over any number of steps: where its names can stand.</summary>
    public List<SyntaxFile> Near(string file) => Reach(file, near);

    private static int Shared(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    private static void Add(Dictionary<string, List<string>> edges, string from, string to)
    {
        if (!edges.TryGetValue(from, out var list)) { edges[from] = list = []; }
        list.Add(to);
    }

    private List<SyntaxFile> Reach(string start, Dictionary<string, List<string>> edges)
    {
        var reached = new List<SyntaxFile>();
        var open = new Queue<string>([start]);
        var seen = new HashSet<string> { start };
        while (open.TryDequeue(out var path))
        {
            if (!files.TryGetValue(path, out var file)) { continue; }
            reached.Add(file);
            foreach (var next in edges.GetValueOrDefault(path, []).Where(seen.Add)) { open.Enqueue(next); }
        }
        return reached;
    }
}
