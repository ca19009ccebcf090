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

/// <summary><c>has X</c>, <c>on X</c>, <c>not has X</c>, <c>has X since 5 'd'</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsPresent">Whether there is one.</param>
/// <param name="Since">How long before <c>asOf</c> it began; null: not said.</param>
public sealed record GivenPresence(Iri Class, bool IsPresent, QuantityLiteral? Since) : TestGiven;

/// <summary><c>Consciousness is Alert</c>, <c>sex is Female</c>.</summary>
/// <param name="Class">The observation class; null for the person's sex.</param>
/// <param name="Category">Class or individual that it is.</param>
public sealed record GivenCategory(Iri? Class, Iri Category) : TestGiven;

/// <summary><c>Potassium = 5.4 'mmol/L'</c>, <c>Potassium = unknown</c>, <c>age = 61 'a'</c>, a score, feature or model set directly, also to a range.</summary>
/// <param name="Name">Observation class, score, feature or model, or <c>age</c>.</param>
/// <param name="Class">The observation class; null when it is none.</param>
/// <param name="Value">The interval of values; null: unknown.</param>
/// <param name="Unit">UCUM unit; null for a bare number.</param>
public sealed record GivenValue(string Name, Iri? Class, Interval? Value, string? Unit) : TestGiven;

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

/// <summary><c>expect no diagnostics</c>, <c>expect some diagnostics</c>, <c>expect diagnostic OT4101</c>.</summary>
/// <param name="Code">The code that must occur; null: any.</param>
/// <param name="Some">Whether there must be one rather than none.</param>
public sealed record ExpectDiagnostics(string? Code, bool Some) : TestExpectation;

/// <summary><c>expect 1 reject</c>.</summary>
public sealed record ExpectRejects(int Count) : TestExpectation;

/// <summary><c>expect rasi.start blocked ask Potassium</c>.</summary>
/// <param name="Rule">Full name of the rule.</param>
/// <param name="Status">in, out, undecided, blocked, superseded.</param>
/// <param name="Ask">What it must ask for; empty: not looked at.</param>
/// <param name="Urgency">What its urgency must be; null: not looked at.</param>
public sealed record ExpectRule(string Rule, string Status, ImmutableArray<string> Ask, string? Urgency) : TestExpectation;

/// <summary><c>expect NEWS2 = 5</c>, <c>expect NEWS2 = 5 .. 8</c>: the interval of a score or feature, ends compared within a tolerance.</summary>
/// <param name="Name">Score or feature.</param>
/// <param name="Value">What its value must be.</param>
/// <param name="Unit">UCUM unit; null for a bare number.</param>
/// <param name="Tolerance">How far off either end may be; null: half of the last digit written.</param>
public sealed record ExpectValue(string Name, Interval Value, string? Unit, decimal? Tolerance) : TestExpectation;
