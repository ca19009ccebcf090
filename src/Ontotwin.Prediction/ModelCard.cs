using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Prediction;

/// <summary>What a model's card says (Turtle with the terms of the ontology's module <c>models</c>; after Mitchell et al., Model Cards, FAT* 2019).</summary>
/// <param name="Model">IRI of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of the ONNX file that the card is of, lower-case hex.</param>
/// <param name="Inputs">Inputs, in the order of the model's vector.</param>
public sealed record ModelCard(Iri Model, string Version, string Hash, ImmutableArray<ModelCardInput> Inputs)
{
    /// <summary>What the model is called, by language.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Name of the ONNX output that holds the probability; null: the only one that is a tensor of numbers.</summary>
    public string? OutputName { get; init; }

    /// <summary>Whether the output only rises or only falls with each input: then the ends of the inputs give the ends of the output.</summary>
    public bool IsMonotone { get; init; }

    /// <summary>File of the background, beside the card.</summary>
    public string BackgroundFile { get; init; } = "";

    /// <summary>When the card was issued; null when not said.</summary>
    public DateOnly? Issued { get; init; }

    /// <summary>The data it was trained on.</summary>
    public string TrainingData { get; init; } = "";

    /// <summary>The publication of the data.</summary>
    public string Citation { get; init; } = "";

    /// <summary>The data's licence.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string IntendedUse { get; init; } = "";

    /// <summary>What it is not for.</summary>
    public string NotFor { get; init; } = "";

    /// <summary>People it was trained on; null when not said.</summary>
    public int? TrainingSize { get; init; }

    /// <summary>People held out; null when not said.</summary>
    public int? TestSize { get; init; }

    /// <summary>Area under the ROC curve on them; null when not said.</summary>
    public decimal? AreaUnderRoc { get; init; }

    /// <summary>Brier score on them; null when not said.</summary>
    public decimal? BrierScore { get; init; }

    /// <summary>Slope of the outcome on the predicted log-odds; null when not said.</summary>
    public decimal? CalibrationSlope { get; init; }

    /// <summary>Intercept of the outcome on the predicted log-odds; null when not said.</summary>
    public decimal? CalibrationIntercept { get; init; }

    /// <summary>What the model is called in a language, else in English, else its version's IRI.</summary>
    public string Label(string language) => Labels.GetValueOrDefault(language) ?? Labels.GetValueOrDefault("en") ?? Model.Value;
}
