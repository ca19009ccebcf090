using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One operation of an update on a dataset (SPARQL 1.1 Update, section 3).</summary>
internal sealed class UpdateRun(SparqlDataset dataset, SparqlOptions options, CancellationToken cancellationToken)
{
    public void Apply(UpdateOperation operation)
    {
        switch (operation)
        {
            case DataOperation data: Data(data); break;
            case ModifyOperation modify: Modify(modify); break;
            case LoadOperation load: Load(load); break;
            case ClearOperation clear: Clear(clear); break;
            case CreateOperation create: Create(create); break;
            case TransferOperation transfer: Transfer(transfer); break;
        }
    }

    private static SparqlException NoSuchGraph(Iri graph) => QueryContext.Refused("OT9306", $"there is no graph {graph}", "name one that is there, or write SILENT to go on without it");

    private void Data(DataOperation data)
    {
        var filler = new TemplateFiller([], new QueryTerms(dataset.Terms, new QueryBudget(options, cancellationToken)));
        var none = new Batch([], 1);
        foreach (var quad in data.Quads)
        {
            if (filler.Fill(quad.Triple, none, 0) is not { } triple) { continue; }
            if (data.IsDelete) { Remove(new Quad(triple, quad.Graph?.Term)); }
            else { dataset.Add(new Quad(triple, quad.Graph?.Term)); }
        }
    }

    private void Modify(ModifyOperation modify)
    {
        var isUsing = modify.Default.Length + modify.Named.Length > 0;
        var graphs = QueryGraphs.Of(dataset, modify.Default, modify.Named);
        // WITH names the default graph, unless USING says what the pattern sees.
        if (modify.With is { } with && !isUsing) { graphs = graphs with { Default = dataset.Find(with)?.Index(dataset.Terms.Count) ?? TripleIndex.Empty }; }
        var run = new QueryRun(graphs, dataset, options, new QueryAlgebra(QueryForm.Construct, modify.Where, [], [], [], []), cancellationToken);
        var (deleted, inserted) = (new HashSet<Quad>(), new HashSet<Quad>());
        var filler = run.Filler();
        // All solutions are found before anything changes.
        foreach (var (batch, row) in run.Solutions())
        {
            filler.Begin();
            Fill(modify.Deleted, deleted);
            Fill(modify.Inserted, inserted);

            void Fill(ImmutableArray<QuadPattern> template, HashSet<Quad> into)
            {
                foreach (var quad in template)
                {
                    var graph = quad.Graph is { } node ? filler.Fill(node, batch, row) : modify.With;
                    if (quad.Graph is not null && graph is not Iri) { continue; }
                    if (filler.Fill(quad.Triple, batch, row) is { } triple && into.Add(new Quad(triple, graph))) { run.Hold(4); }
                }
            }
        }
        foreach (var quad in deleted) { Remove(quad); }
        foreach (var quad in inserted) { dataset.Add(quad); }
    }

    private void Remove(Quad quad)
    {
        var terms = dataset.Terms;
        var (s, p, o) = (terms.Find(quad.Triple.Subject), terms.Find(quad.Triple.Predicate), terms.Find(quad.Triple.Object));
        if (s != 0 && p != 0 && o != 0) { dataset.Find(quad.Graph)?.Remove(s, p, o); }
    }

    private void Load(LoadOperation load)
    {
        var quads = options.Load?.Invoke(load.Document);
        if (quads is not null) { dataset.AddDocument(quads, load.Graph); }
        else if (!load.IsSilent) { throw QueryContext.Refused("OT9305", $"LOAD {load.Document}: the document cannot be read here", "load it by its file, or write LOAD SILENT to go on without it"); }
    }

    private void Clear(ClearOperation clear)
    {
        var (kind, name) = (clear.Target.Kind, clear.Target.Graph);
        if (kind == GraphTargetKind.One)
        {
            if (dataset.Find(name) is { } graph) { Clear(name, graph, clear.IsDrop); }
            else if (!clear.IsSilent) { throw NoSuchGraph(name!); }
            return;
        }
        if (kind is GraphTargetKind.Default or GraphTargetKind.All) { dataset.Default.Clear(); }
        if (kind == GraphTargetKind.Default) { return; }
        foreach (var each in dataset.GraphNames.ToList()) { Clear(each, dataset.Find(each)!, clear.IsDrop); }
    }

    private void Clear(Term? name, GraphData graph, bool isDrop)
    {
        graph.Clear();
        if (isDrop && name is not null) { dataset.Named.Remove(dataset.Terms.Find(name)); }
    }

    private void Create(CreateOperation create)
    {
        if (dataset.Find(create.Graph) is null) { dataset.GraphFor(create.Graph); }
        else if (!create.IsSilent) { throw QueryContext.Refused("OT9307", $"the graph {create.Graph} is there already", "leave CREATE out, or write CREATE SILENT"); }
    }

    private void Transfer(TransferOperation transfer)
    {
        if (dataset.Find(transfer.From) is not { } from)
        {
            if (!transfer.IsSilent) { throw NoSuchGraph(transfer.From!); }
            return;
        }
        if (transfer.From == transfer.To) { return; }
        var to = dataset.GraphFor(transfer.To);
        if (transfer.Kind != TransferKind.Add) { to.Clear(); }
        var order = from.Index(dataset.Terms.Count).Spo;
        for (var i = 0; i < order.Count; i++) { to.Add(order.Array(0)[i], order.Array(1)[i], order.Array(2)[i]); }
        if (transfer.Kind == TransferKind.Move) { Clear(transfer.From, from, isDrop: true); }
    }
}
