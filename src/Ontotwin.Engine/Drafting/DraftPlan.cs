using Ontotwin.Values;

namespace Ontotwin.Engine.Drafting;

/// <summary>What each column is for.</summary>
internal sealed class DraftPlan
{
    // Diaries and exports of devices are younger; a day before it is more likely somebody's birthday.
    private const int FirstYearOfRecords = 2000;

    /// <summary>Chooses for every column of a table.</summary>
    public DraftPlan(DraftTable table)
    {
        Table = table;
        DecimalComma = Numbers.HaveDecimalComma(table.Rows.SelectMany(r => r), table.Delimiter);
        var columns = Enumerable.Range(0, table.Names.Count).Select(i => DraftColumn.Of(table, i, DecimalComma)).ToList();
        DayFirstBecause = WhyDayFirst(columns);
        Columns = [.. columns.Select(Ordered)];
        Births = [.. Columns.Where(c => HeaderWords.IsBirth(c.Header) && (c.Kind == ColumnKind.Date || IsYear(c)))];
        Deaths = [.. Columns.Where(c => HeaderWords.IsDeath(c.Header) && c.Kind == ColumnKind.Date)];
        Person = ChoosePerson();
        When = Columns.Where(c => c.Kind == ColumnKind.Date && c != Person && !HeaderWords.IsBirth(c.Header) && !HeaderWords.IsDeath(c.Header) && !MayBeBirth(c))
            .OrderByDescending(c => HeaderWords.WhenRank(c.Header)).ThenByDescending(c => c.Form!.HasTime).ThenBy(c => c.Missing).FirstOrDefault();
        Time = When is { Form: { HasTime: false, Format: not null } } ? Columns.Where(c => c.Kind == ColumnKind.Time).MaxBy(c => HeaderWords.WhenRank(c.Header)) : null;
    }

    public DraftTable Table { get; }

    public IReadOnlyList<DraftColumn> Columns { get; }

    /// <summary>Whether numbers have a comma for a decimal mark.</summary>
    public bool DecimalComma { get; }

    /// <summary>Why dates that leave it open are read day first, or null where they are read month first.</summary>
    public string? DayFirstBecause { get; }

    /// <summary>Names the person; null when no header does.</summary>
    public DraftColumn? Person { get; }

    /// <summary>Says when; null when nothing does.</summary>
    public DraftColumn? When { get; }

    /// <summary>The time of day beside <see cref="When"/>; null for none.</summary>
    public DraftColumn? Time { get; }

    /// <summary>Holds the unit of every value beside it, as a UCUM code; null when no column does.</summary>
    public DraftColumn? UnitColumn => Columns.FirstOrDefault(c => HeaderWords.IsUnit(c.Header) && c is { Kind: ColumnKind.Text, Missing: 0 } && c.Values.Distinct().All(v => UcumUnit.TryParse(v, out _, out _)));

    /// <summary>Whether rows follow each other within a quarter of an hour, mostly: what they hold is sampled, not measured now and then.</summary>
    public bool IsDense
    {
        get
        {
            if (When is not { Form: { HasTime: true } form } when) { return false; }
            var at = Columns.ToList().IndexOf(when);
            var times = Table.Rows.Where(r => at < r.Length).Select(r => form.Read(r[at])).OfType<DateTime>().Distinct().Order().ToList();
            var gaps = times.Zip(times.Skip(1), (a, b) => b - a).Order().ToList();
            return gaps.Count >= 3 && gaps[gaps.Count / 2] <= TimeSpan.FromMinutes(15);
        }
    }

    /// <summary>The device that a row comes from; null when no header names one.</summary>
    public DraftColumn? Device => Columns.Where(c => c.Kind is ColumnKind.Text or ColumnKind.Number && HeaderWords.DeviceRank(c.Header) >= 0 && c.Missing == 0).MinBy(c => HeaderWords.DeviceRank(c.Header));

    public IReadOnlyList<DraftColumn> Births { get; }

    public IReadOnlyList<DraftColumn> Deaths { get; }

    /// <summary>Whether a date that no header explains may be a birth date: days only, most of them before the time of such records.</summary>
    public static bool MayBeBirth(DraftColumn column) => column is { Kind: ColumnKind.Date, Form.HasTime: false } && HeaderWords.WhenRank(column.Header) < 2 && IsOld(column);

    /// <summary>Whether most dates of a column lie before the time of such records.</summary>
    public static bool IsOld(DraftColumn column)
    {
        var years = column.Values.Select(v => column.Form!.Read(v)?.Year ?? FirstYearOfRecords).Order().ToList();
        return years[years.Count / 2] < FirstYearOfRecords;
    }

    /// <summary>Whether a column holds years alone.</summary>
    public static bool IsYear(DraftColumn column) => column.Kind == ColumnKind.Number && column.Values.All(v => v.Length == 4 && v.All(char.IsAsciiDigit));

    /// <summary>A column whose days prove the order of day and month that another, written in the same form, leaves open; null where none does or they differ.</summary>
    public DraftColumn? ProofOf(DraftColumn column)
    {
        var told = Columns.Where(c => c.Form is { HasYearLast: true, Other: null } && c.Form.Mark == column.Form?.Mark).ToList();
        return told.TrueForAll(c => c.Form!.IsDayFirst == column.Form!.IsDayFirst) ? told.FirstOrDefault() : null;
    }

    private DraftColumn? ChoosePerson()
    {
        var named = Columns.Where(c => c.Kind is not (ColumnKind.Empty or ColumnKind.Date or ColumnKind.Time) && c.Missing * 2 <= Table.Rows.Count).ToList();
        return named.Find(c => HeaderWords.IsPerson(c.Header)) ?? named.Find(c => HeaderWords.IsId(c.Header)) ?? named.Find(c => HeaderWords.IsName(c.Header))
            ?? named.Where(c => HeaderWords.DeviceRank(c.Header) >= 0).MinBy(c => HeaderWords.DeviceRank(c.Header));
    }

    // Other columns may tell what this one leaves open, then the marks and words of the file.
    private string? WhyDayFirst(List<DraftColumn> columns)
    {
        var told = columns.Where(c => c.Form is { HasYearLast: true, Other: null }).ToList();
        if (told.Find(c => c.Form!.IsDayFirst) is { } other) { return $"as '{other.Header}' is"; }
        if (told.Count > 0) { return null; }
        return DecimalComma ? "as where the decimal mark is a comma"
            : Table.Delimiter == ';' ? "as where ';' divides the columns"
            : Table.Headers.Any(HeaderWords.IsEuropean) || columns.Exists(c => HeaderWords.IsEuropean(c.Header)) ? "as the language of the headers has it"
            : Table.Delimiter == ',' ? null : "as in most of the world";
    }

    // Between points the day is always first.
    private DraftColumn Ordered(DraftColumn column) =>
        column.Form is { Other: not null, Format: { } format } form && !format.Contains('.', StringComparison.Ordinal) && form.IsDayFirst != (DayFirstBecause is not null)
            ? column with { Form = form.Exchanged() } : column;
}
