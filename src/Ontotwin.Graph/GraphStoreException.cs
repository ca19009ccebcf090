using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>The store, disk or network is at fault, not the input. Carries what to tell the user.</summary>
public sealed class GraphStoreException : Exception
{
    /// <summary>A fault described by a diagnostic.</summary>
    public GraphStoreException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.ToString(), inner) => Diagnostic = diagnostic;

    /// <summary>A fault of unknown kind.</summary>
    public GraphStoreException()
        : this("the store failed")
    {
    }

    /// <summary>A fault in words.</summary>
    public GraphStoreException(string message)
        : this(new Diagnostic("OT5001", Severity.Error, message))
    {
    }

    /// <summary>A fault in words, with its cause.</summary>
    public GraphStoreException(string message, Exception innerException)
        : this(new Diagnostic("OT5001", Severity.Error, message), innerException)
    {
    }

    /// <summary>What happened, and what to do.</summary>
    public Diagnostic Diagnostic { get; }
}
