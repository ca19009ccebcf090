using System.Text;

namespace Ontotwin.Rdf;

/// <summary>An RDF 1.1 term: an <see cref="Iri"/>, a <see cref="BlankNode"/> or a <see cref="Literal"/>. Equal when RDF says they are the same term.</summary>
public abstract record Term
{
    private protected Term()
    {
    }

    /// <summary>A copy, which is written otherwise than the term that it was copied from.</summary>
    protected Term(Term original)
    {
    }

    /// <summary>How it is written, once that was asked for twice; no part of what it is.</summary>
    internal TermForms? Forms { get; set; }

    /// <summary>Whether both are of one kind; the kinds compare what they hold.</summary>
    public virtual bool Equals(Term? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Itself, but for a blank node, which gets another label.</summary>
    /// <param name="labelOf">The new label of each label.</param>
    public Term Relabel(Func<string, string> labelOf) => this is BlankNode blank ? new BlankNode(labelOf(blank.Label)) : this;

    /// <summary>The term in N-Triples (RDF 1.1 N-Triples, section 2).</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        NTriplesText.Append(text, this);
        return text.ToString();
    }
}

/// <summary>An IRI, compared character by character.</summary>
/// <param name="Value">The absolute IRI.</param>
public sealed record Iri(string Value) : Term
{
    private int hash;

    /// <summary>The absolute IRI.</summary>
    public string Value { get; } = Value;

    /// <summary>The part after the last <c>#</c> or <c>/</c>: a name to show, never to compare.</summary>
    public string LocalName => Value[(Value.AsSpan().LastIndexOfAny('#', '/') + 1)..];

    /// <inheritdoc/>
    public bool Equals(Iri? other) => ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && Value == other.Value);

    /// <summary>Computed once: names are looked up again and again.</summary>
    public override int GetHashCode() => hash != 0 ? hash : hash = Value.GetHashCode();
}

/// <summary>A node without a name of its own, told apart by a label within one document or graph.</summary>
/// <param name="Label">The label, without <c>_:</c>.</param>
public sealed record BlankNode(string Label) : Term
{
    /// <summary>The labels that blank nodes of a document get beside those of others, so that no two documents share one.</summary>
    /// <param name="number">The document's, zero or more.</param>
    /// <returns>What <see cref="Term.Relabel"/> wants.</returns>
    public static Func<string, string> OfDocument(int number)
    {
        // Ended by a letter: 1 before "1x" is not 11 before "x".
        var prefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d{number}x");
        return label => prefix + label;
    }
}

/// <summary>A literal: characters and a datatype, or a language tag (then the datatype is rdf:langString).</summary>
/// <param name="Lexical">The characters.</param>
/// <param name="Datatype">The datatype.</param>
/// <param name="Language">Lower-case language tag, or null.</param>
public sealed record Literal(string Lexical, Iri Datatype, string? Language = null) : Term
{
    /// <summary>A plain string.</summary>
    public static Literal Text(string lexical) => new(lexical, Xsd.String);

    /// <summary>Words in a language.</summary>
    public static Literal InLanguage(string lexical, string language) => new(lexical, RdfTerms.LangString, language.ToLowerInvariant());

    /// <summary>A decimal number.</summary>
    public static Literal Number(decimal value)
    {
        var lexical = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(lexical, Xsd.Decimal);
    }

    /// <summary>A whole number.</summary>
    public static Literal Integer(long value) => new(value.ToString(System.Globalization.CultureInfo.InvariantCulture), Xsd.Integer);

    /// <summary>True or false.</summary>
    public static Literal Boolean(bool value) => new(value ? "true" : "false", Xsd.Boolean);
}
