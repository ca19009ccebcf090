using System.Globalization;
using System.Text;

namespace Ontotwin.Engine.Drafting;

/// <summary>Writes a node for each measured value, a series for each that is sampled.</summary>
internal sealed class MeasureWriter(DraftPlan plan, DraftNames names, string person, StringBuilder text)
{
    private const string AnyMeasurement = "Measurement";

    /// <summary>A column of numbers.</summary>
    public void Write(DraftColumn column)
    {
        var measure = Measure.Of(column.Unit.Name);
        var unit = column.Unit.Unit ?? (column.Unit.Unknown is null ? measure?.ByDefinition : null);
        if (column.Unread > 0) { Line($"  // '{column.Shown}': {column.Unread} of {column.Values.Count} sampled cells hold no number; 'map' keeps their text and reports them."); }
        if (Numbers.MayBeThousands(column.Values))
        {
            var mark = plan.DecimalComma ? ',' : '.';
            Line($"  // '{column.Shown}': '{mark}' stands before three digits only. It is read as the decimal mark; if it divides thousands, the numbers are a thousand times larger: CHECK THIS.");
        }
        if (measure is not null && unit is not null && !measure.IsMeasuredIn(unit))
        {
            Line($"  // '{column.Shown}': '{unit}' is no unit of hdt:{measure.Class}.");
            measure = null;
        }
        if (unit is not null && measure?.Series is { } series && IsSampled(column)) { WriteSeries(column, series, unit); return; }
        // A sum of a day needs a day.
        if (measure?.Class == "DailySteps" && plan.When is not { Form.HasTime: false }) { measure = null; }
        var source = unit is not null ? $"'{unit}'" : column.Unit.Unknown is null && HeaderWords.IsValue(column.Header) && plan.UnitColumn is { } units ? DraftNames.Quoted(units) : null;
        WriteUnitRemark(column, source);
        WriteNode(column, column.Name, measure?.Class ?? AnyMeasurement, DraftNames.Quoted(column), source);
    }

    // A comparator, or a word in place of a number, belongs in a node: a sample is one number.
    private bool IsSampled(DraftColumn column) => plan is { IsDense: true, Time: null } && column.Unread == 0 && !column.Values.Any(v => v[0] is '<' or '>');

    private void WriteSeries(DraftColumn column, string type, string unit)
    {
        var key = plan.Device is { } device ? DraftNames.Quoted(device) : "\"this device\"";
        var guard = column.Placeholders.Count > 0 ? $" when {DraftNames.Quoted(column)} not in ({string.Join(", ", column.Placeholders.Select(DraftNames.Text))})" : "";
        Line($"  series {names.Unique(column.Name + "Sampled")} : {type} key ({key}) of {person}");
        Line($"    at {DraftNames.Quoted(plan.When!)} value {DraftNames.Quoted(column)} as quantity in '{unit}'{guard}       // 'check LOW .. HIGH else quarantine' sets aside what cannot be");
    }

    /// <summary>A column such as 120/80.</summary>
    public void WritePressure(DraftColumn column)
    {
        var source = column.Unit.Unit is { } told ? $"'{told}'" : null;
        WriteUnitRemark(column, source);
        var cell = DraftNames.Quoted(column);
        WriteNode(column, column.Name + " systolic", "SBP", $"before({cell}, \"/\")", source);
        WriteNode(column, column.Name + " diastolic", "DBP", $"after({cell}, \"/\")", source);
    }

    /// <summary>A node on one line that keeps a column as text.</summary>
    public string TextNode(DraftColumn column) =>
        $"node {names.Unique(column.Name + "Noted")} : Observation key ({Key(column.Name)}){Guard(column)} {{ subject <- {person}; {(When() is { } when ? when + "; " : "")}text <- {DraftNames.Quoted(column)} as text }}";

    private void WriteUnitRemark(DraftColumn column, string? unit)
    {
        if (unit is not null) { return; }
        var told = column.Unit.Unknown is { } unknown ? $"'{DraftNames.OneLine(unknown)}' is no UCUM unit, and no alias knows it" : "the header tells no unit, and none is guessed";
        Line($"  // '{column.Shown}': {told}. Write it, such as in 'kg'; until then 'check' warns and 'map' keeps the text alone.");
    }

    private void WriteNode(DraftColumn column, string title, string type, string value, string? unit)
    {
        var name = names.Unique(title + "Measured");
        var narrower = type == AnyMeasurement ? "       // a narrower class, such as Pulse or BodyWeight, lets rules find it" : "";
        Line($"  node {name} : {type} key ({Key(title)}){Guard(column)} {{{narrower}\n    subject <- {person}");
        if (type == AnyMeasurement) { Line($"    title <- {DraftNames.Text(title)}"); }
        if (When() is { } when) { Line($"    {when}"); }
        Line($"    value <- {value} as quantity{(unit is null ? "" : $" in {unit}")}\n  }}");
    }

    // An empty cell measures nothing: no node for it.
    private static string Guard(DraftColumn column)
    {
        var cell = DraftNames.Quoted(column);
        var conditions = new List<string>();
        if (column.IsOptional) { conditions.Add($"exists({cell})"); }
        if (column.Placeholders.Count > 0) { conditions.Add($"{cell} not in ({string.Join(", ", column.Placeholders.Select(DraftNames.Text))})"); }
        return conditions.Count == 0 ? "" : " when " + string.Join(" and ", conditions);
    }

    private string Key(string title)
    {
        var parts = new List<string> { person };
        if (plan.When is { } when) { parts.Add(DraftNames.Quoted(when)); }
        if (plan.Time is { } time) { parts.Add(DraftNames.Quoted(time) + (time.IsOptional ? "?" : "")); }
        parts.Add(DraftNames.Text(title));
        return string.Join(", ", parts);
    }

    private string? When() => plan.When is not { } when ? null
        : plan.Time is { } time ? $"observedAt <- concat({DraftNames.Quoted(when)}, \" \", {DraftNames.Quoted(time)}) as instant format {DraftNames.Text($"{when.Form!.Format} {time.TimeFormat}")}"
        : $"observedAt <- {DraftNames.Quoted(when)} as {(when.Form!.HasTime ? "instant" : "date")}";

    private void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
