using System.Globalization;
using System.Text;

namespace Ontotwin.Engine.Drafting;

/// <summary>Writes the draft: every column is declared where it can be, and read or mentioned in a comment.</summary>
internal sealed class DraftWriter
{
    private readonly DraftPlan plan;
    private readonly string file;
    private readonly DraftNames names;
    private readonly MeasureWriter measures;
    private readonly StringBuilder text = new();
    private readonly string person;

    public DraftWriter(DraftPlan plan, string file)
    {
        this.plan = plan;
        this.file = file;
        names = new DraftNames(plan.Columns.Select(c => c.Name));
        person = names.Unique("pt");
        measures = new MeasureWriter(plan, names, person, text);
    }

    /// <summary>The text of the module.</summary>
    public string Write()
    {
        var name = DraftNames.Identifier(Path.GetFileNameWithoutExtension(file));
        Line($"// Drafted from the first {plan.Table.Rows.Count} rows of {DraftNames.OneLine(file)}. Check the types, the key, the units and the classes, then run 'ontotwin check'.");
        Line($"module my.{name} version 1\nontology hdt\n");
        Line($"site mine otherwise {{ authority \"urn:ontotwin:mine\" }}        // who numbers your people; add zone \"Europe/Vienna\" where your times are local\n");
        if (plan.Table.Why is { } why) { Line($"// The columns are counted, not called by name, for {why}: line {plan.Table.SkippedLines + 1} is the first that is read."); }
        Line($"map {name} from csv {DraftNames.Text(file)}{Options()}\n             ({string.Join(", ", plan.Columns.Select(Declaration))}) {{");
        WritePerson();
        WriteWhen();
        foreach (var column in plan.Columns) { WriteColumn(column); }
        Line($"}}");
        return text.ToString();
    }

    private void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private string Options()
    {
        var table = plan.Table;
        var options = new List<string>();
        if (table.Delimiter != ',') { options.Add($"delimiter {(table.Delimiter == '\t' ? "\"\\t\"" : $"\"{table.Delimiter}\"")}"); }
        if (plan.DecimalComma) { options.Add("decimal \",\""); }
        if (table.SkippedLines > 0) { options.Add(FormattableString.Invariant($"skip {table.SkippedLines}")); }
        if (table.Encoding is { } encoding) { options.Add($"encoding \"{encoding}\""); }
        if (!table.HasHeader) { options.Add("no header"); }
        return options.Count == 0 ? "" : $" {{ {string.Join("; ", options)} }}";
    }

    private string Declaration(DraftColumn column)
    {
        var type = column == plan.Person ? "text" : column.Kind switch
        {
            ColumnKind.Date when column.Form!.Format is { } format => $"{(column.Form.HasTime ? "instant" : "date")} {DraftNames.Text(format)}",
            ColumnKind.Date => "instant",
            ColumnKind.Number => column.IsWhole ? "int" : "decimal",
            _ => "text",
        };
        return $"{DraftNames.Quoted(column)} {type}{(column.IsOptional ? "?" : "")}";
    }

    private void WritePerson()
    {
        var key = plan.Person is { } column ? DraftNames.Quoted(column) : "\"me\"";
        if (plan.Person is null) { Line($"  // No header names the person, so that every row is one person's. Where the file holds several, write the column that tells them apart in place of \"me\"."); }
        else if (!HeaderWords.IsPerson(plan.Person.Header) && !HeaderWords.IsId(plan.Person.Header))
        {
            Line($"  // '{plan.Person.Shown}' is {(HeaderWords.IsName(plan.Person.Header) ? "a name, and two people may have one" : "a device, and two people may use one")}: better a number of the person, if there is one.");
        }
        if (plan.Person is { Missing: > 0 } gaps) { Line($"  // '{gaps.Shown}' is empty in {gaps.Missing} of {plan.Table.Rows.Count} sampled rows; those rows are set aside."); }
        var facts = plan.Births.Take(1).Select(c => (Property: "birthDate", Column: c)).Concat(plan.Deaths.Take(1).Select(c => (Property: "deathDate", Column: c))).ToList();
        Line($"  node {person} : Patient key (site.authority, {key}){(facts.Count == 0 ? "" : " {")}");
        foreach (var (property, column2) in facts)
        {
            WriteDateRemarks(column2, "    ");
            Line($"    {property} <- {DraftNames.Quoted(column2)} as date{(DraftPlan.IsYear(column2) ? " format \"yyyy\"" : "")}");
        }
        if (facts.Count > 0) { Line($"  }}"); }
    }

    private void WriteWhen()
    {
        if (plan.When is not { } when)
        {
            Line($"  // No column says when, so that nothing below has a time: rows of one person that differ are kept side by side and reported.");
            return;
        }
        Line($"  // When it was: '{when.Shown}'{(plan.Time is { } time ? $" with '{time.Shown}'" : "")}.");
        WriteDateRemarks(when, "  ");
        if (DraftPlan.IsOld(when)) { Line($"  // Most of its dates lie before 2000: if they are birth dates, write birthDate <- {DraftNames.Quoted(when)} as date in the braces of '{person}' instead."); }
    }

    // What the cells leave open is never decided in silence.
    private void WriteDateRemarks(DraftColumn column, string indent)
    {
        if (column.Form is not { Format: { } format } form) { return; }
        if (form.Other is not null && plan.ProofOf(column) is { } proof)
        {
            Line($"{indent}// '{column.Shown}': no day is above 12; it is read {(form.IsDayFirst ? "day" : "month")} first, as the days of '{proof.Shown}' prove of this file.");
        }
        else if (form.Other is { } other)
        {
            var why = form.IsDayFirst ? format.Contains('.', StringComparison.Ordinal) ? "day first, as with points between" : $"day first, {plan.DayFirstBecause ?? "for want of a reason"}" : "month first, as where ',' divides the columns and '.' is the decimal mark";
            Line($"{indent}// '{column.Shown}': no day is above 12, so that {DraftNames.Text(other)} fits too. It is read {why}: CHECK THIS.");
        }
        if (form.HasShortYear) { Line($"{indent}// '{column.Shown}': years of two digits: 00 to 49 are read as 2000 to 2049, 50 to 99 as 1950 to 1999."); }
    }

    private void WriteColumn(DraftColumn column)
    {
        if (column == plan.Person || column == plan.When || column == plan.Time || plan.Births.Take(1).Contains(column) || plan.Deaths.Take(1).Contains(column)) { return; }
        if (column == plan.UnitColumn && plan.Columns.Any(c => c.Kind == ColumnKind.Number && HeaderWords.IsValue(c.Header))) { Line($"  // '{column.Shown}': the units of the values."); return; }
        if (column.Kind == ColumnKind.Empty) { Line($"  // '{column.Shown}': empty in every sampled row."); return; }
        if (column.Kind == ColumnKind.Date) { WriteOtherDate(column); return; }
        if (column.Kind == ColumnKind.Number && WhyNoMeasure(column) is { } why) { Line($"  // '{column.Shown}': {why}; read by nothing."); return; }
        if (column.Kind == ColumnKind.Number) { measures.Write(column); return; }
        if (column.Kind == ColumnKind.Pair && Measure.IsPressure(column.Unit.Name)) { measures.WritePressure(column); return; }
        WriteText(column);
    }

    private void WriteOtherDate(DraftColumn column)
    {
        WriteDateRemarks(column, "  ");
        Line($"  // '{column.Shown}': {(DraftPlan.MayBeBirth(column) ? $"days long ago, perhaps birth dates. If so, write in the braces of '{person}':  birthDate <- {DraftNames.Quoted(column)} as date" : "another date; read by nothing.")}");
    }

    private static string? WhyNoMeasure(DraftColumn column) =>
        HeaderWords.IsNumbering(column.Header) || HeaderWords.IsPerson(column.Header) ? "numbers that name something"
        : HeaderWords.IsSex(column.Header) ? "a code for the sex: a lookup tells which is which (sex <- … via LOOKUP)"
        : HeaderWords.IsBirth(column.Header) || HeaderWords.IsDeath(column.Header) ? "a date in a form that is not known here"
        : Measure.Of(column.Unit.Name) is null && column.Unit.Unit is null && HeaderWords.WhenRank(column.Header) >= 2 && column.Values.All(Numbers.IsLarge) ? "a time in numbers that maps do not read, such as days since some day"
        : null;

    private void WriteText(DraftColumn column)
    {
        var kind = HeaderWords.IsSex(column.Header) ? "the sex: a lookup tells which is which (sex <- … via LOOKUP)"
            : column.Values.All(Numbers.IsNumber) && !column.HasLeadingZeros ? $"numbers in a form that '{(plan.DecimalComma ? ',' : '.')}' as the decimal mark does not read"
            : "text";
        Line($"  // '{column.Shown}': {kind}; read by nothing. To keep it as text:");
        Line($"  //   {measures.TextNode(column)}");
    }
}
