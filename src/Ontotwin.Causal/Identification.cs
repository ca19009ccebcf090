using System.Collections.Immutable;

namespace Ontotwin.Causal;

/// <summary>Whether and how an effect can be computed from what is measured.</summary>
/// <param name="Status">Whether.</param>
/// <param name="AdjustmentSets">All minimal adjustment sets of measured variables, smallest first, each in ordinal order; one empty set when nothing confounds.
/// At most <see cref="Limits.MaxAdjustmentSets"/>.</param>
/// <param name="OpenPaths">When it is not identified: back-door paths that nothing measured blocks, with their arrows (<c>X ← U → Y</c>).</param>
public sealed record Identification(
    IdentificationStatus Status, ImmutableArray<ImmutableArray<string>> AdjustmentSets, ImmutableArray<string> OpenPaths);

/// <summary>Whether an effect can be computed. <c>default</c> is <see cref="NotIdentified"/>: what nobody has shown is not known.</summary>
public enum IdentificationStatus
{
    /// <summary>No measured set meets the criterion. (The effect may still be identified otherwise, such as by the front door.)</summary>
    NotIdentified = 0,

    /// <summary>
    /// No directed path leads from treatment to outcome: the graph says that there is no effect. The sets are those given which the two are independent.
    /// </summary>
    NoEffect,

    /// <summary>By adjustment for any one of the sets.</summary>
    Backdoor,
}
