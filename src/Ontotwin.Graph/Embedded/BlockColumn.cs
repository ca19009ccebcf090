namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The columns of a block of facts, in the order they stand in it. What is new in a column stands at its place, what came before by its number; the tables are the same
/// ones for writer and reader, who fill them as they go.
/// </summary>
internal enum BlockColumn
{
    /// <summary>A subject a fact: 0 as the fact before, else a term, one more.</summary>
    Subjects,

    /// <summary>A predicate a fact: 0 a new name, else its number among the predicates, one more.</summary>
    Predicates,

    /// <summary>An object a fact: 0 a literal, 1 a new name, else its number among the names, two more.</summary>
    Objects,

    /// <summary>Texts of literals: 0 a new text, else its number among the texts, one more.</summary>
    Lexicals,

    /// <summary>Datatype and language of literals: 0 a new pair, else its number, one more.</summary>
    Kinds,

    /// <summary>A justification a fact: 0 as the fact before, 1 a source, 2 a rule.</summary>
    Justifications,

    /// <summary>When facts were learned: an instant in ticks beyond the one before, and for how many facts it holds.</summary>
    Instants,

    /// <summary>Document and hash of a source: 0 a new pair, else its number, one more.</summary>
    Documents,

    /// <summary>Rule, version and lookups of a source: 0 new ones, else their number, one more.</summary>
    Rules,

    /// <summary>Where a source's bytes begin, from the end of the bytes before.</summary>
    Starts,

    /// <summary>How many they are, beyond the characters of the text.</summary>
    Lengths,

    /// <summary>A source's text: 0 a new text, 1 the characters of the fact's literal, else its number among the texts, two more.</summary>
    OriginTexts,

    /// <summary>Bytes of a source's path: how many of the path before, and how many others.</summary>
    Paths,

    /// <summary>Those others.</summary>
    PathBytes,

    /// <summary>What rules conclude from: rule, version, premises.</summary>
    Derivations,

    /// <summary>New names: the part up to the last <c>/</c> or <c>#</c> as a text, one bit for blank nodes, bytes of the rest.</summary>
    Names,

    /// <summary>Those bytes.</summary>
    NameBytes,

    /// <summary>New texts: how many bytes.</summary>
    Texts,

    /// <summary>Those bytes.</summary>
    TextBytes,

    /// <summary>Numbers of facts that are closed, and when.</summary>
    Closings,
}
