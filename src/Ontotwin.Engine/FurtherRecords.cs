using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Engine;

/// <summary>Further records of one key in one document (occurrences): what is newer than all of them ends all of them, whichever comes first.</summary>
internal static class FurtherRecords
{
    /// <summary>Whether a version ends what else the document of an earlier one said under its key.</summary>
    public static bool EndsOthers(NodeVersion version, PlannedChange planned) =>
        version is { OccurrenceOf: null, HasLifeCycle: true } && !planned.IsOlder && (planned.IsNewer || version.Kind is LifeCycleKind.Replace or LifeCycleKind.Retract);

    /// <summary>Whether a version is newer than what is held of another record, as far as anybody knows.</summary>
    /// <param name="version">The version.</param>
    /// <param name="held">What is held of the other.</param>
    public static bool IsNewer(NodeVersion version, IReadOnlyCollection<Fact> held) => ChangePlanner.OrderOf(version, held) is null or > 0;

    /// <summary>Whether what is held under the key itself is a newer version than a further record.</summary>
    /// <param name="version">The further record.</param>
    /// <param name="first">What is held under the key, of the same statement.</param>
    public static bool IsOlder(NodeVersion version, IReadOnlyCollection<Fact> first) => first.Count > 0 && ChangePlanner.OrderOf(version, first) < 0;
}
