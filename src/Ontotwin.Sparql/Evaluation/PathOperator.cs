using System.Collections.Immutable;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Joins its input with the pairs of nodes that a path connects.</summary>
internal sealed class PathOperator : Operator
{
    private readonly QueryContext query;
    private readonly Operator input;
    private readonly ActiveGraph graph;
    private readonly PathPattern pattern;
    private readonly PathWalker walker;
    private readonly bool subjectMustBeNode;
    private readonly bool objectMustBeNode;
    private readonly (int Constant, int Input, int Output) subject;
    private readonly (int Constant, int Input, int Output) value;
    private readonly Batch output;
    private readonly List<int> subjects = [];
    private readonly List<int> objects = [];
    private Batch? rows;
    private int row;
    private int at;

    public PathOperator(QueryContext query, Operator input, ActiveGraph graph, PathPattern pattern, Substituted? substituted)
        : base(Joined(input.Variables, pattern.Variables))
    {
        (this.query, this.input, this.graph, this.pattern) = (query, input, graph, pattern);
        walker = PathWalker.Of(pattern.Path, query);
        var includesZero = pattern.Path is RepeatedPath { IncludesZero: true };
        (subject, value) = (End(pattern.Subject), End(pattern.Object));
        bool MustBeNode(Node node) => includesZero && node.IsVariable && substituted?.Contains(node.Variable!) != true;
        (subjectMustBeNode, objectMustBeNode) = (MustBeNode(pattern.Subject), MustBeNode(pattern.Object));
        output = new Batch(Variables.Length);
    }

    public override ImmutableArray<Operator> Inputs => [input];

    public override string Description => $"walk {pattern.Subject} {pattern.Path} {pattern.Object}";

    public override Batch? Next()
    {
        query.Tick();
        output.Count = 0;
        while (!output.IsFull && (at < subjects.Count || Advance())) { Append(); }
        return output.Count > 0 ? output : null;
    }

    public override void Reset()
    {
        input.Reset();
        subjects.Clear();
        (rows, row, at) = (null, 0, 0);
    }

    private (int, int, int) End(Node node) =>
        node.Term is { } term ? (query.Terms.Intern(term), -1, -1) : (0, input.Variables.IndexOf(node.Variable!), ColumnOf(node.Variable!));

    private bool Advance()
    {
        do
        {
            if (rows is null || ++row >= rows.Count)
            {
                rows = input.Next();
                row = 0;
                if (rows is null) { return false; }
            }
            Walk();
        }
        while (subjects.Count == 0);
        return true;
    }

    private void Walk()
    {
        subjects.Clear();
        objects.Clear();
        at = 0;
        var (s, o) = (Bound(subject), Bound(value));
        // A path of no length connects the graph's nodes to themselves, and a term of the query even where the graph has it not; what a variable brings from elsewhere is no node,
        // unless it is that term.
        if ((subjectMustBeNode && s != 0 && s != value.Constant && !graph.Index.HasNode(s)) || (objectMustBeNode && o != 0 && o != subject.Constant && !graph.Index.HasNode(o))) { return; }
        if (s != 0) { From(s, isForward: true, o); }
        else if (o != 0) { From(o, isForward: false, 0); }
        else { FromAll(); }
        if (subject.Output >= 0 && subject.Output == value.Output) { KeepLoops(); }
    }

    private int Bound((int Constant, int Input, int Output) end) => end.Input >= 0 ? rows!.Columns[end.Input][row] : end.Constant;

    private void From(int node, bool isForward, int wanted)
    {
        var ends = isForward ? objects : subjects;
        var others = isForward ? subjects : objects;
        walker.Walk(graph.Index, node, isForward, ends);
        if (wanted != 0) { ends.RemoveAll(e => e != wanted); }
        while (others.Count < ends.Count) { others.Add(node); }
    }

    private void FromAll()
    {
        var (starts, ends) = (graph.Index.Spo.Array(0), graph.Index.Osp.Array(2));
        for (var i = 0; i < starts.Length; i++)
        {
            if (i == 0 || starts[i] != starts[i - 1]) { From(starts[i], isForward: true, 0); }
        }
        for (var i = 0; i < ends.Length; i++)
        {
            if ((i == 0 || ends[i] != ends[i - 1]) && graph.Index.Find(ends[i], 0, 0).Count == 0) { From(ends[i], isForward: true, 0); }
        }
        query.Hold(subjects.Count * 2L);
    }

    private void KeepLoops()
    {
        var kept = 0;
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i] == objects[i]) { (subjects[kept], objects[kept]) = (subjects[i], objects[i]); kept++; }
        }
        subjects.RemoveRange(kept, subjects.Count - kept);
        objects.RemoveRange(kept, objects.Count - kept);
    }

    private void Append()
    {
        var n = output.Count;
        for (var column = 0; column < rows!.Columns.Length; column++) { output.Columns[column][n] = rows.Columns[column][row]; }
        if (subject.Output >= 0) { output.Columns[subject.Output][n] = subjects[at]; }
        if (value.Output >= 0) { output.Columns[value.Output][n] = objects[at]; }
        output.Count++;
        at++;
    }
}
