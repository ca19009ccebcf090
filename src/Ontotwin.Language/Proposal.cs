using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>Something that may be written at a place.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What it means, in a line; empty when its name says it.</param>
public sealed record Proposal(string Text, ProposalKind Kind, string Detail);

/// <summary>What may be written at a place.</summary>
/// <param name="Replaces">The word begun there, which a proposal replaces.</param>
/// <param name="Items">Likely things first.</param>
public sealed record Completion(TextSpan Replaces, ImmutableArray<Proposal> Items);

/// <summary>What a proposal is. <c>default</c> is a keyword.</summary>
public enum ProposalKind
{
    /// <summary>A word of the language.</summary>
    Keyword = 0,

    /// <summary>A class of the ontology.</summary>
    Class,

    /// <summary>A property of the ontology.</summary>
    Property,

    /// <summary>A named individual of the ontology.</summary>
    Individual,

    /// <summary>A field, component, element or column of a source.</summary>
    Field,

    /// <summary>A node or variable of the map, or an input or part of the score.</summary>
    Variable,

    /// <summary>A function.</summary>
    Function,

    /// <summary>Another declaration of the program: lookup, score, feature, rule, module.</summary>
    Declaration,

    /// <summary>A UCUM unit.</summary>
    Unit,
}

/// <summary>What stands at a place, in words.</summary>
/// <param name="Span">The words meant.</param>
/// <param name="Markdown">The description, as Markdown.</param>
public sealed record Description(TextSpan Span, string Markdown);

/// <summary>A change to a text.</summary>
/// <param name="Span">What is replaced.</param>
/// <param name="Text">By what.</param>
public sealed record TextChange(TextSpan Span, string Text);
