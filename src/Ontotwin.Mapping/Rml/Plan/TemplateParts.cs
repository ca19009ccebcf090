using System.Text;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>The stretches of a template in a row: goes through all combinations of its references' values. One use at a time.</summary>
internal sealed class TemplateParts
{
    private readonly ValueSource?[] sources;
    private readonly List<RmlValue>[] values;
    private readonly int[] at;
    private readonly Part[] current;
    private long combinations;

    public TemplateParts(RmlTemplate template, Func<string, ValueSource> reference)
    {
        sources = [.. template.Parts.Select(p => p.IsReference ? reference(p.Text) : null)];
        values = [.. template.Parts.Select(_ => new List<RmlValue>(1))];
        current = [.. template.Parts.Select(p => new Part(p.IsReference ? null : Encoding.UTF8.GetBytes(p.Text), default))];
        at = new int[sources.Length];
    }

    /// <summary>The stretches of the combination stood at.</summary>
    public ReadOnlySpan<Part> Current => current;

    /// <summary>Stands at the first combination; false when a reference has no value.</summary>
    public bool Begin(RmlRow row)
    {
        combinations = 0;
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] is not { } source) { continue; }
            values[i].Clear();
            source.Values(row, values[i]);
            if (values[i].Count == 0) { return false; }
            at[i] = 0;
            current[i] = new(null, values[i][0]);
        }
        return true;
    }

    /// <summary>Steps to the next combination, the last reference's values first.</summary>
    public bool Next()
    {
        if (++combinations >= RmlLimits.MaxTermsPerRow) { return false; }
        for (var i = sources.Length - 1; i >= 0; i--)
        {
            if (sources[i] is null) { continue; }
            at[i] = at[i] + 1 < values[i].Count ? at[i] + 1 : 0;
            current[i] = new(null, values[i][at[i]]);
            if (at[i] > 0) { return true; }
        }
        return false;
    }

    /// <summary>A stretch as written, or a value.</summary>
    internal readonly record struct Part(byte[]? Literal, RmlValue Value);
}
