namespace Ontotwin.Sources.Packed;

/// <summary>What a block of deflated data is.</summary>
internal enum BlockKind : byte
{
    /// <summary>None: the next one has not begun.</summary>
    None,

    /// <summary>Bytes as they are.</summary>
    Stored,

    /// <summary>Symbols of codes.</summary>
    Coded,
}

/// <summary>Where in its blocks deflated data were left.</summary>
/// <param name="IsLast">Whether the block is the last one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Left">Bytes that are left of a stored one.</param>
/// <param name="Lengths">Lengths of the codes of a coded one, of literals and then of distances.</param>
internal readonly record struct BlockState(bool IsLast, BlockKind Kind, int Left, byte[] Lengths);
