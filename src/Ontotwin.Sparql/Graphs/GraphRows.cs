using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Graphs;

/// <summary>Some solutions of one graph, as columns of terms; null is unbound.</summary>
internal sealed record GraphRows(Term?[][] Columns, int Count);
