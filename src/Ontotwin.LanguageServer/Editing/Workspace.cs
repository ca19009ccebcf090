using System.Text.Json.Nodes;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.LanguageServer.Editing;

/// <summary>The texts that are open in the editor, the files that they may import, and what is known of each.</summary>
internal sealed class Workspace(OntologyModel ontology)
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules"];

    private readonly Dictionary<string, (string Uri, string Text)> open = [];
    private readonly Dictionary<string, (DateTime Written, TwinText Text)> saved = [];
    private readonly HashSet<string> roots = [];
    private readonly Dictionary<string, TwinAnalysis> analyses = [];
    private readonly Dictionary<string, TwinAnalysis> earlier = [];

    /// <summary>Open texts by path, with the URI that the editor calls each by.</summary>
    public IReadOnlyDictionary<string, (string Uri, string Text)> Open => open;

    public void AddRoot(string path) => roots.Add(path);

    public void Set(string uri, string text)
    {
        var path = Places.Path(uri);
        if (!open.ContainsKey(path) && Path.GetDirectoryName(path) is { Length: > 0 } folder && Path.IsPathFullyQualified(path)) { roots.Add(folder); }
        open[path] = (uri, text);
        Forget();
    }

    /// <summary>Applies changes in order, each to the text that the one before left; a change without range is the whole text.</summary>
    public void Change(string uri, JsonArray changes)
    {
        if (!open.TryGetValue(Places.Path(uri), out var found)) { return; }
        var text = found.Text;
        foreach (var change in changes)
        {
            var with = change?["text"]?.GetValue<string>() ?? "";
            if (change?["range"] is not { } range) { text = with; continue; }
            var start = Places.Index(text, Places.Position(range["start"]));
            var end = Math.Max(start, Places.Index(text, Places.Position(range["end"])));
            text = string.Concat(text.AsSpan(0, start), with, text.AsSpan(end));
        }
        Set(uri, text);
    }

    public void Close(string uri)
    {
        open.Remove(Places.Path(uri));
        Forget();
    }

    /// <summary>Reads what is new on the disk.</summary>
    public void Refresh()
    {
        var found = roots.Where(Directory.Exists).SelectMany(Files).Distinct().Take(Limits.MaxFiles).ToList();
        foreach (var gone in saved.Keys.Except(found).ToList()) { saved.Remove(gone); }
        foreach (var file in found)
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (saved.TryGetValue(file, out var known) && known.Written == written) { continue; }
            saved[file] = (written, new TwinText(file, File.ReadAllText(file)));
        }
        Forget();
    }

    /// <summary>What is known of an open text as it is now; null when it is not open.</summary>
    public TwinAnalysis? Analyse(string path)
    {
        if (!open.ContainsKey(path)) { return null; }
        if (analyses.TryGetValue(path, out var known)) { return known; }
        List<TwinText> texts = [.. open.Select(o => new TwinText(o.Key, o.Value.Text)), .. saved.Values.Select(s => s.Text).Where(s => !open.ContainsKey(s.Path))];
        return analyses[path] = earlier[path] = TwinAnalysis.Of(path, texts, ontology, earlier.GetValueOrDefault(path) ?? earlier.Values.FirstOrDefault());
    }

    // A text may be imported by any other: all are looked at anew, and those that did not change are not parsed again.
    private void Forget() => analyses.Clear();

    private static IEnumerable<string> Files(string root)
    {
        var folders = new Queue<string>([root]);
        for (var seen = 0; seen < Limits.MaxFolders && folders.TryDequeue(out var folder); seen++)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.twin")) { yield return file; }
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                var name = Path.GetFileName(inner);
                if (!name.StartsWith('.') && !NotOurs.Contains(name) && !new DirectoryInfo(inner).Attributes.HasFlag(FileAttributes.ReparsePoint)) { folders.Enqueue(inner); }
            }
        }
    }
}
