using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Prediction;

/// <summary>Predictions as facts of the twin, so that they are stored, queried and compared as everything else (ontology module <c>prediction</c>).</summary>
public static class PredictionFacts
{
    /// <summary>What models' IRIs begin with: name and version follow.</summary>
    public const string ModelNamespace = "https://w3id.org/ontotwin/model/";

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The facts of one output; none when the model could not run. Its node's IRI depends on the twin and the model's name alone.</summary>
    /// <param name="output">What <see cref="ModelOutputs.Predict"/> gave.</param>
    /// <param name="twin">Whose.</param>
    /// <param name="asOf">The instant the twin was seen at.</param>
    /// <param name="knownAt">When it was concluded.</param>
    public static ImmutableArray<Fact> From(Evaluated output, TwinId twin, DateTimeOffset asOf, DateTimeOffset knownAt)
    {
        if (output.Model is not { } prediction) { return []; }
        var premises = output.Proof.All().Select(n => n.Statement).OfType<Triple>().Distinct().Take(Limits.MaxPremises);
        var why = new Derived("model " + prediction.Model, prediction.Version, [.. premises]);
        return [.. Statements(prediction, output.Class, twin, asOf).Select(t => new Fact(t, why, knownAt))];
    }

    private static IEnumerable<Triple> Statements(ModelPrediction prediction, Iri? condition, TwinId twin, DateTimeOffset asOf)
    {
        var node = Node(twin, prediction.Model, "");
        yield return new(node, RdfTerms.Type, Hdt("Prediction"));
        yield return new(node, Hdt("predictionOf"), twin.Subject);
        yield return new(node, Hdt("byModel"), new Iri($"{ModelNamespace}{prediction.Model}/{prediction.Version}"));
        if (condition is not null) { yield return new(node, Hdt("predictedCondition"), condition); }
        if (prediction.Probability.IsPoint) { yield return new(node, Hdt("probability"), Literal.Number(prediction.Probability.Low!.Value)); }
        if (prediction.Probability.Low is { } low) { yield return new(node, Hdt("lowerBound"), Literal.Number(low)); }
        if (prediction.Probability.High is { } high) { yield return new(node, Hdt("upperBound"), Literal.Number(high)); }
        yield return new(node, Hdt("inDomain"), Literal.Boolean(prediction.InDomain));
        yield return new(node, Hdt("predictedAt"), new Literal(asOf.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), Xsd.DateTime));
        foreach (var attribution in prediction.Attributions)
        {
            var share = Node(twin, prediction.Model, attribution.Input);
            yield return new(node, Hdt("attribution"), share);
            yield return new(share, RdfTerms.Type, Hdt("Attribution"));
            yield return new(share, Hdt("inputName"), Literal.Text(attribution.Input));
            yield return new(share, Hdt("contribution"), Literal.Number(attribution.Contribution));
            yield return new(share, Hdt("attributionRole"), Hdt(Role(attribution.Tag)));
        }
    }

    private static string Role(AttributionTag tag) => tag switch
    {
        AttributionTag.Cause => "Cause",
        AttributionTag.Marker => "Marker",
        _ => "UnknownRole",
    };

    /// <summary>The twin's name is unguessable, so the hash is.</summary>
    private static Iri Node(TwinId twin, string model, string input)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"prediction\n{twin.Value}\n{model}\n{input}"));
        return new(TwinId.InstanceNamespace + new string([.. hash.Take(26).Select(b => Base32[b & 31])]));
    }

    private static Iri Hdt(string name) => OntologyModel.Term(name);
}
