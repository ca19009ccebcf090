using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A guideline: rules that stand on one publication.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version as written.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Citation">What it stands on.</param>
/// <param name="Rules">Its rules; their order has no meaning.</param>
/// <param name="Conflicts">Declared conflicts with other rules.</param>
/// <param name="ChineseReviewed">Whether a clinician has reviewed the Chinese texts.</param>
/// <param name="Span">Where it stands.</param>
public sealed record GuidelineDeclaration(
    string Name, string Version, ModuleName Module, Citation Citation, ImmutableArray<RuleDeclaration> Rules,
    ImmutableArray<ConflictDeclaration> Conflicts, bool ChineseReviewed, TextSpan Span)
{
    /// <summary>Further publications that it cites, in their order.</summary>
    public ImmutableArray<Citation> AlsoCites { get; init; } = [];
}

/// <summary>A publication, where in it, and how long it holds.</summary>
/// <param name="Text">The reference in words.</param>
/// <param name="Published">When it appeared; null when not said.</param>
/// <param name="ValidFrom">From when it holds; null: from its publication.</param>
/// <param name="ValidUntil">When it must be looked at again; null when not said.</param>
/// <param name="Section">Where in it; null when not said.</param>
public sealed record Citation(string Text, DateOnly? Published, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Section);

/// <summary>A text in the two languages of our readers.</summary>
/// <param name="En">English; holds <c>{Concept}</c> where the value used is shown.</param>
/// <param name="Zh">Chinese, the same.</param>
public sealed record BilingualText(string En, string Zh);

/// <summary>A rule.</summary>
/// <param name="Name">Its name within the guideline (<c>rasi.start</c>).</param>
/// <param name="FullName">With the guideline's name before it.</param>
/// <param name="When">What makes it apply.</param>
/// <param name="Unless">What defeats it.</param>
/// <param name="Action">What it says to do or not to do; null for a rule that only raises the urgency of another.</param>
/// <param name="Grade">How strongly.</param>
/// <param name="Because">For the clinician.</param>
/// <param name="Span">Where it stands.</param>
public sealed record RuleDeclaration(
    string Name, string FullName, Expression When, ImmutableArray<UnlessClause> Unless, RuleAction? Action, Grade Grade, BilingualText Because, TextSpan Span)
{
    /// <summary>For the patient; null when there is none.</summary>
    public BilingualText? Patient { get; init; }

    /// <summary>Rules that lose to this one (full names).</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];

    /// <summary>Transitions expected of the action.</summary>
    public ImmutableArray<ExpectedEffect> Expects { get; init; } = [];

    /// <summary>What to watch afterwards.</summary>
    public ImmutableArray<Monitoring> Monitors { get; init; } = [];

    /// <summary>What a missing input does, by concept name: ask or abstain.</summary>
    public ImmutableDictionary<string, MissingPolicy> Missing { get; init; } = ImmutableDictionary<string, MissingPolicy>.Empty;

    /// <summary>How soon: routine, soon, urgent, emergency.</summary>
    public string Urgency { get; init; } = "routine";

    /// <summary>The rule whose urgency it raises, and to what; null when it does not.</summary>
    public UrgencyRaise? Raises { get; init; }

    /// <summary>Its own citation where it stands on another than its guideline's; null otherwise.</summary>
    public Citation? Citation { get; init; }

    /// <summary>Further citations of its own, in their order.</summary>
    public ImmutableArray<Citation> AlsoCites { get; init; } = [];

    /// <summary>What else could be done.</summary>
    public ImmutableArray<RuleAction> Alternatives { get; init; } = [];

    /// <summary>The causal claim it relies on: a declared causal graph and an effect in it; null when it relies on none.</summary>
    public CausalReliance? Causal { get; init; }
}

/// <summary>One <c>unless</c>, with the words for it.</summary>
public sealed record UnlessClause(Expression Condition, BilingualText? Because);

/// <summary>What to do.</summary>
/// <param name="IsContraindication">Whether it says not to.</param>
/// <param name="Verb">start, stop, continue, order, refer, reduce, …</param>
/// <param name="Target">What: a class of the ontology.</param>
/// <param name="TargetName">Its local name as written.</param>
/// <param name="Goal">What for: local name of an individual of hdt:CareGoal; null when not said.</param>
public sealed record RuleAction(bool IsContraindication, string Verb, Iri Target, string TargetName, string? Goal)
{
    /// <summary>The action in the reader's words; null: verb and label of the target.</summary>
    public BilingualText? Wording { get; init; }
}

/// <summary><c>raise urgency of rule to level</c>.</summary>
/// <param name="Rule">Full name of the rule raised.</param>
/// <param name="Urgency">routine, soon, urgent, emergency.</param>
public sealed record UrgencyRaise(string Rule, string Urgency);

/// <summary>GRADE's strength and certainty, and the guideline's own grade.</summary>
/// <param name="IsStrong">Strong rather than conditional.</param>
/// <param name="IsFor">For rather than against.</param>
/// <param name="Certainty">very low, low, moderate, high (0 to 3).</param>
/// <param name="Native">The guideline's own grade, as it prints it; null when it has none.</param>
public sealed record Grade(bool IsStrong, bool IsFor, int Certainty, string? Native);

/// <summary>A transition expected of an action (TMR): what goes which way, by which mechanism.</summary>
/// <param name="What">Local name.</param>
/// <param name="IsUp">Rises rather than falls.</param>
/// <param name="Via">The mechanism, cause first; empty when not said.</param>
public sealed record ExpectedEffect(string What, bool IsUp, ImmutableArray<string> Via);

/// <summary>What to measure again, and between when and when after the action.</summary>
public sealed record Monitoring(string What, QuantityLiteral Earliest, QuantityLiteral Latest);

/// <summary>What a missing input does. <c>default</c> is <see cref="Ask"/>.</summary>
public enum MissingPolicy
{
    /// <summary>Ask for it.</summary>
    Ask = 0,

    /// <summary>Say nothing.</summary>
    Abstain,
}

/// <summary>A causal claim: <c>causal cardio effect of Statin on ASCVD</c>.</summary>
public sealed record CausalReliance(string Graph, string Treatment, string Outcome);

/// <summary><c>conflict a with b resolve how because …</c>.</summary>
/// <param name="First">Full name of a rule.</param>
/// <param name="Second">Full name of the other.</param>
/// <param name="Resolve">defer, prefer-first, prefer-second, both, undecided.</param>
/// <param name="Because">Why.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ConflictDeclaration(string First, string Second, string Resolve, BilingualText? Because, TextSpan Span);

/// <summary>A score: points by terms, or a formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Citation">The paper.</param>
/// <param name="Terms">Terms with points; empty for a formula.</param>
/// <param name="Formula">The formula; null for points.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ScoreDeclaration(
    string Name, ModuleName Module, Citation Citation, ImmutableArray<ScoreTerm> Terms, Expression? Formula, TextSpan Span)
{
    /// <summary>Unit of the result; null for bare points.</summary>
    public string? Unit { get; init; }

    /// <summary>Named parts, in order of dependence.</summary>
    public ImmutableArray<LetDeclaration> Lets { get; init; } = [];

    /// <summary>Inputs of a formula that are taken from the twin, each with the range it must lie in: outside, the score does not apply.</summary>
    public ImmutableArray<ScoreInput> Inputs { get; init; } = [];

    /// <summary>Files of the coefficient tables that its formula was bound with.</summary>
    public ImmutableArray<string> TableFiles { get; init; } = [];

    /// <summary>What a missing input or term does.</summary>
    public MissingInput Missing { get; init; }
}

/// <summary>What a missing input of a score does. <c>default</c> is <see cref="Unknown"/>.</summary>
public enum MissingInput
{
    /// <summary>The score is unknown.</summary>
    Unknown = 0,

    /// <summary>A missing term counts from its least to its most points: the score is an interval (<c>missing partial</c>).</summary>
    Partial,

    /// <summary>A missing input takes its whole declared range: the score is an interval (<c>missing interval</c>).</summary>
    Interval,
}

/// <summary>A named part of a formula. Values by case are a chain of <see cref="ConditionalExpression"/>; a table's coefficient is its number.</summary>
public sealed record LetDeclaration(string Name, Expression Value);

/// <summary>An input of a formula.</summary>
/// <param name="Name">Its name in the formula.</param>
/// <param name="Value">Where it comes from.</param>
/// <param name="Unit">Unit it is taken in; null for truth values (1 or 0) and bare numbers.</param>
/// <param name="Low">Least value the score is valid for; null: none.</param>
/// <param name="High">Greatest value; null: none.</param>
public sealed record ScoreInput(string Name, Expression Value, string? Unit, decimal? Low, decimal? High);

/// <summary>Points for the value of one term.</summary>
/// <param name="Name">The term's name.</param>
/// <param name="Value">A quantity, a coded value, or a condition.</param>
/// <param name="IsCondition">Whether <paramref name="Value"/> is a condition: the one case's points when it is true, 0 when it is false.</param>
/// <param name="Decimals">Decimals that the value is rounded to before it is looked up (0 for <c>integer</c>); null: none.</param>
/// <param name="When">When the term counts at all; null: always.</param>
/// <param name="Cases">Points by case.</param>
public sealed record ScoreTerm(string Name, Expression Value, bool IsCondition, int? Decimals, Expression? When, ImmutableArray<PointCase> Cases);

/// <summary>Points when a value lies in a range, is of a category, or meets no other case.</summary>
/// <param name="Range">The range; null for a category or condition.</param>
/// <param name="Category">The class that the observation must be an instance of (<c>is Alert</c>); null otherwise.</param>
/// <param name="IsOther">Whether it takes what no other case takes.</param>
/// <param name="Points">The points.</param>
public sealed record PointCase(Interval? Range, Iri? Category, bool IsOther, decimal Points);

/// <summary>
/// <c>feature RestingHeartRate of HeartRate = percentile(5) per 1 'd' valid 12 'h'</c>: a value for each period; or
/// <c>feature HrvBaseline of HeartRateVariability = mean within 60 'd'</c>: one value over the window that ends at <c>asOf</c>.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Series">Class of series it is computed from.</param>
/// <param name="Function">min, max, mean, median, sum, count, slope, sd, percentile, last.</param>
/// <param name="Argument">The function's argument; null when it has none.</param>
/// <param name="Within">Length of the window that ends at <c>asOf</c>; null when there is one value a period.</param>
/// <param name="Per">Length of one period; null when there is one window.</param>
/// <param name="Valid">Span of samples a period needs to count; null: one sample.</param>
/// <param name="Span">Where it stands.</param>
public sealed record FeatureDeclaration(
    string Name, Iri Series, string Function, decimal? Argument, QuantityLiteral? Within, QuantityLiteral? Per, QuantityLiteral? Valid, TextSpan Span);

/// <summary>A predictive model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="OnnxFile">Path of the ONNX file.</param>
/// <param name="CardFile">Path of its card (Turtle).</param>
/// <param name="Inputs">Inputs in the model's order.</param>
/// <param name="Output">Its output.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ModelDeclaration(
    string Name, ModuleName Module, string OnnxFile, string CardFile, ImmutableArray<ModelInput> Inputs, ModelOutput Output, TextSpan Span)
{
    /// <summary>Causal graph that tags the attributions (cause, marker); null: every attribution is <em>unknown</em>.</summary>
    public string? TaggedBy { get; init; }
}

/// <summary>One input of a model.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Value">Where it comes from.</param>
/// <param name="Unit">Unit it is given in; null for truth values and bare numbers.</param>
/// <param name="Variable">Its variable in the causal graph: local name of the class it reads, <c>Age</c>, <c>Sex</c>, else its own name.</param>
public sealed record ModelInput(string Name, Expression Value, string? Unit, string Variable);

/// <summary>A model's output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">Class of what is predicted, and its variable in the causal graph; null when not said.</param>
/// <param name="CalibrationFile">Calibration table; null: the raw output is shown as such.</param>
/// <param name="ConformalPercent">Coverage of the conformal interval; null: none.</param>
public sealed record ModelOutput(string Name, Iri? Of, string? CalibrationFile, decimal? ConformalPercent);

/// <summary>A causal graph and the effects asked of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Edges">Arrows, cause first.</param>
/// <param name="Latent">Variables that are not measured.</param>
/// <param name="Effects">Effects asked.</param>
/// <param name="Citation">What it stands on; null when not said.</param>
/// <param name="Span">Where it stands.</param>
public sealed record CausalDeclaration(
    string Name, ImmutableArray<CausalEdge> Edges, ImmutableArray<string> Latent, ImmutableArray<CausalQuestion> Effects, Citation? Citation, TextSpan Span);

/// <summary>An arrow.</summary>
public sealed record CausalEdge(string Cause, string Effect);

/// <summary><c>effect of T on Y by backdoor</c>.</summary>
public sealed record CausalQuestion(string Treatment, string Outcome, string Method);
