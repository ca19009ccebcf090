using System.Collections.Immutable;
using System.Globalization;
using Antlr4.Runtime;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Checks forms of dates that stand for each other: none may read what another means as another time. 05-12-2019 is one day in Vienna and another in New York,
/// and the text does not say which.
/// </summary>
internal static class DateForms
{
    // Days and hours that tell day from month, and morning from afternoon.
    private static readonly ImmutableArray<DateTime> Probes =
        [new(2021, 2, 3, 4, 5, 6), new(2012, 11, 10, 13, 14, 15), new(2009, 8, 7, 12, 11, 10), new(2003, 12, 30, 23, 59, 58), new(2010, 9, 8, 0, 7, 6)];

    /// <summary>Reports forms that say no whole date, and the first two that can be mistaken for each other.</summary>
    public static void Check(BindingScope scope, ParserRuleContext tree, IReadOnlyList<string> forms)
    {
        foreach (var form in forms)
        {
            if (DateFormParts.ProblemOf(form) is var (problem, hint)) { scope.Report("OT1115", tree, $"\"{form}\" {problem}", hint); }
        }
        foreach (var one in forms.Where(f => CsvColumn.UnixTicksOf(f) is null))
        {
            if (forms.FirstOrDefault(other => other != one && CsvColumn.UnixTicksOf(other) is null && Probes.Any(p => IsMistaken(p, one, other))) is not { } mistaken) { continue; }
            scope.Report("OT1112", tree, $"a date written as \"{one}\" can be read as \"{mistaken}\", and means another day or hour then", "declare one of them here, and the other for its site: site … { dates \"…\" }");
            return;
        }
    }

    private static bool IsMistaken(DateTime probe, string one, string other)
    {
        var text = Written(probe, one);
        return text is not null && DateTime.TryParseExact(text, one, CultureInfo.InvariantCulture, DateTimeStyles.None, out var meant)
            && DateTime.TryParseExact(text, other, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && meant != read;
    }

    private static string? Written(DateTime probe, string form)
    {
        try { return probe.ToString(form, CultureInfo.InvariantCulture); }
        catch (FormatException) { return null; }
    }
}
