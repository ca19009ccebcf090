using System.Text;

namespace Ontotwin.Cli.Tests;

/// <summary>A long document of text.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Header">What it begins with.</param>
/// <param name="Record">Its records.</param>
internal sealed record LongText(string Name, string Header, Func<long, FormattableString> Record) : LongDocument(Name)
{
    /// <summary>What it ends with.</summary>
    public string Trailer { get; init; } = "";

    /// <summary>Records in the header.</summary>
    public int More { get; init; }

    protected override async Task<long> WriteAsync(Stream output, long bytes)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 20, leaveOpen: true);
        await text.WriteAsync(Header);
        long records = 0;
        for (long written = 0; written < bytes; records++)
        {
            var record = FormattableString.Invariant(Record(records));
            await text.WriteAsync(record);
            written += record.Length;
        }
        await text.WriteAsync(Trailer);
        return records + More;
    }
}
