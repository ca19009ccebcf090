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
        return (form.Length == 1 ? null : Missing(form) ?? Exchanged(form)) ?? (Array.Exists(Probes, p => !ReadsBack(p, form)) ? ("cannot be read: its parts run into each other, or it has no year", "such as yyyyMMdd, or yyyy-M-d") : null);
    }

    private static (string Problem, string Hint)? Missing(string form)
    {
        var letters = Parts(form).Select(p => p[0]).ToHashSet();
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

    // The letter of months where minutes stand, or the other way round: both are there, and each reads what the other means.
    private static (string Problem, string Hint)? Exchanged(string form)
    {
        const string Meant = "MM is the month, mm the minute";
        var parts = Parts(form);
        for (var i = 0; i < parts.Count; i++)
        {
            var (part, isAfterHour) = (parts[i], i > 0 && parts[i - 1][0] is 'H' or 'h');
            if (part[0] == 'm' && !isAfterHour) { return ($"has minutes ({part}) where no hour stands before them", Meant); }
            if (part is "MM" or "M" && isAfterHour && parts.Where((_, at) => at != i).Any(p => p[0] is 'm' or 'M')) { return ($"has a month ({part}) after the hour, where the minutes stand", Meant); }
        }
        return null;
    }

    // Runs of one letter, in order: not those in quotes or behind a backslash.
    private static List<string> Parts(string form)
    {
        var found = new List<string>();
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '\\') { i++; }
            else if (form[i] is '\'' or '"') { i = form.IndexOf(form[i], i + 1) is >= 0 and var end ? end : form.Length; }
            else if (char.IsAsciiLetter(form[i]))
            {
                var first = i;
                while (i + 1 < form.Length && form[i + 1] == form[first]) { i++; }
                found.Add(form[first..(i + 1)]);
            }
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
