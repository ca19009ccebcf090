using System.Collections.Immutable;
using Ontotwin.Sparql.Graphs;

namespace Ontotwin.Sparql.Algebra;

/// <summary>The solutions of a pattern in graphs that are loaded one by one. Nothing else is evaluated in them.</summary>
/// <param name="Graph">GRAPH with its pattern.</param>
/// <param name="Names">The variables that something outside reads.</param>
/// <param name="Choice">Which graphs.</param>
internal sealed record SourcePattern(GraphPattern Graph, ImmutableArray<string> Names, GraphChoice Choice) : Pattern
{
    /// <summary>What is asked of each graph.</summary>
    public Pattern Asked => new ProjectPattern(Graph, Names);

    protected override IEnumerable<string> FindVariables() => Names;

    protected override IEnumerable<string> FindCertain() => Graph.Certain.Intersect(Names);
}
