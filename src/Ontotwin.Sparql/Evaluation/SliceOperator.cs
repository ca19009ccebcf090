using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>A stretch of the rows; what comes after it is not computed.</summary>
internal sealed class SliceOperator(Operator input, long offset, long? limit) : Operator(input.Variables)
{
    private long skipped;
    private long given;

    public override ImmutableArray<Operator> Inputs => [input];

    public override bool IsPassing => input.IsPassing;

    public override string Description => $"skip {offset}, then at most {limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all"}";

    public override Batch? Next()
    {
        while ((limit is null || given < limit) && input.Next() is { } rows)
        {
            var skip = (int)Math.Min(rows.Count, offset - skipped);
            skipped += skip;
            var count = (int)Math.Min(rows.Count - skip, (limit ?? long.MaxValue) - given);
            if (count <= 0) { continue; }
            given += count;
            return skip == 0 ? new Batch(rows.Columns, count) : new Batch([.. rows.Columns.Select(c => c[skip..(skip + count)])], count);
        }
        return null;
    }

    public override void Reset()
    {
        input.Reset();
        (skipped, given) = (0, 0);
    }
}
