using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A map: what facts a record of some kind gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Source">What records it reads.</param>
/// <param name="Body">Nodes, loops and series, in order.</param>
/// <param name="Span">Where it stands.</param>
public sealed record MapDeclaration(string Name, ModuleName Module, SourceSelector Source, ImmutableArray<MapStatement> Body, TextSpan Span)
{
    /// <summary>The name that no other module's map has, with which the rules of its origins begin: <c>module/map</c>.</summary>
    public string FullName => NameOf(Module, Name);

    /// <summary>The full name of a module's map.</summary>
    public static string NameOf(ModuleName module, string map) => module.Name + "/" + map;

    /// <summary>The full name of the map that a rule belongs to: <c>stanna.labs/labs</c> of <c>stanna.labs/labs.obs.value</c>.</summary>
    public static string OfRule(string rule)
    {
        var end = rule.IndexOf('.', rule.IndexOf('/', StringComparison.Ordinal) + 1);
        return end < 0 ? rule : rule[..end];
    }
}

/// <summary>A module's name and version.</summary>
/// <param name="Name">Dotted name.</param>
/// <param name="Version">Version as written.</param>
/// <param name="File">The file it stands in.</param>
public sealed record ModuleName(string Name, string Version, string File);

/// <summary>What records a map or identity statement fits.</summary>
/// <param name="Format">The format.</param>
/// <param name="Version">Version of the schema it is checked against; null for CSV.</param>
/// <param name="OnlyThatVersion">Whether records of other versions are left alone (<c>only</c>).</param>
/// <param name="Types">Message structures (<c>ORU_R01</c>), message codes (<c>ADT</c>, for <c>ADT any</c>) or resource types; empty: any.</param>
/// <param name="Csv">The layout, for CSV.</param>
public sealed record SourceSelector(SourceFormat Format, string? Version, bool OnlyThatVersion, ImmutableArray<string> Types, CsvLayout? Csv)
{
    /// <summary>Condition on the record; null for none.</summary>
    public Expression? When { get; init; }

    /// <summary>Files whose rows are joined to those of the first, in order; only for CSV.</summary>
    public ImmutableArray<CsvJoin> Joins { get; init; } = [];

    /// <summary>The layout, for JSON and XML; null for others.</summary>
    public TreeLayout? Tree { get; init; }

    /// <summary>The pattern of names of the files that it reads; null where the bytes tell what they are.</summary>
    public string? FilePattern => Csv?.FilePattern ?? Tree?.FilePattern;

    /// <summary>The type of the records that it reads of a file it fits: <c>row</c>, or with the joins that make it another.</summary>
    public string RowType => Joins.IsEmpty ? "row" : $"row joined with {string.Join(" and ", Joins)}";

    /// <summary>What tells its records from those of other maps of the same files: the path of JSON or XML, the layout that a map of CSV names; null: nothing.</summary>
    public string? ReadAs => Csv is null ? Tree?.At : Csv.ReadAs;

    /// <summary>The declared column that a path names; null when it names none.</summary>
    public CsvColumn? ColumnOf(Expression path)
    {
        if (path is not PathExpression { Start: null, Steps: [ChildStep first, ..] and var steps }) { return null; }
        if (Tree is not null) { return Tree.Columns.FirstOrDefault(c => c.Name == string.Join('.', steps.Select(s => (s as ChildStep)?.Name))); }
        if (Csv is null) { return null; }
        var join = steps.Length == 2 ? Joins.FirstOrDefault(j => j.Name == first.Name) : null;
        var name = steps is [.., ChildStep last] && (steps.Length == 1 || join is not null) ? last.Name : null;
        return join is not null ? join.Layout.Columns.FirstOrDefault(c => c.Name == name)
            : Joins.Select(j => j.Layout).Prepend(Csv).SelectMany(l => l.Columns).FirstOrDefault(c => c.Name == name);
    }
}

/// <summary>A statement of a map's body.</summary>
public abstract record MapStatement
{
    private protected MapStatement()
    {
    }

    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary><c>for x in path { … }</c>.</summary>
public sealed record ForStatement(string Variable, Expression Source, ImmutableArray<MapStatement> Body) : MapStatement;

/// <summary><c>use shape(argument, …) when condition</c>.</summary>
/// <param name="Shape">The shape, bound for arguments of these kinds; one object for all uses of it.</param>
/// <param name="Arguments">What stands for each parameter, in order: a <see cref="PathExpression"/> is met at each of its values, a <see cref="NodeExpression"/> is linked to, anything else stands for its value.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
public sealed record UseStatement(ShapeBody Shape, ImmutableArray<Expression> Arguments, Expression? Guard) : MapStatement;

/// <summary>A shape bound for arguments of certain kinds. Compared by reference: uses share it, and so does what is compiled of it.</summary>
/// <param name="name">Its name.</param>
/// <param name="parameters">The parameters' names in the plan, in order.</param>
/// <param name="body">Its statements.</param>
public sealed class ShapeBody(string name, ImmutableArray<string> parameters, ImmutableArray<MapStatement> body)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The parameters' names in the plan, in order.</summary>
    public ImmutableArray<string> Parameters => parameters;

    /// <summary>Its statements.</summary>
    public ImmutableArray<MapStatement> Body => body;
}

/// <summary><c>node obs : LabResult key (…) { … }</c>.</summary>
/// <param name="Name">Its name, for links and origins.</param>
/// <param name="Class">Its class.</param>
/// <param name="Key">Its key; never empty.</param>
/// <param name="Bindings">Its properties.</param>
/// <param name="LifeCycle">Its <c>on</c>, or null.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
/// <param name="Nested">Nodes, loops and series inside its braces.</param>
public sealed record NodeStatement(
    string Name, OntologyClass Class, ImmutableArray<KeyPart> Key, ImmutableArray<BindingStatement> Bindings, LifeCycle? LifeCycle,
    Expression? Guard, ImmutableArray<MapStatement> Nested) : MapStatement;

/// <summary><c>property &lt;- each? source conversions guard?</c>.</summary>
/// <param name="Property">The property written.</param>
/// <param name="Each">Whether every repetition gives a value.</param>
/// <param name="Source">Where values come from.</param>
/// <param name="Conversions">Applied in order.</param>
/// <param name="Guard">Condition, or null.</param>
/// <param name="IsOtherwise">Whether it holds when no <c>when</c> on the same source in this node does.</param>
public sealed record BindingStatement(
    OntologyProperty Property, bool Each, Expression Source, ImmutableArray<Conversion> Conversions, Expression? Guard, bool IsOtherwise)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary>One conversion of a value.</summary>
public abstract record Conversion
{
    private protected Conversion()
    {
    }
}

/// <summary><c>as type (in source)? (to source)? (zone source)?</c>.</summary>
/// <param name="Type">quantity, instant, date, code, text, decimal, integer, boolean, identifier, name, address.</param>
/// <param name="In">The unit's source, for quantities.</param>
/// <param name="To">The unit wanted, for quantities; a <see cref="CallExpression"/> <c>unitOf(code)</c> or a unit literal.</param>
/// <param name="Zone">The zone's source, for instants.</param>
/// <param name="Format">Date format, where one is declared.</param>
public sealed record AsConversion(string Type, Expression? In, Expression? To, Expression? Zone, string? Format) : Conversion;

/// <summary><c>via lookup</c>.</summary>
public sealed record ViaConversion(string Lookup) : Conversion;

/// <summary><c>check low .. high else quarantine</c>: a value outside is a reject.</summary>
public sealed record CheckConversion(decimal? Low, decimal? High) : Conversion;

/// <summary><c>on source ordered by source { "F" -&gt; assert; … }</c>.</summary>
/// <param name="Source">The status field.</param>
/// <param name="OrderedBy">The clinical time that orders records of the node; null when none is given.</param>
/// <param name="Cases">Status text to action.</param>
/// <param name="Other">Action for any other text; null: every value is named, another is an error.</param>
/// <param name="Absent">Action when the status is absent or empty.</param>
public sealed record LifeCycle(
    Expression Source, Expression? OrderedBy, ImmutableDictionary<string, LifeCycleAction> Cases, LifeCycleAction? Other, LifeCycleAction Absent)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary>What a status does to a node.</summary>
/// <param name="Kind">The effect.</param>
/// <param name="Reason">Words for <see cref="LifeCycleKind.Absent"/>; null otherwise.</param>
public sealed record LifeCycleAction(LifeCycleKind Kind, string? Reason);

/// <summary>Effects of a status. <c>default</c> is <see cref="Assert"/>.</summary>
public enum LifeCycleKind
{
    /// <summary>The node's facts hold.</summary>
    Assert = 0,

    /// <summary>The node's facts from this map become exactly those of this record.</summary>
    Replace,

    /// <summary>The node's facts from this map end.</summary>
    Retract,

    /// <summary>The node is known not to have been obtained, for a reason.</summary>
    Absent,

    /// <summary>The node with its children is a reject.</summary>
    Quarantine,
}

/// <summary><c>series hr : HeartRate key (device) of subject at instant value source …</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its class.</param>
/// <param name="Key">Its key.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="At">When the sample was taken.</param>
/// <param name="Value">The sample.</param>
/// <param name="Conversions">Of the sample; the last names the unit.</param>
/// <param name="Guard">Its <c>when</c>, or null.</param>
public sealed record SeriesStatement(
    string Name, OntologyClass Class, ImmutableArray<KeyPart> Key, Expression Subject, Expression At, Expression Value,
    ImmutableArray<Conversion> Conversions, Expression? Guard) : MapStatement
{
    /// <summary>How the instant is read: format and zone.</summary>
    public AsConversion? AtConversion { get; init; }
}

/// <summary><c>identity Patient from … { each … (authority(.4), .1) }</c>: which keys are one person.</summary>
/// <param name="Class">Class of what is identified.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Source">What records it reads.</param>
/// <param name="Keys">The keys that are one.</param>
/// <param name="Span">Where it stands.</param>
public sealed record IdentityDeclaration(Iri Class, ModuleName Module, SourceSelector Source, ImmutableArray<IdentityKey> Keys, TextSpan Span)
{
    /// <summary>What the record says of two people: that they are one, or are not.</summary>
    public ImmutableArray<IdentityRelation> Relations { get; init; } = [];
}

/// <summary><c>key replaces key at instant</c> (also <c>links</c>, <c>separates</c>).</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Kept">The key that goes on.</param>
/// <param name="Other">The other key.</param>
/// <param name="At">When it was so: orders statements about the same two people.</param>
public sealed record IdentityRelation(IdentityRelationKind Kind, IdentityKey Kept, IdentityKey Other, Expression At)
{
    /// <summary>Loops around it, outermost first.</summary>
    public ImmutableArray<IdentityLoop> Loops { get; init; } = [];
}

/// <summary>What an identity statement says of two keys. <c>default</c> is <see cref="Replaces"/>.</summary>
public enum IdentityRelationKind
{
    /// <summary>The first is the person's key in place of the second.</summary>
    Replaces = 0,

    /// <summary>Both are keys of one person.</summary>
    Links,

    /// <summary>They are keys of two people.</summary>
    Separates,
}

/// <summary><c>for x in path</c> of an identity statement.</summary>
/// <param name="Variable">Name of the repetition.</param>
/// <param name="Source">What repeats.</param>
public sealed record IdentityLoop(string Variable, Expression Source);

/// <summary>One key, or one for each repetition of a field.</summary>
/// <param name="Each">The repeating field; null for one key.</param>
/// <param name="Authority">Who gave it.</param>
/// <param name="Value">What they gave.</param>
/// <param name="Since">From when the record's other keys are this person's (<c>during</c>); null: always.</param>
/// <param name="Until">Until when; null: still.</param>
public sealed record IdentityKey(Expression? Each, Expression Authority, Expression Value, Expression? Since, Expression? Until)
{
    /// <summary>Loops around it, outermost first; empty for a key of a relation, which has them itself.</summary>
    public ImmutableArray<IdentityLoop> Loops { get; init; } = [];
}

/// <summary>A site: who sent the document, and what they mean by it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">How its documents are known; null: only by <c>--site</c>.</param>
/// <param name="Zone">Its time zone (IANA); null: floating.</param>
/// <param name="Authority">Its own authority for identifiers.</param>
/// <param name="NullTexts">Texts that mean "no value any more", each with what they do: retract, quarantine, or assert for <c>ignore</c>.</param>
/// <param name="Span">Where it stands.</param>
public sealed record SiteDeclaration(
    string Name, Expression? When, string? Zone, string? Authority, ImmutableDictionary<string, LifeCycleKind> NullTexts, TextSpan Span)
{
    /// <summary>Forms of dates in its documents, in place of those that a map declares for a column; empty: it has none of its own.</summary>
    public ImmutableArray<string> DateForms { get; init; } = [];

    /// <summary>Whether it takes the documents that no other site does (<c>otherwise</c>).</summary>
    public bool IsOtherwise { get; init; }
}

/// <summary>A lookup: local code → mapped code.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The table's file.</param>
/// <param name="Version">The table's version: its declared one, else the start of its content's hash.</param>
/// <param name="OnMiss">What a code that is not in it does.</param>
/// <param name="Entries">
/// Key → target. The key is <c>system|code</c>, <c>|code</c> for any system, <c>?|code</c> for a code that comes without one. A target of the ontology has the system
/// <see cref="Ontology.OntologyModel.Namespace"/>; a plain word has none.
/// </param>
/// <param name="Span">Where it stands.</param>
public sealed record LookupDeclaration(
    string Name, string File, string Version, MissPolicy OnMiss, IReadOnlyDictionary<string, Code> Entries, TextSpan Span);

/// <summary>What a code that is not in a lookup does. <c>default</c> is <see cref="Error"/>.</summary>
public enum MissPolicy
{
    /// <summary>The record is rejected.</summary>
    Error = 0,

    /// <summary>The node with its children is rejected.</summary>
    Quarantine,

    /// <summary>The original code is kept alone.</summary>
    Keep,
}

/// <summary><c>function f(x) = …</c>.</summary>
public sealed record FunctionDeclaration(string Name, ImmutableArray<string> Parameters, Expression Body, TextSpan Span);
