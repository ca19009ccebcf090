using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>A statement of a map that writes facts, where it stands, and the words it is written in.</summary>
/// <param name="Rule">As origins name it: <c>module/map.node.property</c>, of a node itself or of a series <c>module/map.node</c>.</param>
/// <param name="Map">The map.</param>
/// <param name="Owner">As origins name the node or the series that it writes of.</param>
/// <param name="Span">Where it stands.</param>
public sealed record RuleStatement(string Rule, MapDeclaration Map, string Owner, TextSpan Span)
{
    private static readonly Iri[] OfSeries = [SampleFacts.OfSeries, SampleFacts.SampledAt, SampleFacts.Value, SampleFacts.Unit, SampleFacts.Subject, RdfTerms.Type];

    /// <summary>The binding; null for the node itself and for a series.</summary>
    public BindingStatement? Binding { get; init; }

    /// <summary>Whether it writes samples.</summary>
    public bool IsSeries { get; init; }

    /// <summary>File and line: <c>mappings/labs.twin:33</c>.</summary>
    public string Place => FormattableString.Invariant($"{Span.File}:{Span.Start.Line}");

    /// <summary>What the map reads, as it is written: <c>hl7v2 ORU_R01</c>.</summary>
    public string Reads => $"{Map.Source.Format.ToString().ToLowerInvariant()} {(Map.Source.FilePattern ?? string.Join(", ", Map.Source.Types))}".TrimEnd();

    /// <summary>Its first line in its file; null when the file is not there.</summary>
    public string? Line() => File.Exists(Span.File) ? File.ReadLines(Span.File).Skip(Span.Start.Line - 1).FirstOrDefault()?.Trim() : null;

    /// <summary>All statements of a program's maps.</summary>
    public static IEnumerable<RuleStatement> Of(TwinProgram program) => program.Maps.SelectMany(m => MapStatement.Writers(m.Body).SelectMany(s => s is NodeStatement node ? OfNode(m, node) : [StatementOf(m, (SeriesStatement)s)]));

    /// <summary>The statement that an origin names; null when the program has none of that name.</summary>
    public static RuleStatement? Find(TwinProgram program, string rule) => Of(program).FirstOrDefault(s => s.Rule == rule);

    /// <summary>Whether it writes a property: its own, or one that goes with it (a unit, what the source wrote).</summary>
    public bool Writes(Iri property) => IsSeries ? OfSeries.Contains(property)
        : Binding is null ? property == RdfTerms.Type
        : Binding.Property.Iri == property || property == Binding.Property.UnitProperty || property == Binding.Property.ComparatorProperty
        || property == Binding.Property.OriginalValueProperty || property == Binding.Property.OriginalUnitProperty;

    private static RuleStatement StatementOf(MapDeclaration map, SeriesStatement series)
    {
        var name = $"{map.FullName}.{series.Name}";
        return new RuleStatement(name, map, name, series.Span) { IsSeries = true };
    }

    private static IEnumerable<RuleStatement> OfNode(MapDeclaration map, NodeStatement node)
    {
        var name = $"{map.FullName}.{node.Name}";
        yield return new RuleStatement(name, map, name, node.Span);
        foreach (var binding in node.Bindings) { yield return new RuleStatement($"{name}.{binding.Property.Name}", map, name, binding.Span) { Binding = binding }; }
    }
}
