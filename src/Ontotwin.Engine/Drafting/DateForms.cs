using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Engine.Drafting;

/// <summary>A form in which all dates of a column are written.</summary>
/// <param name="Format">.NET's format; null: ISO 8601 with a zone, which needs none.</param>
/// <param name="HasTime">Whether it holds a time of day.</param>
/// <param name="Other">The form with day and month exchanged, when the cells fit it as well; null when they tell.</param>
internal sealed record DateForm(string? Format, bool HasTime, string? Other)
{
    /// <summary>Whether the day comes before the month.</summary>
    public bool IsDayFirst => Format is not null && Format.StartsWith('d') && !Format.Contains("MMM", StringComparison.Ordinal);

    /// <summary>Whether day and month are both numbers and the year comes last, so that they may be mistaken for each other.</summary>
    public bool HasYearLast => Format is not null && Format[0] is 'd' or 'M' && !Format.Contains("MMM", StringComparison.Ordinal);

    /// <summary>Whether years have two digits.</summary>
    public bool HasShortYear => Format is not null && Format.Contains("yy", StringComparison.Ordinal) && !Format.Contains("yyyy", StringComparison.Ordinal);

    /// <summary>What stands between day, month and year; null for none.</summary>
    public char? Mark => Format?.Where(c => !char.IsAsciiLetter(c)).Select(c => (char?)c).FirstOrDefault();

    /// <summary>The same cells read in the other order.</summary>
    public DateForm Exchanged() => this with { Format = Other, Other = Format };

    /// <summary>A cell's date; null when it has none. Zones do not matter here.</summary>
    public DateTime? Read(string text) =>
        Format is not null && CsvColumn.UnixTicksOf(Format) is { } unit
            ? NumberReader.TryRead(text, DecimalMark.Point, out var number) ? DateTime.UnixEpoch.AddTicks((long)(number * unit)) : null
            : Format is null
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.DateTime : null
            : DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

/// <summary>Finds the form of a column's dates and times.</summary>
internal static partial class DateForms
{
    private static readonly string[] YearFirst = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    private static readonly string[] Named = ["d MMM yyyy", "d-MMM-yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"];

    private static readonly string[] Orders = ["dd{0}MM{0}yyyy", "d{0}M{0}yyyy", "dd{0}MM{0}yy", "d{0}M{0}yy", "MM{0}dd{0}yyyy", "M{0}d{0}yyyy", "MM{0}dd{0}yy", "M{0}d{0}yy"];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "H:mm", "H:mm:ss", "HH:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];

    private static readonly string[] Days = [.. YearFirst, .. Named, .. Orders.SelectMany(o => new[] { ".", "/", "-" }, (o, s) => string.Format(CultureInfo.InvariantCulture, o, s))];

    private static readonly string[] Instants = [.. Times.SelectMany(t => Days.SelectMany(d => new[] { $"{d} {t}", $"{d}, {t}", $"{d}'T'{t}" }))];

    /// <summary>Whether a text is a date or an instant in any form.</summary>
    public static bool IsDate(string text) => Of([text]) is not null;

    /// <summary>The form that fits every cell; null when none does.</summary>
    public static DateForm? Of(IReadOnlyList<string> values)
    {
        if (values.Count == 0 || values[0].Length < 6 || !values[0].Any(char.IsAsciiDigit)) { return null; }
        if (values.All(v => Zoned().IsMatch(v))) { return new DateForm(null, true, null); }
        if (values.All(v => IsBetween(v, 1_000_000_000, 4_000_000_000))) { return new DateForm("unix", true, null); }
        if (values.All(v => IsBetween(v, 1_000_000_000_000, 4_000_000_000_000))) { return new DateForm("unix ms", true, null); }
        return Among(Days, values, hasTime: false) ?? Among(Instants, values, hasTime: true);
    }

    /// <summary>The form of times of day; null when the cells hold something else.</summary>
    public static string? TimeOf(IReadOnlyList<string> values) => values.Count == 0 ? null
        : Array.Find(Times, t => values.All(v => DateTime.TryParseExact(v, t, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out _)));

    private static DateForm? Among(string[] formats, IReadOnlyList<string> values, bool hasTime)
    {
        // Several fit where digits leave it open; the order of the list is the order of preference, but for day and month.
        var found = Array.FindAll(formats, f => Fits(f, values));
        if (found.Length == 0) { return null; }
        var chosen = new DateForm(found[0], hasTime, null);
        return chosen.HasYearLast ? chosen with { Other = Array.Find(found, f => f[0] != found[0][0]) } : chosen;
    }

    // From 2001 to 2096; other numbers are no times.
    private static bool IsBetween(string text, decimal low, decimal high) => NumberReader.TryRead(text, DecimalMark.Point, out var number) && number >= low && number < high;

    private static bool Fits(string format, IReadOnlyList<string> values) =>
        values.All(v => DateTime.TryParseExact(v, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year > 1800);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)$")]
    private static partial Regex Zoned();
}
