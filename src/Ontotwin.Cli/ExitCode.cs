namespace Ontotwin.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input or the program text is at fault.</summary>
    public const int Input = 1;

    /// <summary>The command was called wrongly.</summary>
    public const int Usage = 2;

    /// <summary>Disk, network or store.</summary>
    public const int Environment = 3;
}
