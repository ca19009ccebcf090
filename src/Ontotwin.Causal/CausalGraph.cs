using System.Collections.Immutable;
using Ontotwin.Causal.Graphs;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Causal;

/// <summary>
/// A directed acyclic graph of variables: an arrow says that the first may cause the second, and a missing arrow that it does not (Pearl, Causality, 2nd
/// edition 2009, chapter 1). Questions about variables that it does not hold are answered as about isolated ones.
/// </summary>
public sealed class CausalGraph
{
    private readonly Adjacency adjacency;
    private readonly ImmutableHashSet<string> latent;

    private CausalGraph(CausalDeclaration declaration, Adjacency adjacency)
    {
        this.adjacency = adjacency;
        Name = declaration.Name;
        latent = [.. declaration.Latent];
        Treatments = [.. declaration.Effects.Select(e => e.Treatment).Distinct(StringComparer.Ordinal)];
        Variables = [.. adjacency.Names];
    }

    /// <summary>Its declared name.</summary>
    public string Name { get; }

    /// <summary>All variables, in ordinal order.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Treatments whose effects the declaration asks about.</summary>
    public ImmutableArray<string> Treatments { get; }

    internal Adjacency Adjacency => adjacency;

    /// <summary>The graph of a declaration; an error when it has a cycle (OT7001) or too many variables (OT7002).</summary>
    public static Outcome<CausalGraph> From(CausalDeclaration declaration)
    {
        var adjacency = Adjacency.Of(declaration.Edges.Select(e => (e.Cause, e.Effect)), declaration.Latent);
        if (adjacency.Names.Length > Limits.MaxVariables)
        {
            return Outcome<CausalGraph>.Fail(Problem("OT7002", $"causal graph '{declaration.Name}' has more than {Limits.MaxVariables} variables", declaration));
        }
        return adjacency.OnCycle() is { } variable
            ? Outcome<CausalGraph>.Fail(Problem("OT7001", $"causal graph '{declaration.Name}' has a cycle through '{variable}'", declaration))
            : Outcome<CausalGraph>.Ok(new CausalGraph(declaration, adjacency));
    }

    /// <summary>Whether it has the variable.</summary>
    public bool Contains(string variable) => adjacency.IndexOf(variable) >= 0;

    /// <summary>Whether the variable is declared as not measured.</summary>
    public bool IsLatent(string variable) => latent.Contains(variable);

    /// <summary>Direct causes, in ordinal order.</summary>
    public ImmutableArray<string> Parents(string variable) => Named(variable, adjacency.Parents);

    /// <summary>Direct effects, in ordinal order.</summary>
    public ImmutableArray<string> Children(string variable) => Named(variable, adjacency.Children);

    /// <summary>Direct and indirect causes, in ordinal order, without the variable itself. O(arrows).</summary>
    public ImmutableArray<string> Ancestors(string variable) => Reached(variable, adjacency.Parents);

    /// <summary>Direct and indirect effects, in ordinal order, without the variable itself. O(arrows).</summary>
    public ImmutableArray<string> Descendants(string variable) => Reached(variable, adjacency.Children);

    /// <summary>Directed paths from cause to effect, shortest first, at most <see cref="Limits.MaxPaths"/>.</summary>
    public ImmutableArray<ImmutableArray<string>> DirectedPaths(string cause, string effect) => PathSearch.Directed(adjacency, cause, effect);

    /// <summary>Whether the graph says that two variables are independent given others (d-separation; Pearl 1988). O(arrows).</summary>
    public bool AreSeparated(string first, string second, IEnumerable<string> given) =>
        !Contains(first) || !Contains(second) || Separation.Holds(adjacency, adjacency.IndexOf(first), adjacency.IndexOf(second), adjacency.IndexesOf(given));

    private ImmutableArray<string> Named(string variable, ImmutableArray<ImmutableArray<int>> neighbours) =>
        adjacency.IndexOf(variable) is var index and >= 0 ? [.. neighbours[index].Select(i => adjacency.Names[i])] : [];

    private ImmutableArray<string> Reached(string variable, ImmutableArray<ImmutableArray<int>> neighbours)
    {
        var index = adjacency.IndexOf(variable);
        if (index < 0) { return []; }
        var reached = Adjacency.Reach([index], neighbours);
        return [.. Variables.Where((_, i) => i != index && reached[i])];
    }

    private static Diagnostic Problem(string code, string message, CausalDeclaration declaration) => new(code, Severity.Error, message) { Span = declaration.Span };
}
