using System.Buffers.Binary;
using System.Collections.Concurrent;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The numbers that stand for a property, and for a property with a value, in the index of cohorts: four bytes of a hash under the store's secret, so that nobody
/// without it can try out values. Two things of one number only make a cohort larger.
/// </summary>
/// <param name="keys">Hashes under the store's secret.</param>
internal sealed class CohortKeys(StoreKeys keys)
{
    private readonly ConcurrentDictionary<(Iri Property, Term? Value), uint> known = new();
    private int count;

    /// <summary>
    /// Whether a value is looked up by itself: a name that several twins may share. Literals are as many as facts, and a node of a twin's own is in no other; where a
    /// condition names one of these, its property alone is looked up.
    /// </summary>
    public static bool IsName(Term value) => value is Iri iri && !iri.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal);

    /// <summary>The number of a property, with one value or with any.</summary>
    public uint Of(Iri property, Term? value = null)
    {
        if (known.TryGetValue((property, value), out var number)) { return number; }
        var hash = value is Iri iri ? keys.CohortHash(property.Value, iri.Value) : keys.CohortHash(property.Value);
        number = BinaryPrimitives.ReadUInt32LittleEndian(hash);
        // A hash costs more than a look-up; which ones are forgotten does not matter.
        if (Interlocked.Increment(ref count) > Limits.MaxRememberedCohortKeys)
        {
            known.Clear();
            Volatile.Write(ref count, 0);
        }
        known[(property, value)] = number;
        return number;
    }
}
