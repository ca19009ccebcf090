using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// The nodes that the records of one document gave so far. Records of one key whose contents cannot both be true of one node are kept as occurrence 1, 2 … and
/// reported: of a node with a life-cycle, when neither is a correction nor the newer one and anything differs; of any other, when a property that has one value
/// differs. What a further record adds to a node is no difference. Bounded: of a document with more than <see cref="Limits.MaxComparedNodes"/> nodes the last
/// ones are compared. Not thread-safe; the result depends on the document and the program alone.
/// </summary>
public sealed class DocumentNodes
{
    private readonly IriMaker iris;
    private readonly SeenNodes seen;
    private readonly Dictionary<(string Map, Iri Node), Iri> renamed = [];
    private bool hasForgotten;

    internal DocumentNodes(IriMaker iris, OntologyModel ontology) => (this.iris, seen) = (iris, new SeenNodes(ontology));

    /// <summary>Takes the next record's result, and gives it with what it says of a node that the document has otherwise under a name of its own.</summary>
    public MappedRecord Tell(MappedRecord mapped)
    {
        NodeChange[]? nodes = null;
        List<Diagnostic>? remarks = null;
        if (renamed.Count > 0) { renamed.Clear(); }
        for (var i = 0; i < mapped.Nodes.Count; i++)
        {
            var said = mapped.Nodes[i];
            var told = Occurrence(said, ref remarks);
            if (renamed.Count > 0) { told = Relinked(told); }
            if (ReferenceEquals(said, told)) { continue; }
            nodes ??= [.. mapped.Nodes];
            nodes[i] = told;
        }
        if (seen.HasForgotten && !hasForgotten)
        {
            hasForgotten = true;
            (remarks ??= []).Add(new Diagnostic("OT4110", Severity.Information, $"the document has more than {Limits.MaxComparedNodes} nodes: records of one key that stand farther apart are not compared") { Place = mapped.Nodes[0].Place });
        }
        return nodes is null && remarks is null ? mapped : mapped with { Nodes = nodes ?? mapped.Nodes, Diagnostics = [.. mapped.Diagnostics, .. remarks ?? []] };
    }

    private NodeChange Occurrence(NodeChange said, ref List<Diagnostic>? remarks)
    {
        // A person's node is what all documents say of them.
        if (IsPerson(said) || seen.Takes(said, said.Node, out var occurrences)) { Forget(said); return said; }
        for (var number = Math.Max(2, occurrences + 1 - Limits.MaxComparedOccurrences); ; number++)
        {
            var name = Occurrences.Name(iris, ClassOf(said), said.Node, number);
            if (!seen.Takes(said, name, out _)) { continue; }
            if (number > occurrences)
            {
                seen.Count(said, number);
                (remarks ??= []).Add(new Diagnostic(Occurrences.Code, Severity.Warning, Occurrences.Message) { Place = said.Place, Hint = Occurrences.Hint });
            }
            renamed[(MapDeclaration.OfRule(said.Rule), said.Node)] = name;
            return said.AsOccurrence(name);
        }
    }

    // Links that follow mean the node as it was said last.
    private void Forget(NodeChange said)
    {
        if (renamed.Count > 0) { renamed.Remove((MapDeclaration.OfRule(said.Rule), said.Node)); }
    }

    private NodeChange Relinked(NodeChange said)
    {
        var map = MapDeclaration.OfRule(said.Rule);
        Iri? NameOf(LiftedFact fact) => fact.Object is Iri target && renamed.TryGetValue((map, target), out var name) ? name : null;
        var version = said.Within is { } around && renamed.TryGetValue((map, around), out var occurrence) ? said.Version! with { Within = occurrence } : said.Version;
        if (version == said.Version && !said.Facts.Any(f => NameOf(f) is not null)) { return said; }
        return said.Relinked([.. said.Facts.Select(f => NameOf(f) is { } name ? f with { Object = name } : f)], version);
    }

    private static bool IsPerson(NodeChange said) => said.Node.Value.AsSpan().EndsWith(said.Twin.Value, StringComparison.Ordinal);

    private static string ClassOf(NodeChange said) => said.Facts.FirstOrDefault(f => f.Predicate == RdfTerms.Type).Object is Iri type ? type.LocalName : "";
}
