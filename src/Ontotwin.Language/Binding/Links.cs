namespace Ontotwin.Language.Binding;

/// <summary>A thing that links lead from or to.</summary>
/// <param name="node">The statement that makes it; null for a person, a parameter, a class elsewhere or the body of a shape where it is used.</param>
internal sealed class LinkPlace(NodeStatement? node = null)
{
    public NodeStatement? Node => node;

    /// <summary>Whether a person is there, or is taken to be: whoever uses a shape gives its parameters.</summary>
    public bool IsEnd { get; init; }

    /// <summary>The parameter of a shape that it stands for; -1: none.</summary>
    public int Parameter { get; init; } = -1;

    public List<LinkPlace> To { get; } = [];
}

/// <summary>The links among the statements of one map or shape.</summary>
internal sealed class LinkBody
{
    public List<LinkPlace> Places { get; } = [];

    public Dictionary<string, List<LinkPlace>> ByName { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What a user of the shape sees of it: for each place, which parameters and which places outside its links lead to. Equal ones stand once: a shape of many
    /// nodes that all belong to its one parameter is one.
    /// </summary>
    public IReadOnlyList<(IReadOnlyList<int> Parameters, IReadOnlyList<LinkPlace> Outside)> Summary => summary ??= Summarize();

    private IReadOnlyList<(IReadOnlyList<int> Parameters, IReadOnlyList<LinkPlace> Outside)>? summary;

    public void Add(LinkPlace place, string? name)
    {
        Places.Add(place);
        if (name is null) { return; }
        if (!ByName.TryGetValue(name, out var places)) { ByName.Add(name, places = []); }
        places.Add(place);
    }

    private List<(IReadOnlyList<int> Parameters, IReadOnlyList<LinkPlace> Outside)> Summarize()
    {
        var own = Places.ToHashSet();
        var found = new Dictionary<string, (IReadOnlyList<int>, IReadOnlyList<LinkPlace>)>(StringComparer.Ordinal);
        foreach (var place in Places.Where(p => p.Parameter < 0))
        {
            var (reached, outside) = (new HashSet<LinkPlace> { place }, new HashSet<LinkPlace>());
            var queue = new Queue<LinkPlace>(reached);
            while (queue.TryDequeue(out var next))
            {
                foreach (var target in next.To)
                {
                    if (!own.Contains(target) || (target.IsEnd && target.Parameter < 0)) { outside.Add(target); }
                    else if (reached.Add(target)) { queue.Enqueue(target); }
                }
            }
            int[] parameters = [.. reached.Where(p => p.Parameter >= 0).Select(p => p.Parameter).Order()];
            var text = string.Join(',', parameters) + ";" + string.Join(',', outside.Select(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode).Order());
            if (parameters.Length > 0) { found.TryAdd(text, (parameters, [.. outside])); }
        }
        return [.. found.Values];
    }
}
