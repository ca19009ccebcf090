using System.Globalization;
using System.Text;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>A list or container of the terms of other maps (RML-CC). Named by an expression it grows from row to row, else each row has its own.</summary>
internal sealed class GatherMaker(TermMaker[] members, TermMaker? head, RmlGather model, GatherStore store) : TermMaker
{
    private static readonly byte[] Nil = Encoding.UTF8.GetBytes(RdfTerms.Nil.ToString());
    private readonly List<TermSlot> scratch = [];

    public override bool IsGathering => true;

    public override void Make(RowContext context, List<TermSlot> into)
    {
        var (graph, sinks) = (context.Arena[context.Graph].ToArray(), context.Sinks);
        var sets = new List<List<byte[]>>();
        foreach (var member in members)
        {
            scratch.Clear();
            member.Make(context, scratch);
            sets.Add(scratch.ConvertAll(slot => context.Arena[slot].ToArray()));
        }
        foreach (var collection in model.IsProduct ? Product(sets) : [sets.SelectMany(s => s).ToList()]) { Add(context, collection, graph, sinks, into); }
    }

    private void Add(RowContext context, List<byte[]> collection, byte[] graph, IReadOnlyList<QuadSink> sinks, List<TermSlot> into)
    {
        if (collection.Count == 0 && !model.AllowsEmpty) { return; }
        if (collection.Count == 0 && model.As == RdfTerms.Namespace + "List")
        {
            into.Add(context.Arena.Add(Nil));
            return;
        }
        if (head is null)
        {
            var label = store.Labels.Next();
            store.Write(model.As, label, graph, collection, sinks);
            into.Add(context.Arena.Add(label));
            return;
        }
        var heads = new List<TermSlot>();
        head.Make(context, heads);
        foreach (var slot in heads)
        {
            var named = InGraph(context.Arena[slot].ToArray(), graph);
            store.Append(model.As, named, graph, collection, sinks);
            into.Add(context.Arena.Add(named));
        }
    }

    // A blank node gathers within one graph: lists of two graphs are two lists.
    private static byte[] InGraph(byte[] term, byte[] graph)
    {
        if (graph.Length == 0 || term[0] != '_') { return term; }
        var arena = new TermArena();
        arena.Append(term);
        arena.Append("_G"u8);
        TermText.AppendLabel(arena, graph);
        return arena.From(0).ToArray();
    }

    private static IEnumerable<List<byte[]>> Product(List<List<byte[]>> sets)
    {
        long count = sets.Aggregate(1L, (n, set) => n * set.Count);
        for (long n = 0; n < Math.Min(count, RmlLimits.MaxTermsPerRow); n++)
        {
            var (rest, combination) = (n, new byte[sets.Count][]);
            for (var i = sets.Count - 1; i >= 0; i--) { (combination[i], rest) = (sets[i][(int)(rest % sets[i].Count)], rest / sets[i].Count); }
            yield return [.. combination];
        }
    }
}

/// <summary>Collections that grow from row to row, and how collections are written.</summary>
internal sealed class GatherStore(BlankLabels labels)
{
    private static readonly byte[] First = Encoding.UTF8.GetBytes(RdfTerms.First.ToString());
    private static readonly byte[] Rest = Encoding.UTF8.GetBytes(RdfTerms.Rest.ToString());
    private static readonly byte[] Nil = Encoding.UTF8.GetBytes(RdfTerms.Nil.ToString());
    private static readonly byte[] Type = Encoding.UTF8.GetBytes(RdfTerms.Type.ToString());
    private readonly Dictionary<string, (string As, byte[] Head, byte[] Graph, List<byte[]> Members, IReadOnlyList<QuadSink> Sinks)> growing = new(StringComparer.Ordinal);
    private long gathered;

    public BlankLabels Labels => labels;

    /// <exception cref="RmlStoppedException">More is gathered than the limit.</exception>
    public void Append(string kind, byte[] head, byte[] graph, List<byte[]> members, IReadOnlyList<QuadSink> sinks)
    {
        gathered += members.Count;
        if (gathered > RmlLimits.MaxGathered) { throw new RmlStoppedException("OT4816", "more terms are gathered over several rows than the limit"); }
        var key = Encoding.UTF8.GetString([.. head, (byte)' ', .. graph]);
        if (!growing.TryGetValue(key, out var known)) { growing.Add(key, known = (kind, head, graph, [], sinks)); }
        known.Members.AddRange(members);
    }

    /// <summary>Writes what grew.</summary>
    public void Finish()
    {
        foreach (var (kind, head, graph, members, sinks) in growing.Values) { Write(kind, head, graph, members, sinks); }
        growing.Clear();
    }

    public void Write(string kind, byte[] head, byte[] graph, List<byte[]> members, IReadOnlyList<QuadSink> sinks)
    {
        if (kind == RdfTerms.Namespace + "List")
        {
            for (var i = 0; i < members.Count; i++)
            {
                var next = i + 1 < members.Count ? labels.Next() : Nil;
                Write(head, First, members[i], graph, sinks);
                Write(head, Rest, next, graph, sinks);
                head = next;
            }
            return;
        }
        Write(head, Type, Encoding.UTF8.GetBytes($"<{kind}>"), graph, sinks);
        for (var i = 0; i < members.Count; i++)
        {
            Write(head, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{RdfTerms.Namespace}_{i + 1}>")), members[i], graph, sinks);
        }
    }

    private static void Write(byte[] subject, byte[] predicate, byte[] value, byte[] graph, IReadOnlyList<QuadSink> sinks)
    {
        foreach (var sink in sinks) { sink.Write(subject, predicate, value, graph); }
    }
}
