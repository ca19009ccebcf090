using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>What the store knows of a document that was read into it: by which rules, whom it told of, and what of it gave nothing. Never a value of it.</summary>
/// <param name="Name">Its path as given.</param>
/// <param name="Hash">SHA-256 of its content, lower-case hex; empty when it could not be opened.</param>
/// <param name="FirstRead">When it was read first (UTC): documents without a clinical time of their own are in this order.</param>
/// <param name="Rules">By what it was read last, in the words of who keeps it: at least the id of a set of maps.</param>
public sealed record KeptDocument(string Name, string Hash, DateTimeOffset FirstRead, string Rules)
{
    /// <summary>Twins that it gave something to; those that the store does not hold are left out.</summary>
    public ImmutableArray<TwinId> Twins { get; init; } = [];

    /// <summary>Its parts that gave nothing, in order; at most <see cref="Limits.MaxRejectsPerDocument"/>.</summary>
    public ImmutableArray<KeptReject> Rejects { get; init; } = [];

    /// <summary>Number of its parts that gave nothing, those that are not kept one by one included.</summary>
    public long RejectCount { get; init; }
}

/// <summary>A part of a document that gave nothing.</summary>
/// <param name="Path">Human path of the field; empty for a record or document as a whole.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Rule">The map and statement that it failed in; null when no map was reached.</param>
/// <param name="Code">Diagnostic code.</param>
/// <param name="Reason">Why, without any value of the source.</param>
public readonly record struct KeptReject(string Path, ByteRange Bytes, string? Rule, string Code, string Reason);
