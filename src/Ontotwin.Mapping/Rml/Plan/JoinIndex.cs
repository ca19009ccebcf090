using System.Buffers;
using System.Buffers.Binary;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>The keys of a row: one for each combination of the values that a join compares.</summary>
internal sealed class JoinKeys(ValueSource[] sources)
{
    private readonly List<RmlValue>[] values = [.. sources.Select(_ => new List<RmlValue>(1))];
    private readonly ArrayBufferWriter<byte> key = new();

    /// <summary>Hands each key to <paramref name="take"/>; none when a value is missing. Without conditions there is one empty key.</summary>
    public void Each(RmlRow row, Action<byte[]> take)
    {
        long combinations = 1;
        for (var i = 0; i < sources.Length; i++)
        {
            values[i].Clear();
            sources[i].Values(row, values[i]);
            combinations *= values[i].Count;
        }
        for (long n = 0; n < Math.Min(combinations, RmlLimits.MaxTermsPerRow); n++) { take(Key(n)); }
    }

    private byte[] Key(long combination)
    {
        key.ResetWrittenCount();
        foreach (var list in values)
        {
            var text = list[(int)(combination % list.Count)].Utf8;
            combination /= list.Count;
            BinaryPrimitives.WriteInt32LittleEndian(key.GetSpan(4), text.Length);
            key.Advance(4);
            key.Write(text);
        }
        return key.WrittenSpan.ToArray();
    }
}

/// <summary>How much the indexes of a run hold.</summary>
internal sealed class JoinBudget
{
    private long bytes;

    /// <exception cref="RmlStoppedException">The joins hold more than the limit.</exception>
    public void Take(long more)
    {
        bytes += more;
        if (bytes > RmlLimits.MaxJoinBytes) { throw new RmlStoppedException("OT4816", "the joins hold more than the limit of 1 GiB: join the smaller file to the larger, or join before mapping"); }
    }
}

/// <summary>Ends a run at a limit; never leaves the engine.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its code")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught by the engine")]
internal sealed class RmlStoppedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}

/// <summary>The subjects of a triples map by the keys of their rows.</summary>
internal sealed class JoinIndex(RowSource rows, TermMaker subject, JoinKeys keys, JoinBudget budget)
{
    private readonly Dictionary<byte[], List<byte[]>> subjects = new(BytesComparer.Instance);

    public IReadOnlyList<byte[]> this[byte[] key] => subjects.TryGetValue(key, out var found) ? found : [];

    /// <summary>Reads all rows of the parent.</summary>
    public void Build(RunLog log)
    {
        var context = new RowContext(new TermArena(), log);
        var terms = new List<TermSlot>();
        foreach (var row in rows.Rows())
        {
            context.Arena.Clear();
            context.Row = row;
            terms.Clear();
            subject.Make(context, terms);
            foreach (var term in terms)
            {
                var bytes = context.Arena[term].ToArray();
                keys.Each(row, key => Add(key, bytes));
            }
        }
    }

    private void Add(byte[] key, byte[] term)
    {
        // An array has 24 bytes beside its content, an entry about 48.
        budget.Take(term.Length + 32);
        if (!subjects.TryGetValue(key, out var known))
        {
            budget.Take(key.Length + 120);
            subjects.Add(key, known = new(1));
        }
        known.Add(term);
    }
}

/// <summary>The subjects of another triples map whose keys are equal.</summary>
internal sealed class JoinMaker(JoinIndex index, JoinKeys keys) : TermMaker
{
    public override void Make(RowContext context, List<TermSlot> into) => keys.Each(context.Row, key =>
    {
        foreach (var subject in index[key]) { into.Add(context.Arena.Add(subject)); }
    });
}
