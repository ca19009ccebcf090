using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>What a record says of two people by their keys: that they are one, or are not.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Kept">The key that goes on.</param>
/// <param name="Other">The other key.</param>
/// <param name="Origin">Where.</param>
/// <param name="At">When it was so; a floating time is read as UTC; null when the record does not say.</param>
public sealed record SaidOfTwo(IdentityRelationKind Kind, Identifier Kept, Identifier Other, Origin Origin, DateTimeOffset? At);
