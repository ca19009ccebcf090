namespace Ontotwin.LanguageServer;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Bytes of one message's body.</summary>
    public const int MaxMessageBytes = 64 << 20;

    /// <summary>Bytes of one header line.</summary>
    public const int MaxHeaderBytes = 4 << 10;

    /// <summary>Header lines of one message.</summary>
    public const int MaxHeaders = 32;

    /// <summary>Messages read and not yet answered: past them, the editor waits.</summary>
    public const int MaxWaitingMessages = 256;

    /// <summary>Files of the workspace that imports are looked for in.</summary>
    public const int MaxFiles = 2_000;

    /// <summary>Folders of the workspace that are looked through.</summary>
    public const int MaxFolders = 20_000;

    /// <summary>Proposals in one answer.</summary>
    public const int MaxProposals = 2_000;

    /// <summary>How long typing must rest before errors are looked for again.</summary>
    public const int DebounceMs = 60;
}
