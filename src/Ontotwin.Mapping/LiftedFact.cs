using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping;

/// <summary>A statement and the place it was lifted from. A value of five references: triple and origin become objects when somebody asks for them.</summary>
/// <param name="Subject">The node.</param>
/// <param name="Predicate">The property.</param>
/// <param name="Object">Its value.</param>
/// <param name="From">Where it was lifted from.</param>
public readonly record struct LiftedFact(Iri Subject, Iri Predicate, Term Object, LiftedFrom From)
{
    /// <summary>The statement; a new object each time.</summary>
    public Triple Triple => new(Subject, Predicate, Object);

    /// <summary>The place as text; a new object each time, O(path).</summary>
    public Origin Origin => From.ToOrigin();
}

/// <summary>The field that a fact or sample was lifted from, and the statement of the map that did it.</summary>
public readonly record struct LiftedFrom
{
    // A field taken apart, so that the flag fits beside its number: every fact holds one of these.
    private readonly SourceRecord record;
    private readonly int node;

    /// <summary>A field and a statement.</summary>
    /// <param name="rule">The statement.</param>
    /// <param name="field">The field; never absent.</param>
    /// <param name="hasText">Whether the value is the field's own text.</param>
    public LiftedFrom(LiftingRule rule, Field field, bool hasText) => (Rule, record, node, HasText) = (rule, field.Record!, field.Node, hasText);

    /// <summary>The statement.</summary>
    public LiftingRule Rule { get; }

    /// <summary>The field; never absent.</summary>
    public Field Field => record.FieldAt(node);

    /// <summary>Whether the value is the field's own text; a constant of the map only stands at the field.</summary>
    public bool HasText { get; }

    /// <summary>The place as text, to be written or stored. Without <see cref="LiftingRule.KeepsText"/> it has no path, text and hash.</summary>
    public Origin ToOrigin()
    {
        var document = Field.Document!;
        if (!Rule.KeepsText) { return new Origin(document.Name, "", Field.Bytes, "", "", Rule.Name, Rule.Version, Rule.Lookups); }
        var text = HasText ? Field.Text : "";
        if (text.Length > Graph.Limits.MaxOriginTextChars) { text = text[..Graph.Limits.MaxOriginTextChars]; }
        return new Origin(document.Name, document.Hash, Field.Bytes, Field.Path, text, Rule.Name, Rule.Version, Rule.Lookups);
    }
}

/// <summary>A statement of a map, as origins name it. One object a statement, shared by all that it lifts.</summary>
/// <param name="Name">The map and statement: <c>module/map.node.property</c>.</param>
/// <param name="Version">The module's version.</param>
/// <param name="Lookups">Lookups used with their versions; empty when none.</param>
/// <param name="KeepsText">Whether origins carry hash, path and text.</param>
public sealed record LiftingRule(string Name, string Version, string Lookups, bool KeepsText)
{
    internal static readonly LiftingRule Nobody = new("", "", "", KeepsText: false);
}
