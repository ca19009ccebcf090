using Ontotwin.Graph;

namespace Ontotwin.Engine;

/// <summary>What reading documents again by changed rules would change in a store. Nothing is changed until it is applied.</summary>
/// <param name="Documents">The documents that were read again.</param>
/// <param name="Unavailable">Documents that the changed rules concern and that are not there any more, or have another content: what they gave stays as it is.</param>
/// <param name="Maps">Full names of the maps that differ.</param>
/// <param name="Twins">What changes, by twin; twins that stay as they are left out.</param>
public sealed record RemapPlan(IReadOnlyList<KeptDocument> Documents, IReadOnlyList<KeptDocument> Unavailable, IReadOnlySet<string> Maps, IReadOnlyList<TwinChange> Twins)
{
    /// <summary>What the store is told of the documents that were read again.</summary>
    internal IReadOnlyList<KeptDocument> Entries { get; init; } = [];
}

/// <summary>What changes in one twin.</summary>
/// <param name="Delta">The change as the store takes it.</param>
/// <param name="Added">Facts whose statement is new.</param>
/// <param name="Removed">Facts whose statement is not said any more.</param>
/// <param name="Restated">Facts that are held as before, from another place or version of the rule.</param>
/// <param name="SamplesAdded">Samples of series that are new.</param>
/// <param name="SamplesRemoved">Samples of series that go.</param>
public sealed record TwinChange(TwinDelta Delta, IReadOnlyList<Fact> Added, IReadOnlyList<Fact> Removed, int Restated, long SamplesAdded, long SamplesRemoved);
