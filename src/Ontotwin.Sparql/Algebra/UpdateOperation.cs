using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Algebra;

/// <summary>One operation of an update (SPARQL 1.1 Update, section 3).</summary>
internal abstract record UpdateOperation
{
    /// <summary>Whether it writes to the default graph, if it finds what it looks for, or makes a graph.</summary>
    public abstract bool ChangesDefaultGraphOrMakesOne { get; }
}

/// <summary>INSERT DATA and DELETE DATA.</summary>
internal sealed record DataOperation(ImmutableArray<QuadPattern> Quads, bool IsDelete) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => Quads.Any(q => q.Graph is null);
}

/// <summary>DELETE and INSERT by a pattern.</summary>
internal sealed record ModifyOperation(
    Iri? With, ImmutableArray<QuadPattern> Deleted, ImmutableArray<QuadPattern> Inserted, ImmutableArray<Iri> Default, ImmutableArray<Iri> Named, Pattern Where) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => With is null && Deleted.Concat(Inserted).Any(q => q.Graph is null);
}

/// <summary>LOAD.</summary>
internal sealed record LoadOperation(Iri Document, Iri? Graph, bool IsSilent) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => Graph is null;
}

/// <summary>CLEAR and DROP.</summary>
internal sealed record ClearOperation(GraphTarget Target, bool IsDrop, bool IsSilent) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => Target.Kind is GraphTargetKind.Default or GraphTargetKind.All;
}

/// <summary>CREATE.</summary>
internal sealed record CreateOperation(Iri Graph, bool IsSilent) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => true;
}

/// <summary>ADD, MOVE and COPY; null: the default graph.</summary>
internal sealed record TransferOperation(TransferKind Kind, Iri? From, Iri? To, bool IsSilent) : UpdateOperation
{
    public override bool ChangesDefaultGraphOrMakesOne => To is null || (Kind == TransferKind.Move && From is null);
}

/// <summary>How a graph's triples come into another.</summary>
internal enum TransferKind
{
    Add = 0,
    Move,
    Copy,
}

/// <summary>Which graphs are meant.</summary>
internal enum GraphTargetKind
{
    One = 0,
    Default,
    Named,
    All,
}

/// <summary>The graphs that CLEAR and DROP name.</summary>
internal sealed record GraphTarget(GraphTargetKind Kind, Iri? Graph);
