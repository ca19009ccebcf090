namespace Ontotwin.Rdf.JsonLd;

/// <summary>Unwinds the reader of JSON-LD to its one exit; never leaves this room.</summary>
/// <param name="error">The recommendation's name of the error (<see cref="JsonLdErrors"/>).</param>
/// <param name="at">The value that is wrong.</param>
/// <param name="what">What is wrong, and what is wanted.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its place")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class JsonLdException(string error, JsonItem at, string what) : Exception(what)
{
    public string Error { get; } = error;

    public JsonItem At { get; } = at;

    /// <summary>The remote context that is not at hand; null: it is another error.</summary>
    public string? MissingContext { get; init; }
}
