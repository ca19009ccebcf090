using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Cards;

/// <summary>Reads a model's card.</summary>
internal sealed class CardReader
{
    private const string Terms = "http://purl.org/dc/terms/";
    private readonly ILookup<(Term, Iri), Term> objects;
    private readonly List<string> missing = [];

    private CardReader(IEnumerable<Triple> triples) => objects = triples.ToLookup(t => (t.Subject, t.Predicate), t => t.Object);

    /// <summary>The card in a Turtle text.</summary>
    public static Outcome<ModelCard> Read(string text, string file)
    {
        var triples = new List<Triple>();
        if (RdfReader.Read(text, file, q => triples.Add(q.Triple)) is { } error)
        {
            return Outcome<ModelCard>.Fail(new Diagnostic("OT7011", Severity.Error, $"the card '{file}' is not Turtle: {error.Message}") { Span = error.Span });
        }
        if (triples.FirstOrDefault(t => t.Predicate == Hdt("fileHash"))?.Subject is not Iri model) { return Incomplete(file, ["hdt:fileHash"]); }
        var reader = new CardReader(triples);
        var card = reader.Card(model);
        return reader.missing.Count > 0 ? Incomplete(file, reader.missing) : Outcome<ModelCard>.Ok(card);
    }

    private static Outcome<ModelCard> Incomplete(string file, IEnumerable<string> terms) =>
        Outcome<ModelCard>.Fail(new Diagnostic("OT7012", Severity.Error, $"the card '{file}' does not say {string.Join(", ", terms.Distinct())}"));

    private ModelCard Card(Iri model)
    {
        var card = Value(model, Hdt("card")) ?? model;
        var inputs = objects[(model, Hdt("modelInput"))].OrderBy(i => Number(i, "position") ?? 0).Select(Input).ToImmutableArray();
        if (inputs.IsEmpty) { missing.Add("hdt:modelInput"); }
        return new ModelCard(model, Needed(model, "version"), Needed(model, "fileHash"), inputs)
        {
            Labels = objects[(model, Rdfs.Label)].OfType<Literal>().DistinctBy(l => l.Language).ToImmutableDictionary(l => l.Language ?? "en", l => l.Lexical),
            OutputName = Text(model, Hdt("outputName")),
            IsMonotone = Text(model, Hdt("isMonotone")) is "true" or "1",
            BackgroundFile = Needed(model, "backgroundFile"),
            Issued = DateOnly.TryParse(Text(card, new(Terms + "issued")), CultureInfo.InvariantCulture, out var date) ? date : null,
            TrainingData = Needed(card, "trainingData"),
            Citation = Text(card, new(Terms + "bibliographicCitation")) ?? "",
            Licence = (Value(card, new(Terms + "license")) as Iri)?.Value ?? "",
            IntendedUse = Needed(card, "intendedUse"),
            NotFor = Needed(card, "notFor"),
            TrainingSize = (int?)Number(card, "trainingSize"),
            TestSize = (int?)Number(card, "testSize"),
            AreaUnderRoc = Number(card, "areaUnderRoc"),
            BrierScore = Number(card, "brierScore"),
            CalibrationSlope = Number(card, "calibrationSlope"),
            CalibrationIntercept = Number(card, "calibrationIntercept"),
        };
    }

    private ModelCardInput Input(Term input)
    {
        if (Number(input, "trainingLow") is not { } low || Number(input, "trainingHigh") is not { } high || low > high)
        {
            missing.Add("hdt:trainingLow and hdt:trainingHigh of each input");
            return new("", null, 0, 0);
        }
        return new(Needed(input, "modelInputName"), Text(input, Hdt("unitOfInput")), low, high);
    }

    private Term? Value(Term subject, Iri property) => objects[(subject, property)].FirstOrDefault();

    private string? Text(Term subject, Iri property) => (Value(subject, property) as Literal)?.Lexical;

    private string Needed(Term subject, string property)
    {
        if (Text(subject, Hdt(property)) is { Length: > 0 } text) { return text; }
        missing.Add("hdt:" + property);
        return "";
    }

    private decimal? Number(Term subject, string property) =>
        decimal.TryParse(Text(subject, Hdt(property)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < int.MaxValue
            ? number : null;

    private static Iri Hdt(string name) => OntologyModel.Term(name);
}
