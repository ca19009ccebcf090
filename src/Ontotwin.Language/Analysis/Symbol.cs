using Ontotwin.Values;

namespace Ontotwin.Language.Analysis;

/// <summary>What a name stands for.</summary>
internal enum SymbolKind
{
    Module = 0,
    Lookup,
    Function,
    Shape,
    Map,
    Site,
    Feature,
    Score,
    Model,
    CausalGraph,
    Guideline,
    Rule,
    Node,
    Variable,
    Column,
    Input,
    Let,
    Table,
    Class,
    Property,
    Individual,
}

/// <summary>What a name stands for, wherever it is used.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, without quotes.</param>
/// <param name="Declaration">Where it is declared in the program; null for a term of the ontology.</param>
/// <param name="Written">The declaration's first line, or the class of a node; empty for a term.</param>
internal sealed record Symbol(SymbolKind Kind, string Name, TextSpan? Declaration, string Written)
{
    /// <summary>Whether it is the program's own name and not the name of a thing outside (a column's header, a module's file).</summary>
    public bool IsRenamable => Kind is SymbolKind.Lookup or SymbolKind.Function or SymbolKind.Shape or SymbolKind.Map or SymbolKind.Feature or SymbolKind.Score or SymbolKind.CausalGraph
        or SymbolKind.Node or SymbolKind.Variable or SymbolKind.Input or SymbolKind.Let or SymbolKind.Table;

    /// <summary>Whether it is known only within the block that declares it.</summary>
    public bool IsLocal => Kind is SymbolKind.Node or SymbolKind.Variable or SymbolKind.Input or SymbolKind.Let;
}

/// <summary>A name at a place.</summary>
internal readonly record struct SymbolUse(TextSpan Span, Symbol Symbol);
