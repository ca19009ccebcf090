using GraphQL;
using GraphQL.Types;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;

namespace Ontotwin.Api.Schema;

/// <summary>A record with the ontology that names it.</summary>
internal sealed record Item(ClinicalItem Record, OntologyModel Ontology);

/// <summary>A clinical record.</summary>
internal sealed class ItemType : DescribedType<Item>
{
    public ItemType()
        : base("ClinicalItem", "One record of a twin: an observation, condition, medication, procedure, study.")
    {
        Always<IdGraphType>("node", "IRI of its node.", i => i.Record.Node.Value);
        Always<StringGraphType>("class", "Local name of its most specific class.", i => i.Record.Class.LocalName);
        Words("label", "Label of its class.", i => Labels.Of(i.Ontology, i.Record.Class));
        Maybe<DecimalGraphType>("value", "Its number, in unit; null when it has none, or when sources differ on it: see differing.", i => i.Record.Value?.Value);
        Maybe<StringGraphType>("comparator", "How the number relates to the measured one: <, <=, >=, > or null.", i => i.Record.Value is { } q && q.Interval is { IsPoint: false } ? q.ToString()[..q.ToString().IndexOfAny(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])] : null);
        Maybe<StringGraphType>("unit", "UCUM unit of value; null where its source gives none.", i => i.Record.Value is { Unit: { Length: > 0 } unit } ? unit : null);
        Maybe<StringGraphType>("words", "What it says in words; null for nothing.", i => i.Record.Words);
        Maybe<StringGraphType>("at", "When it was observed, performed or began, as precise as it is known (XSD); null when not known.", i => i.Record.At?.ToXsd());
        Maybe<StringGraphType>("status", "Its status as written.", i => i.Record.Status);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("reservations").Description("Codes by which it is less than it looks, as written: a verification status but confirmed, an intent but an order's, do-not-perform, superseded, spread (the value is a standard deviation or variance), contradicted (a statement of absence beside what it denies). Empty for most.").Resolve(c => c.Source.Record.Reservations);
        Maybe<OriginType>("origin", "Where its value, or the record, came from.", i => i.Record.Origin);
        Many<DifferingType>("differing", "What sources differ on where one value can be right: none of them is taken for it, in value, at, words or status.", i => i.Record.Differing.Select(d => new Differing(d, i.Ontology)).ToList());
    }
}

/// <summary>A chunk of a series with its label.</summary>
internal sealed record NamedSeries(SeriesChunk Chunk, Iri Class, OntologyModel Ontology);

/// <summary>A stretch of a dense signal.</summary>
internal sealed class SeriesType : DescribedType<NamedSeries>
{
    public SeriesType()
        : base("Series", "Samples of one dense signal that came from one document.")
    {
        Always<IdGraphType>("node", "IRI of the series.", s => s.Chunk.Series.Value);
        Always<StringGraphType>("class", "Local name of its class.", s => s.Class.LocalName);
        Words("label", "Label of its class.", s => Labels.Of(s.Ontology, s.Class));
        Always<StringGraphType>("unit", "UCUM unit of every sample.", s => s.Chunk.Unit);
        Always<IntGraphType>("count", "Number of samples.", s => s.Chunk.Samples.Length);
        Always<BooleanGraphType>("isFloating", "Whether the document named no zone: times are then wall-clock times.", s => s.Chunk.IsFloating);
        Always<OriginType>("source", "The document.", s => s.Chunk.Source);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SampleType>>>>("samples").Description("The newest samples, in order of time.").WithComplexityImpact(1, 50)
            .Argument<NonNullGraphType<IntGraphType>>("first", $"How many, at most {Limits.MaxItems}.", a => a.DefaultValue = 500)
            .Resolve(c => c.Source.Chunk.Samples.TakeLast(Arguments.Count(c)).ToList());
    }
}

/// <summary>A sample.</summary>
internal sealed class SampleType : DescribedType<Sample>
{
    public SampleType()
        : base("Sample", "One sample of a dense signal.")
    {
        Always<DateTimeOffsetGraphType>("instant", "When.", s => s.Instant);
        Always<DecimalGraphType>("value", "The number, in the series' unit.", s => s.Value);
        Always<LongGraphType>("start", "Offset of the value's first byte in the document.", s => s.Bytes.Start);
        Always<LongGraphType>("end", "Offset after its last byte.", s => s.Bytes.End);
    }
}

/// <summary>A score, feature or prediction.</summary>
internal sealed class ResultType : DescribedType<NamedResult>
{
    public ResultType()
        : base("NamedResult", "A declared score, feature or model, and what it came to.")
    {
        Always<StringGraphType>("name", "Its name.", r => r.Name);
        Words("text", "What it came to, in words.", r => r.Result.Proof.Text);
        Range(r => r.Result.Value);
        Maybe<StringGraphType>("unit", "UCUM unit; null for a bare number.", r => r.Result.Unit);
        ManyWords("unknowns", "Why it is not, or not wholly, known.", r => r.Result.Reasons.Select(x => x.Text));
        Maybe<ModelPredictionType>("prediction", "The prediction, when it is a model's output.", r => r.Result.Model);
        Always<ProofNodeType>("proof", "The explanation.", r => r.Result.Proof);
        Many<FlatProofNodeType>("proofFlat", "The explanation as a list, each node before its children.", r => FlatProof.Of(r.Result.Proof));
    }
}

/// <summary>A class of the ontology.</summary>
internal sealed class OntologyClassType : DescribedType<OntologyClass>
{
    public OntologyClassType()
        : base("OntologyClass", "A class of the ontology.")
    {
        Always<IdGraphType>("iri", "Its name.", c => c.Iri.Value);
        Always<StringGraphType>("name", "Its local name, as programs write it.", c => c.Name);
        Many<LabelType>("labels", "Labels by language.", c => c.Labels.Select(l => new Label(l.Key, l.Value)).OrderBy(l => l.Language, StringComparer.Ordinal).ToList());
        Many<LabelType>("definitions", "Definitions by language.", c => c.Definitions.Select(l => new Label(l.Key, l.Value)).OrderBy(l => l.Language, StringComparer.Ordinal).ToList());
        Many<StringGraphType>("ancestors", "Local names of the classes above it, nearest first.", c => c.Ancestors.Select(a => a.LocalName).ToList());
        Maybe<StringGraphType>("canonicalUnit", "UCUM unit that its values are kept in.", c => c.CanonicalUnit);
        Maybe<StringGraphType>("usUnit", "Unit shown in the United States; null: the canonical one.", c => c.UsUnit);
        Maybe<StringGraphType>("siUnit", "Unit shown elsewhere; null: the canonical one.", c => c.SiUnit);
    }
}

/// <summary>A text and its language.</summary>
internal sealed record Label(string Language, string Text);

/// <summary>A text with its language tag.</summary>
internal sealed class LabelType : DescribedType<Label>
{
    public LabelType()
        : base("Label", "A text in one language.")
    {
        Always<StringGraphType>("language", "Language tag.", l => l.Language);
        Always<StringGraphType>("text", "The text.", l => l.Text);
    }
}

/// <summary>Labels in both languages.</summary>
internal static class Labels
{
    public static BilingualText Of(OntologyModel ontology, Iri term) => new(ontology.Label(term, "en"), ontology.Label(term, "zh"));
}
