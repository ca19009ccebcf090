using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>One observation of something.</summary>
internal sealed record Measured(Term Node, Fact TypeFact, PartialDateTime? Time, Fact? TimeFact)
{
    public Interval? Value { get; init; }

    public string? Unit { get; init; }

    public Fact? ValueFact { get; init; }

    public Fact? Finding { get; init; }

    public ReadingFlaw Flaw { get; init; }

    public Fact? FlawFact { get; init; }
}

/// <summary>Why an observation may not be used.</summary>
internal enum ReadingFlaw
{
    None = 0,
    Absent,
    Withdrawn,
    Conflict,
    Unmapped,

    /// <summary>Its status is a word that nobody has defined: whether it holds cannot be told.</summary>
    StatusUnknown,

    /// <summary>It stands in a report that another replaced.</summary>
    Replaced,
}
