using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>What an expression computes with: a term whose lexical form has been read. No value (null) is an error of the expression.</summary>
internal abstract class Value
{
    private Term? term;

    protected Value(Term? term) => this.term = term;

    /// <summary>The term: as it was written, or in a canonical form where it was computed.</summary>
    public Term Term => term ??= MakeTerm();

    protected abstract Term MakeTerm();
}

/// <summary>An IRI or a blank node.</summary>
internal sealed class ResourceValue(Term term) : Value(term)
{
    protected override Term MakeTerm() => Term;
}

/// <summary>A string, or words in a language.</summary>
internal sealed class TextValue(string text, string? language = null, Literal? literal = null) : Value(literal)
{
    public string Text { get; } = text;

    public string? Language { get; } = language;

    protected override Term MakeTerm() => Language is null ? Literal.Text(Text) : Literal.InLanguage(Text, Language);
}

/// <summary>True or false.</summary>
internal sealed class BooleanValue(bool isTrue, Literal? literal = null) : Value(literal)
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    public bool IsTrue { get; } = isTrue;

    public static BooleanValue Of(bool isTrue) => isTrue ? True : False;

    protected override Term MakeTerm() => Literal.Boolean(IsTrue);
}

/// <summary>A literal of which only equality of terms is known: an unknown datatype, or a form that its datatype does not have.</summary>
internal sealed class OpaqueValue(Literal literal) : Value(literal)
{
    public Literal Literal { get; } = literal;

    protected override Term MakeTerm() => Literal;
}
