namespace Ontotwin.Cli;

/// <summary>The command was called wrongly in a way that its parser does not see.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown with its message only")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this project")]
internal sealed class UsageException(string message) : Exception(message);
