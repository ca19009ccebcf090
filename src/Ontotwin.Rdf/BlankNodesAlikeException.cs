using Ontotwin.Values;

namespace Ontotwin.Rdf;

/// <summary>So many blank nodes look alike that a limit ended the search for what tells them apart: there is no answer. The diagnostic says what to do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown with its diagnostic only")]
public sealed class BlankNodesAlikeException : InvalidOperationException
{
    /// <summary>The code of <see cref="Diagnostic"/>.</summary>
    public const string ErrorCode = "OT9004";

    internal BlankNodesAlikeException(string message, string hint)
        : base(message) => Diagnostic = new(ErrorCode, Severity.Error, message) { Hint = hint };

    /// <summary>What happened, without the names of files, which are not known here.</summary>
    public Diagnostic Diagnostic { get; }
}
