using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Prediction.Cards;
using Ontotwin.Prediction.Running;
using Ontotwin.Values;

namespace Ontotwin.Prediction;

/// <summary>A model that can be run: its ONNX file, which is the one its card describes, and the background that its output is explained against.</summary>
public sealed class OnnxModel : IDisposable
{
    private readonly OnnxSession session;
    private readonly List<double[]> background;

    private OnnxModel(ModelCard card, OnnxSession session, List<double[]> background)
    {
        Card = card;
        this.session = session;
        this.background = background;
    }

    /// <summary>Its card.</summary>
    public ModelCard Card { get; }

    /// <summary>Rows of the background.</summary>
    public int BackgroundCount => background.Count;

    /// <summary>
    /// Loads a model by its card. Refused when a file is missing or too large (OT7010), the card is not Turtle (OT7011) or incomplete (OT7012), the ONNX file is
    /// not the one the card describes (OT7013) or cannot be run (OT7014), or the background does not fit (OT7016) or there are too many inputs (OT7017).
    /// </summary>
    public static Outcome<OnnxModel> Load(string onnxPath, string cardPath)
    {
        if (ReadFile(cardPath, Limits.MaxTextBytes) is not { } cardBytes) { return Fail("OT7010", $"'{cardPath}' cannot be read, or is too large"); }
        if (ReadFile(onnxPath, Limits.MaxModelBytes) is not { } onnx) { return Fail("OT7010", $"'{onnxPath}' cannot be read, or is too large"); }
        var read = CardReader.Read(Encoding.UTF8.GetString(cardBytes), cardPath);
        if (read.Value is not { } card) { return Outcome<OnnxModel>.Fail(read.Diagnostics); }
        if (card.Inputs.Length > Limits.MaxInputs) { return Fail("OT7017", $"the card '{cardPath}' has more than {Limits.MaxInputs} inputs"); }

        // The bytes that were hashed are the bytes that run: the file is read once.
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(onnx)), card.Hash, StringComparison.Ordinal))
        {
            return Fail("OT7013", $"'{onnxPath}' is not the file that its card describes: its SHA-256 is another", "take file and card from the same release");
        }
        return Open(onnx, onnxPath, card, cardPath);
    }

    /// <summary>The probability for one vector, in the card's order of inputs and units.</summary>
    public double Run(ReadOnlySpan<double> inputs) => session.Run([inputs.ToArray()])[0];

    /// <summary>The probabilities of several vectors.</summary>
    public double[] Run(IReadOnlyList<double[]> rows) => session.Run(rows);

    /// <summary>Exact Shapley values of one vector against the background. Runs the model 2^n times the background's rows.</summary>
    public ShapleyValues Explain(ReadOnlySpan<double> inputs) => Shapley.Exact(session.Run, background, inputs.ToArray());

    /// <summary>Rows of the background with the given inputs put in place (null: the row's own).</summary>
    internal IReadOnlyList<double[]> BackgroundWith(IReadOnlyList<double?> inputs) =>
        [.. background.Select(row => row.Select((value, i) => inputs[i] ?? value).ToArray())];

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The model owns the session, the caller the model.")]
    private static Outcome<OnnxModel> Open(byte[] onnx, string onnxPath, ModelCard card, string cardPath)
    {
        // The name alone: a card must not lead out of its folder.
        var backgroundPath = Path.Combine(Path.GetDirectoryName(cardPath) ?? "", Path.GetFileName(card.BackgroundFile));
        if (ReadFile(backgroundPath, Limits.MaxTextBytes) is not { } bytes) { return Fail("OT7010", $"'{backgroundPath}' cannot be read, or is too large"); }
        if (Background.Read(Encoding.UTF8.GetString(bytes), [.. card.Inputs.Select(i => i.Name)]) is not { } rows)
        {
            return Fail(
                "OT7016", $"the background '{backgroundPath}' is not a table of the card's inputs", "a header with their names in order, then 1 to 1000 rows of numbers");
        }
        return OnnxSession.Open(onnx, card.OutputName, card.Inputs.Length, out var why) is { } session
            ? Outcome<OnnxModel>.Ok(new OnnxModel(card, session, rows))
            : Fail("OT7014", $"'{onnxPath}' cannot be run: {why}");
    }

    private static byte[]? ReadFile(string path, int maxBytes)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= maxBytes ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Outcome<OnnxModel> Fail(string code, string message, string? hint = null) =>
        Outcome<OnnxModel>.Fail(new Diagnostic(code, Severity.Error, message) { Hint = hint });
}
