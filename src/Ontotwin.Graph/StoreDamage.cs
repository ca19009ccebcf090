namespace Ontotwin.Graph;

/// <summary>One place of a store that is not what was written there.</summary>
/// <param name="Twin">Whose record it is; null when it is of no one twin, or not known.</param>
/// <param name="What">The record or file in words, without anything that it holds.</param>
/// <param name="File">The file within the store, with the byte where that is known; null where the map does not tell.</param>
public sealed record StoreDamage(TwinId? Twin, string What, string? File);

/// <summary>What a check of a store found.</summary>
/// <param name="Twins">Number of twins.</param>
/// <param name="Records">Number of records that were read and decoded.</param>
/// <param name="Bytes">Their bytes, as they are stored.</param>
/// <param name="IsSealed">Whether the files were compared with what their last writer said of them; else it was killed, or writes now.</param>
/// <param name="Damages">What is damaged, at most <see cref="Limits.MaxDamagesListed"/> places; empty when all is whole.</param>
public sealed record StoreCheckReport(long Twins, long Records, long Bytes, bool IsSealed, IReadOnlyList<StoreDamage> Damages);
