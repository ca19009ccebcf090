namespace Ontotwin.Mapping.Rml;

/// <summary>What a run of an RML mapping refuses to exceed.</summary>
public static class RmlLimits
{
    /// <summary>Term maps, functions and gathers within each other.</summary>
    public const int MaxNesting = 32;

    /// <summary>Bytes of a source, unpacked, and of what is unpacked from it, 1 GiB.</summary>
    public const int MaxSourceBytes = 1 << 30;

    /// <summary>Bytes of keys and terms that the indexes of all joins hold together, 1 GiB.</summary>
    public const long MaxJoinBytes = 1L << 30;

    /// <summary>Members of the lists and containers that are gathered over several rows, together.</summary>
    public const int MaxGathered = 10_000_000;

    /// <summary>Terms that one term map makes of one row: several references with several values each are all combined.</summary>
    public const int MaxTermsPerRow = 1_000_000;

    /// <summary>Rows that a view makes of one row of its source.</summary>
    public const int MaxViewRows = 1_000_000;

    /// <summary>Bytes of a target that is not written as it comes (RDF/XML, JSON-LD, another encoding, an archive), 512 MiB.</summary>
    public const int MaxTargetBytes = 512 << 20;

    /// <summary>Diagnostics kept of one run; further ones are counted.</summary>
    public const int MaxDiagnostics = 100;

    /// <summary>What relative IRIs of a mapping without <c>@base</c> are relative to: they are names within the file only.</summary>
    internal const string RelativeBase = "http://mapping.invalid/";
}
