using System.Buffers.Binary;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>The rows of a joined file by their keys: the built side of a hash join. Held in memory, within <see cref="Limits.MaxJoinedBytes"/>.</summary>
internal sealed class PartnerRows
{
    private readonly Dictionary<byte[], int> first = new(BytesComparer.Instance);
    private readonly List<SourceRecord> rows = [];
    private readonly List<int> next = [];
    private readonly Utf8Buffer key = new();
    private readonly Func<Field, bool> isNullText;
    private readonly string[] left;

    /// <summary>Reads the file.</summary>
    /// <param name="join">How it is joined.</param>
    /// <param name="layouts">What maps declare of its columns.</param>
    /// <param name="document">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="isNullText">Whether a cell of a row that is joined to it says that there is no value: such a cell is no key.</param>
    public PartnerRows(CsvJoin join, IEnumerable<CsvLayout> layouts, SourceDocument document, CsvOptions options, Func<Field, bool> isNullText)
    {
        this.isNullText = isNullText;
        left = [.. join.On.Select(k => k.Left)];
        string[] right = [.. join.On.Select(k => k.Right)];
        var byKey = first.GetAlternateLookup<ReadOnlySpan<byte>>();
        var lasts = new List<int>();
        foreach (var item in CsvReader.Read(document, options))
        {
            Remarks.AddRange(item.Diagnostics);
            if (item.Record is not CsvRow row) { continue; }
            if (row.Number == 1)
            {
                var (rejects, remarks) = Header.Check(layouts, row);
                Rejects = rejects;
                Remarks.AddRange(remarks);
            }
            if (!Key(row, right)) { continue; }
            rows.Add(row);
            next.Add(-1);
            lasts.Add(-1);
            // Rows of one key are chained in the order of the file; the last one of each chain is kept at its first.
            if (!byKey.TryGetValue(key.From(0), out var head)) { byKey[key.From(0)] = rows.Count - 1; head = rows.Count - 1; }
            else { next[lasts[head]] = rows.Count - 1; }
            lasts[head] = rows.Count - 1;
        }
    }

    /// <summary>Columns that the file must have and has not.</summary>
    public IReadOnlyList<SourceItem> Rejects { get; } = [];

    /// <summary>What the reader said about the file's rows.</summary>
    public List<Diagnostic> Remarks { get; } = [];

    /// <summary>Index of the first row that belongs to a row; -1 when there is none.</summary>
    public int First(SourceRecord row) => !Array.Exists(left, c => isNullText(row.Root.First(c))) && Key(row, left) && first.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key.From(0), out var found) ? found : -1;

    /// <summary>The row at an index, and the index of the next one of its key, or -1.</summary>
    public (SourceRecord Row, int Next) At(int index) => (rows[index], next[index]);

    // False when a part is not there: it belongs to nothing.
    private bool Key(SourceRecord row, string[] columns)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        key.Length = 0;
        foreach (var column in columns)
        {
            var cell = row.Root.First(column);
            if (cell.State != FieldState.Value) { return false; }
            // Its length before it: no two lists of cells make one key.
            var text = cell.Utf8;
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            key.Append(length);
            key.Append(text);
        }
        return true;
    }
}
