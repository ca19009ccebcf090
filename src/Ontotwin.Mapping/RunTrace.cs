using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// What became of each statement of the maps, one step each time it was come to: written down for those who ask why something is not there. Holds places,
/// never a value. Not thread-safe: one mapper, one trace.
/// </summary>
public sealed class RunTrace
{
    private readonly List<TraceStep> steps = [];

    /// <summary>The steps since the last <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<TraceStep> Steps => steps;

    /// <summary>Forgets all steps.</summary>
    public void Clear() => steps.Clear();

    internal void Forget(int from) => steps.RemoveRange(from, steps.Count - from);

    internal void Add(Frame frame, LiftingRule rule, StepOutcome outcome, Field at, Iri? node) =>
        steps.Add(new TraceStep(rule.Name, outcome, frame.From(at, rule).Field.Place, node));
}

/// <summary>One time that a run came to a statement.</summary>
/// <param name="Rule">The statement: <c>module/map.node.property</c>; of a node itself or of a series <c>module/map.node</c>.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Place">The field that decided it, else the repetition that the map stood at.</param>
/// <param name="Node">The node, of a series the sample's; null when it was not made.</param>
public readonly record struct TraceStep(string Rule, StepOutcome Outcome, SourcePlace Place, Iri? Node);

/// <summary>What became of a statement. <c>default</c> is <see cref="Wrote"/>.</summary>
public enum StepOutcome
{
    /// <summary>It wrote a fact.</summary>
    Wrote = 0,

    /// <summary>Its <c>when</c> did not hold.</summary>
    GuardFalse,

    /// <summary>It is for the case that no <c>when</c> on its source holds, and one did.</summary>
    OtherwiseNotTaken,

    /// <summary>The source does not have the field.</summary>
    Absent,

    /// <summary>The field is there and says nothing.</summary>
    Empty,

    /// <summary>The source says that there is no value any more.</summary>
    NullValue,

    /// <summary>There was a value, and no fact could be made of it: a remark says why.</summary>
    NotWritten,

    /// <summary>The node with it was rejected: a reject says why.</summary>
    Rejected,

    /// <summary>The record takes the node back.</summary>
    Retracted,

    /// <summary>It wrote a sample at whose instant the document has another value: neither is kept.</summary>
    NotKept,
}
