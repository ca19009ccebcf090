namespace Ontotwin.Prediction;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Inputs of a model: exact Shapley values look at each of the 2^n sets of them.</summary>
    public const int MaxInputs = 12;

    /// <summary>Rows of a background.</summary>
    public const int MaxBackgroundRows = 1000;

    /// <summary>Bytes of an ONNX file.</summary>
    public const int MaxModelBytes = 64 << 20;

    /// <summary>Bytes of a card or background.</summary>
    public const int MaxTextBytes = 4 << 20;

    /// <summary>Rows that are given to a model at once.</summary>
    public const int MaxBatchRows = 1 << 15;

    /// <summary>Premises that are written into a prediction's justification.</summary>
    public const int MaxPremises = 64;

    /// <summary>Decimals of a probability: more than any test set could support.</summary>
    public const int ProbabilityDecimals = 4;
}
