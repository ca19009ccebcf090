using System.Globalization;

namespace Ontotwin.Language.Binding;

/// <summary>What a form of dates says and leaves out. What it leaves out would be made up on reading: the year of the computer's clock, its day, the first of a month, the morning.</summary>
internal static class DateFormParts
{
    private static readonly DateTime[] Probes = [new(2021, 2, 3, 4, 5, 6), new(2012, 11, 10, 13, 14, 15), new(2003, 12, 30, 23, 59, 58)];

    /// <summary>What is wrong with a form, and what to write; null when it says a whole date, month or year.</summary>
    public static (string Problem, string Hint)? ProblemOf(string form)
    {
        if (CsvColumn.UnixTicksOf(form) is not null) { return null; }
        if (!TryWrite(Probes[0], form, out _)) { return ("is no form of dates", "such as yyyy-MM-dd HH:mm, or unix"); }
        return (form.Length == 1 ? null : Missing(form)) ?? (Array.Exists(Probes, p => !ReadsBack(p, form)) ? ("cannot be read: its parts run into each other, or it has no year", "such as yyyyMMdd, or yyyy-M-d") : null);
    }

    private static (string Problem, string Hint)? Missing(string form)
    {
        var letters = Letters(form);
        bool Has(params ReadOnlySpan<char> any)
        {
            foreach (var letter in any)
            {
                if (letters.Contains(letter)) { return true; }
            }
            return false;
        }
        return !Has('y') ? ("has no year: the one of today would be taken", Has('Y', 'D') ? "years are yyyy and days dd, in small letters" : "yyyy")
            : Has('d') && !Has('M') ? ("has a day and no month", "months are MM; mm are minutes")
            : Has('H', 'h') && !Has('d') ? ("has an hour and no day", "days are dd")
            : Has('m') && !Has('H', 'h') ? ("has minutes and no hour", "months are MM; mm are minutes")
            : Has('s') && !Has('m') ? ("has seconds and no minutes", "minutes are mm; MM are months")
            : Has('h') && !Has('H', 't') ? ("counts hours to twelve and does not say which half of the day", "HH, or hh with tt")
            : null;
    }

    // Letters that stand for parts: not those in quotes or behind a backslash.
    private static HashSet<char> Letters(string form)
    {
        var found = new HashSet<char>();
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '\\') { i++; }
            else if (form[i] is '\'' or '"') { i = form.IndexOf(form[i], i + 1) is >= 0 and var end ? end : form.Length; }
            else if (char.IsAsciiLetter(form[i])) { found.Add(form[i]); }
        }
        return found;
    }

    private static bool ReadsBack(DateTime probe, string form) =>
        TryWrite(probe, form, out var text) && DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Year == probe.Year;

    private static bool TryWrite(DateTime date, string form, out string text)
    {
        try { text = date.ToString(form, CultureInfo.InvariantCulture); }
        catch (FormatException) { text = ""; }
        return text.Length > 0;
    }
}
