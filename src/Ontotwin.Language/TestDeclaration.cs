using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A test in the language.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Of">The map, guideline or score tested; null: that of the block it stands in.</param>
/// <param name="Given">What is given.</param>
/// <param name="Expect">What must come of it.</param>
/// <param name="Span">Where it stands.</param>
public sealed record TestDeclaration(
    string Name, ModuleName Module, string? Of, ImmutableArray<TestGiven> Given, ImmutableArray<TestExpectation> Expect, TextSpan Span)
{
    /// <summary>Lookups replaced for the test: name → entries.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, Code>> Lookups { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, Code>>.Empty;
}

/// <summary>Something given to a test.</summary>
public abstract record TestGiven
{
    private protected TestGiven()
    {
    }
}

/// <summary>A document, by its path beside the module.</summary>
public sealed record GivenDocument(string Path) : TestGiven;

/// <summary>A document written in the test.</summary>
public sealed record GivenText(string Name, string Text) : TestGiven;

/// <summary><c>has X</c> or <c>on X</c>, or <c>not has X</c>.</summary>
public sealed record GivenPresence(Iri Class, bool IsPresent) : TestGiven;

/// <summary><c>Potassium = 5.4 'mmol/L'</c>, <c>Potassium = unknown</c>, <c>age = 61</c>, <c>sex = Female</c>, a score or a feature by name.</summary>
/// <param name="Name">Concept, score, feature or model output, or <c>age</c>, <c>sex</c>.</param>
/// <param name="Class">The observation class; null when it is none.</param>
/// <param name="Value">A quantity, truth value or individual.</param>
public sealed record GivenValue(string Name, Iri? Class, Expression Value) : TestGiven
{
    /// <summary>The individual given; null when a quantity or truth value is.</summary>
    public Iri? Individual { get; init; }
}

/// <summary>Something expected by a test.</summary>
public abstract record TestExpectation
{
    private protected TestExpectation()
    {
    }
}

/// <summary><c>expect one LabResult { value = 199 'mg/dL' }</c>, <c>expect 3 LabResult</c>, <c>expect no Patient</c>.</summary>
public sealed record ExpectNodes(int Count, OntologyClass Class, ImmutableArray<ExpectedProperty> Properties) : TestExpectation;

/// <summary>A property with a value.</summary>
public sealed record ExpectedProperty(OntologyProperty Property, Expression Value);

/// <summary><c>expect no diagnostics</c>, <c>expect diagnostic OT4101</c>.</summary>
public sealed record ExpectDiagnostics(string? Code) : TestExpectation;

/// <summary><c>expect rasi.start blocked ask Potassium</c>.</summary>
/// <param name="Rule">Full name of the rule.</param>
/// <param name="Status">in, out, undecided, blocked, superseded.</param>
/// <param name="Ask">What it must ask for; empty: not looked at.</param>
public sealed record ExpectRule(string Rule, string Status, ImmutableArray<string> Ask) : TestExpectation;

/// <summary><c>expect NEWS2 = 5</c>, <c>expect NEWS2 in 5 .. 8</c>.</summary>
/// <param name="Name">Score or feature.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Tolerance">How far off either end may be.</param>
public sealed record ExpectValue(string Name, decimal Low, decimal High, decimal Tolerance) : TestExpectation;
