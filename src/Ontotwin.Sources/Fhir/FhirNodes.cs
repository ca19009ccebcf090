using System.Runtime.CompilerServices;

namespace Ontotwin.Sources.Fhir;

/// <summary>
/// The nodes of one record by number, in pieces of 32 KiB: what lives as long as a record costs least in the collector's youngest generation, which takes no larger ones.
/// </summary>
internal sealed class FhirNodes
{
    private const int Shift = 10;
    private const int PieceLength = 1 << Shift;
    private const int FirstLength = 32;
    private FhirNode[][] pieces = [[]];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The node of a number below <see cref="Count"/>.</summary>
    public ref FhirNode this[int node]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref pieces[node >> Shift][node & (PieceLength - 1)];
    }

    /// <summary>Adds a node; returns its number.</summary>
    public int Add(in FhirNode node)
    {
        var piece = Count >> Shift;
        if (piece == pieces.Length || (Count & (PieceLength - 1)) >= pieces[piece].Length) { Widen(piece); }
        this[Count] = node;
        return Count++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    // The first piece grows with the record: most resources are small.
    private void Widen(int piece)
    {
        if (piece == pieces.Length)
        {
            Array.Resize(ref pieces, piece * 2);
            pieces.AsSpan(piece).Fill([]);
        }
        if (piece == 0) { Array.Resize(ref pieces[0], Math.Clamp(Count * 2, FirstLength, PieceLength)); }
        else { pieces[piece] = new FhirNode[PieceLength]; }
    }
}
