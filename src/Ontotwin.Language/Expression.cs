using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A bound expression: every name in it is resolved. Maps use the first half of the cases, guidelines the second, both the operators.</summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary>A text in double quotes.</summary>
public sealed record TextLiteral(string Value) : Expression;

/// <summary>A number, perhaps with a UCUM unit.</summary>
public sealed record QuantityLiteral(decimal Value, string? Unit) : Expression;

/// <summary><c>true</c>, <c>false</c> or, in tests, <c>unknown</c>.</summary>
public sealed record TruthLiteral(Truth Value) : Expression;

/// <summary>One of several, by a named operator: <c>or and not = != &lt; &lt;= &gt; &gt;= + - * / ^ neg in ..</c> (<c>..</c> makes a range of its two operands).</summary>
public sealed record OperatorExpression(string Operator, ImmutableArray<Expression> Operands) : Expression;

/// <summary>A parameter of a shape that stands for a value.</summary>
/// <param name="Name">Its name in the plan.</param>
public sealed record ParameterExpression(string Name) : Expression;

/// <summary>A call of a built-in or declared function by name.</summary>
public sealed record CallExpression(string Function, ImmutableArray<Expression> Arguments) : Expression;

/// <summary><c>if c then a else b</c>: unknown conditions give the hull of both.</summary>
public sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Else) : Expression;

/// <summary>Several values in parentheses, such as <c>(StudyDate, StudyTime)</c>.</summary>
public sealed record TupleExpression(ImmutableArray<Expression> Items) : Expression;

/// <summary>A walk through a record's fields.</summary>
/// <param name="Start">Variable it starts from (<c>for g in …</c>), or null for the record itself, or <c>.</c> for the field that a filter or <c>each</c> stands at.</param>
/// <param name="Steps">Steps, outermost first.</param>
public sealed record PathExpression(string? Start, ImmutableArray<PathStep> Steps) : Expression
{
    /// <summary>The path as it was written, for coverage and messages.</summary>
    public string Written { get; init; } = "";

    /// <summary>Whether the source's schema says that it leads to a number that the source gives to one thing: an order's (EI), a visit's (CX), a resource's id, a UID.</summary>
    public bool IsIdentifier { get; init; }
}

/// <summary>The first of several that is there: <c>a ?? b</c>.</summary>
public sealed record CoalesceExpression(ImmutableArray<Expression> Choices) : Expression;

/// <summary>A node of the same map, by its name.</summary>
public sealed record NodeExpression(string Node) : Expression;

/// <summary>A node declared elsewhere: <c>ref Patient key (…)</c>, <c>ref Patient of o.subject</c>, <c>… or stub</c>.</summary>
/// <param name="Class">Class of the node.</param>
/// <param name="Key">Parts of its key; empty when <paramref name="Of"/> is given.</param>
/// <param name="Of">A FHIR reference; null when a key is given.</param>
/// <param name="OrStub">Whether a node that nobody else declares is made, with its class and key alone.</param>
public sealed record ReferenceExpression(Iri Class, ImmutableArray<KeyPart> Key, Expression? Of, bool OrStub) : Expression;

/// <summary>A property of the document's site: <c>site.authority</c>, <c>site.zone</c>.</summary>
public sealed record SiteExpression(string Setting) : Expression;

/// <summary>Whether the person has an instance of a class: <c>has CKD</c>, <c>on ACEi</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsCurrentMedication">Whether a medication in use is meant (<c>on</c>).</param>
/// <param name="MustBeKnown">Whether absence of a record is unknown rather than false (<c>known</c>).</param>
/// <param name="Within">How far back it may lie; null for no bound.</param>
public sealed record PresenceExpression(Iri Class, bool IsCurrentMedication, bool MustBeKnown, QuantityLiteral? Within) : Expression;

/// <summary>A value taken from the person's observations or a feature: <c>latest Potassium within 14 'd'</c>, <c>mean RestingHeartRate within 60 'd'</c>.</summary>
/// <param name="Function">latest, first, min, max, mean, median, sum, count, slope, sd, percentile.</param>
/// <param name="Subject">Local name of the observation class, or name of a feature.</param>
/// <param name="Class">The observation class; null when a feature is meant.</param>
/// <param name="Within">Window that ends at <c>asOf</c> (or at <paramref name="Before"/>).</param>
/// <param name="Before">How long before <c>asOf</c> the window ends; null: at <c>asOf</c>.</param>
public sealed record WindowExpression(string Function, string Subject, Iri? Class, QuantityLiteral? Within, QuantityLiteral? Before) : Expression
{
    /// <summary>The percentile's rank, 0 to 100.</summary>
    public decimal? Rank { get; init; }
}

/// <summary>A name that stands for a declared value: a score, a model output, a feature's latest value, a <c>let</c>, <c>age</c>.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">The name.</param>
public sealed record NamedExpression(NamedKind Kind, string Name) : Expression;

/// <summary>What a <see cref="NamedExpression"/> names.</summary>
public enum NamedKind
{
    /// <summary>The person's age in years at <c>asOf</c>, an interval when the birth date is partial.</summary>
    Age = 0,

    /// <summary>A score.</summary>
    Score,

    /// <summary>The largest single term of a score (<c>NEWS2.highest</c>).</summary>
    ScoreHighest,

    /// <summary>A model's output.</summary>
    Model,

    /// <summary>The latest value of a feature.</summary>
    Feature,

    /// <summary>A <c>let</c> or <c>input</c> of the same score.</summary>
    Let,
}

/// <summary><c>days since KneeReplacement</c>: days from the latest instance's time to <c>asOf</c>.</summary>
public sealed record DaysSinceExpression(Iri Class) : Expression;

/// <summary><c>sex is Female</c>, or what a coded observation is: <c>latest Consciousness is Alert</c>.</summary>
/// <param name="Value">What is asked; null for the person's sex.</param>
/// <param name="Category">Individual (sex) or class (observations) that it must be.</param>
public sealed record IsExpression(Expression? Value, Iri Category) : Expression;

/// <summary><c>surely x</c>: unknown counts as false; <c>possibly x</c>: unknown counts as true. The proof records it.</summary>
public sealed record CollapseExpression(bool Surely, Expression Operand) : Expression;

/// <summary>One step of a <see cref="PathExpression"/>.</summary>
public abstract record PathStep
{
    private protected PathStep()
    {
    }
}

/// <summary>To the children of a name (all repetitions).</summary>
public sealed record ChildStep(string Name) : PathStep;

/// <summary>To all places of a name, however deep: <c>.below(section)</c>.</summary>
public sealed record BelowStep(string Name) : PathStep;

/// <summary>To the segments of a name that stand after a segment and before the next one of its own name: <c>.following(PV1)</c>. Only HL7 v2 has them.</summary>
public sealed record FollowingStep(string Name) : PathStep;

/// <summary>To the place around: <c>.up()</c>.</summary>
public sealed record UpStep : PathStep;

/// <summary>To a segment, wherever in the group or message it stands.</summary>
public sealed record SegmentStep(string Name) : PathStep;

/// <summary>To the first or last repetition.</summary>
public sealed record PickStep(bool Last) : PathStep;

/// <summary>To the repetitions that meet a condition.</summary>
public sealed record FilterStep(Expression Condition) : PathStep;

/// <summary>To the resources of a type: <c>.ofType(Observation)</c>.</summary>
public sealed record OfTypeStep(string Type) : PathStep;

/// <summary>To the resource that a reference points at: <c>.resolve()</c>.</summary>
public sealed record ResolveStep : PathStep;

/// <summary>To what an expression of FHIRPath gives: <c>.fhirpath("name.where(use = 'official')")</c>. Only FHIR has it.</summary>
/// <param name="Expression">The expression.</param>
public sealed record FhirPathStep(string Expression) : PathStep;

/// <summary>One part of a key.</summary>
/// <param name="Value">What it is made of.</param>
/// <param name="IsOptional">Whether it may be absent (<c>?</c>).</param>
public sealed record KeyPart(Expression Value, bool IsOptional);
