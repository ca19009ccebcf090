using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>Why a fact is held: <see cref="Asserted"/> by a source, or <see cref="Derived"/> by a rule.</summary>
public abstract record Justification
{
    private protected Justification()
    {
    }
}

/// <summary>A source said so.</summary>
/// <param name="Origin">Where exactly.</param>
public sealed record Asserted(Origin Origin) : Justification;

/// <summary>A rule says so, given other facts.</summary>
/// <param name="Rule">The rule's name: an OWL 2 RL rule (<c>cax-sco</c>) or a guideline rule (<c>ckd.bp.rasi.start</c>).</param>
/// <param name="RuleVersion">Version of the ontology or module the rule stands in.</param>
/// <param name="Premises">The statements it used, in the rule's order.</param>
public sealed record Derived(string Rule, string RuleVersion, ImmutableArray<Triple> Premises) : Justification
{
    /// <inheritdoc/>
    public bool Equals(Derived? other) =>
        other is not null && Rule == other.Rule && RuleVersion == other.RuleVersion && Premises.AsSpan().SequenceEqual(other.Premises.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rule, RuleVersion, Premises.Length);
}

/// <summary>The exact place a fact came from, and the rule that lifted it.</summary>
/// <param name="Document">Name of the document: its path as given.</param>
/// <param name="DocumentHash">SHA-256 of its content, lower-case hex.</param>
/// <param name="Bytes">The bytes of the field.</param>
/// <param name="Path">Human path of the field: <c>OBX[3]-5</c>.</param>
/// <param name="Text">The field's text as the source wrote it, cut at <see cref="Limits.MaxOriginTextChars"/>; part of the twin, never of a log.</param>
/// <param name="Rule">The map and statement: <c>stanna.labs/labs.obs.value</c>.</param>
/// <param name="RuleVersion">The module's version.</param>
/// <param name="Lookups">Lookups used with their versions, <c>name@version</c>, comma-separated; empty when none.</param>
public sealed record Origin(
    string Document, string DocumentHash, ByteRange Bytes, string Path, string Text, string Rule, string RuleVersion, string Lookups)
{
    /// <summary>Of the place and the rule alone: what else there is hardly tells two origins apart, and is long.</summary>
    public override int GetHashCode() => HashCode.Combine(Bytes, Path, Rule);
}
