namespace Ontotwin.Rdf;

/// <summary>How JSON-LD is read (JSON-LD 1.1 API, <c>JsonLdOptions</c>).</summary>
public sealed record JsonLdOptions
{
    /// <summary>What relative IRIs are relative to, but for what the document says; null: to nothing, and statements with such are left out.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Where remote contexts come from; null: a document that names one is refused.</summary>
    public IJsonLdLoader? Loader { get; init; }

    /// <summary>A document with an <c>@context</c> that applies before that of the document, in UTF-8; null: none.</summary>
    public byte[]? ExpandContext { get; init; }

    /// <summary>What directions of text become.</summary>
    public RdfDirection Direction { get; init; }

    /// <summary>Whether what JSON-LD 1.1 has brought is an error.</summary>
    public bool IsVersion10 { get; init; }
}
