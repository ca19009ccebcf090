namespace Ontotwin.Sources;

/// <summary>How a gzip ended. <c>default</c> is that it has not yet.</summary>
internal enum GzipEnd
{
    NotYet = 0,

    /// <summary>With its last member.</summary>
    Whole,

    /// <summary>Within a member: the rest is missing.</summary>
    Cut,

    /// <summary>At bytes that are no gzip, or whose checksum is not that of what was unpacked.</summary>
    Damaged,

    /// <summary>With its last member, and other bytes lie behind that.</summary>
    Followed,
}
