using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// What one twin ever held a fact of: a number for each property, and for each property with a value that is a name. Nothing is taken out again, for the past can be
/// asked too. Beyond <see cref="Limits.MaxCohortKeysPerTwin"/> it says "anything".
/// </summary>
internal sealed class CohortRecord
{
    private const byte Format = 1, FormatOfAnything = 2;
    private readonly HashSet<uint> held = [];

    /// <summary>Whether it may hold anything.</summary>
    public bool IsAnything { get; private set; }

    /// <summary>Whether it says more than what was read.</summary>
    public bool IsChanged { get; private set; } = true;

    public int Count => held.Count;

    /// <summary>The record of a twin that may hold anything: one whose facts cannot be read.</summary>
    public static CohortRecord OfAnything() => new() { IsAnything = true };

    /// <summary>What is known of a twin; of a new one nothing.</summary>
    public static CohortRecord Of(byte[]? stored, ReadOnlySpan<byte> place, RecordSeal seal)
    {
        var record = new CohortRecord();
        if (stored is null) { return record; }
        var sorted = Decode(seal.Open(place, stored), out var isAnything);
        foreach (var number in sorted) { record.held.Add(number); }
        (record.IsAnything, record.IsChanged) = (isAnything, false);
        return record;
    }

    /// <summary>Notes a fact.</summary>
    public void Add(Triple triple, CohortKeys keys)
    {
        if (IsAnything) { return; }
        IsChanged |= held.Add(keys.Of(triple.Predicate));
        if (CohortKeys.IsName(triple.Object)) { IsChanged |= held.Add(keys.Of(triple.Predicate, triple.Object)); }
        if (held.Count <= Limits.MaxCohortKeysPerTwin) { return; }
        IsAnything = true;
        held.Clear();
    }

    /// <summary>Whether it says everything that a fact asks for.</summary>
    public bool Has(Triple triple, CohortKeys keys) =>
        IsAnything || (held.Contains(keys.Of(triple.Predicate)) && (!CohortKeys.IsName(triple.Object) || held.Contains(keys.Of(triple.Predicate, triple.Object))));

    /// <summary>The record as bytes, which is then what was read.</summary>
    public byte[] Encode()
    {
        IsChanged = false;
        var bytes = new byte[1 + (held.Count * sizeof(uint))];
        bytes[0] = IsAnything ? FormatOfAnything : Format;
        var at = 1;
        foreach (var number in held.Order())
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), number);
            at += sizeof(uint);
        }
        return bytes;
    }

    /// <summary>The numbers of a record, sorted.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such record.</exception>
    public static ReadOnlySpan<uint> Decode(ReadOnlySpan<byte> bytes, out bool isAnything)
    {
        if (bytes.IsEmpty || bytes[0] is not (Format or FormatOfAnything) || bytes.Length % sizeof(uint) != 1) { throw new InvalidDataException("an entry of the index of cohorts is of an unknown format"); }
        isAnything = bytes[0] == FormatOfAnything;
        return MemoryMarshal.Cast<byte, uint>(bytes[1..]);
    }
}
