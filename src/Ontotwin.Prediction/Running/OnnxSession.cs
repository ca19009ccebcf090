using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Ontotwin.Prediction.Running;

/// <summary>
/// An ONNX model that takes a matrix of numbers, one row a person (or one column matrix for each input), and gives a probability for each: a vector, one
/// column, or two columns of which the second belongs to the event. On one thread, so that sums are in the same order on every machine.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly string output;
    private readonly int inputCount;

    private OnnxSession(InferenceSession session, string output, int inputCount)
    {
        this.session = session;
        this.output = output;
        this.inputCount = inputCount;
    }

    /// <summary>Opens a model; null with the reason when it cannot be run here.</summary>
    public static OnnxSession? Open(byte[] onnx, string? outputName, int inputCount, out string why)
    {
        why = "";
        InferenceSession? session = null;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            session = new InferenceSession(onnx, options);
            var output = outputName ?? Only(session);
            why = Objection(session, output, inputCount);
            if (why.Length > 0) { return null; }
            var opened = new OnnxSession(session, output!, inputCount);
            session = null;
            return opened;
        }
        catch (OnnxRuntimeException e)
        {
            why = e.Message.ReplaceLineEndings(" ");
            return null;
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>The probability of each row.</summary>
    /// <exception cref="OnnxRuntimeException">The model fails on these shapes.</exception>
    public double[] Run(IReadOnlyList<double[]> rows)
    {
        var inputs = session.InputMetadata.Select((input, column) => Input(input.Key, input.Value, rows, session.InputMetadata.Count == 1 ? null : column)).ToList();
        using var results = session.Run(inputs, [output]);
        return results[0].ElementType == TensorElementType.Double
            ? Event(results[0].AsTensor<double>(), rows.Count, v => v)
            : Event(results[0].AsTensor<float>(), rows.Count, v => v);
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static string? Only(InferenceSession session) =>
        session.OutputMetadata.Where(o => IsNumbers(o.Value)).Select(o => o.Key).ToList() is [var only] ? only : null;

    private static string Objection(InferenceSession session, string? output, int inputCount)
    {
        var inputs = session.InputMetadata;
        if (inputs.Values.Any(i => !IsNumbers(i))) { return "an input is not a tensor of float or double"; }
        var width = inputs.Count == 1 ? inputs.Values.First().Dimensions.LastOrDefault(-1) : inputs.Count;
        if (width > 0 && width != inputCount) { return $"it takes {width} inputs, not {inputCount}"; }
        if (output is null) { return "it has several outputs or none, and its card does not say which holds the probability (hdt:outputName)"; }
        if (!session.OutputMetadata.TryGetValue(output, out var found)) { return $"it has no output '{output}'"; }
        if (!IsNumbers(found)) { return $"its output '{output}' is not a tensor of float or double"; }
        return found.Dimensions.Length > 1 && found.Dimensions[^1] > 2 ? $"its output '{output}' has more than two columns" : "";
    }

    [SuppressMessage("Style", "IDE0072:Add missing cases", Justification = "All other element types are refused alike.")]
    private static bool IsNumbers(NodeMetadata? node) =>
        node is { IsTensor: true } && node.ElementDataType is TensorElementType.Float or TensorElementType.Double;

    private NamedOnnxValue Input(string name, NodeMetadata meta, IReadOnlyList<double[]> rows, int? column)
    {
        int[] shape = [rows.Count, column is null ? inputCount : 1];
        var values = column is { } c ? rows.Select(r => r[c]) : rows.SelectMany(r => r);
        return meta.ElementDataType == TensorElementType.Double
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(values.ToArray(), shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values.Select(v => (float)v).ToArray(), shape));
    }

    private static double[] Event<T>(Tensor<T> tensor, int rows, Func<T, double> number)
    {
        var values = tensor.ToDenseTensor().Buffer.ToArray();
        var columns = values.Length / rows;
        return [.. Enumerable.Range(0, rows).Select(r => number(values[(r * columns) + columns - 1]))];
    }
}
