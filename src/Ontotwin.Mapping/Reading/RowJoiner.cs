using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>Joins the rows of a document with those of the files beside it, one file after another.</summary>
/// <param name="reading">The joins, in order, and what maps declare of the columns.</param>
/// <param name="open">Opens a file by its path; null when it cannot be read.</param>
/// <param name="options">How a file is read.</param>
/// <param name="isNullText">Whether a cell says that there is no value: such a cell is no key.</param>
internal sealed class RowJoiner(FileReading reading, Func<string, SourceDocument?> open, Func<List<CsvLayout>, CsvOptions> options, Func<Field, bool> isNullText)
{
    private readonly SourceSelector joins = reading.By;

    public IEnumerable<SourceItem> Join(string document, IEnumerable<SourceItem> rows)
    {
        rows = Checked(rows);
        foreach (var (index, join) in joins.Joins.Index())
        {
            var path = SourceContainer.Beside(document, join.Layout.FilePattern);
            if (open(path) is not { } other) { return [Refuse(document, $"'{join.Layout.FilePattern}' is joined to it and cannot be read beside it", "put the file beside the first one")]; }
            if (other.Bytes.Length > Limits.MaxJoinedBytes) { return [Refuse(document, $"'{join.Layout.FilePattern}' is joined to it and is larger than {Limits.MaxJoinedBytes >> 20} MiB", "join the smaller file to the larger one, or leave out rows that no key meets")]; }
            List<CsvLayout> layouts = [.. reading.All.Select(s => s.Joins[index].Layout)];
            rows = Join(rows, join, new PartnerRows(join, layouts, other, options(layouts), isNullText));
        }
        return rows;
    }

    private IEnumerable<SourceItem> Checked(IEnumerable<SourceItem> rows)
    {
        foreach (var item in rows)
        {
            if (item.Record is not CsvRow { Number: 1 } row) { yield return item; continue; }
            var (rejects, remarks) = Header.Check(reading.All.Select(s => s.Csv!), row);
            foreach (var reject in rejects) { yield return reject; }
            yield return new SourceItem(row, [.. remarks, .. item.Diagnostics]);
        }
    }

    private IEnumerable<SourceItem> Join(IEnumerable<SourceItem> rows, CsvJoin join, PartnerRows index)
    {
        foreach (var reject in index.Rejects) { yield return reject; }
        var isOptional = join.Layout.Columns.All(c => c.IsOptional);
        var told = index.Remarks;
        foreach (var item in rows)
        {
            if (item.Record is not { } row) { yield return item; continue; }
            var remarks = told.Count == 0 ? item.Diagnostics : [.. told, .. item.Diagnostics];
            told = [];
            var at = index.First(row);
            if (at < 0) { yield return isOptional ? new SourceItem(Joined(row, null, join), remarks) : new SourceItem(null, [Unmatched(row, join), .. remarks]); }
            while (at >= 0)
            {
                (var partner, at) = index.At(at);
                yield return new SourceItem(Joined(row, partner, join), remarks);
                remarks = [];
            }
        }
    }

    private JoinedRecord Joined(SourceRecord row, SourceRecord? partner, CsvJoin join) => new(row, partner, join.Name, joins.RowType);

    private static Diagnostic Unmatched(SourceRecord row, CsvJoin join) =>
        new("OT4208", Severity.Error, $"no row of '{join.Layout.FilePattern}' has the key of this row ({string.Join(", ", join.On.Select(k => k.Left))})")
        {
            Place = row.Root.Place, Hint = "declare all columns of the joined file with '?' to keep rows without a partner",
        };

    private static SourceItem Refuse(string document, string message, string hint) =>
        new(null, [new Diagnostic("OT4209", Severity.Error, message) { Place = new SourcePlace(document, "", default), Hint = hint }]);
}
