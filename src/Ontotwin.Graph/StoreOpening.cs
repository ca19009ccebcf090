namespace Ontotwin.Graph;

/// <summary>What opening a store may do to its folder. <c>default</c> is <see cref="MustExist"/>: it makes nothing.</summary>
public enum StoreOpening
{
    /// <summary>The store must be there; it can be written to.</summary>
    MustExist = 0,

    /// <summary>A store is made in a folder that is missing or empty.</summary>
    CreateIfMissing,

    /// <summary>The store must be there; it is only read, as it was at opening, even while another process writes to it.</summary>
    ReadOnly,

    /// <summary>The store must be there; it is only read, and each read sees what any process has written by then. For servers; opening costs more than <see cref="ReadOnly"/>.</summary>
    Following,
}
