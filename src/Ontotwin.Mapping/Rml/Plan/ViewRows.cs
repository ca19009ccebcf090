using System.Globalization;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>The rows of a logical view (RML-LV): its fields in slots, multiplied out, then joined.</summary>
internal sealed class ViewRows : RowSource
{
    private readonly RowSource on;
    private readonly string name;
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly List<ViewField> fields = [];
    private readonly List<ViewJoin> joins = [];

    public ViewRows(RmlView view, Func<RmlIterable, RowSource> rowsOf, Func<RmlExpression, RowSource, ValueSource> valuesOf, JoinBudget budget, RunLog log)
    {
        name = view.Name;
        on = rowsOf(view.On);
        NewSlot("#");
        var formulation = (view.On as RmlSource)?.Formulation ?? RmlFormulation.Csv;
        fields.AddRange(view.Fields.Select(f => new ViewField(f, "", formulation, e => valuesOf(e, on), NewSlot, log)));
        foreach (var join in view.Joins) { joins.Add(new ViewJoin(join, (ViewRows)rowsOf(join.Parent), this, valuesOf, NewSlot, budget)); }
    }

    public override IEnumerable<RmlRow> Rows()
    {
        foreach (var join in joins) { join.Build(); }
        var made = new RmlRow();
        foreach (var row in on.Rows())
        {
            foreach (var filled in Expand(row))
            {
                made.Slots = filled;
                yield return made;
                made.Number++;
            }
        }
    }

    protected override ValueSource Make(string text) => slots.TryGetValue(text, out var slot)
        ? new SlotValues(slot)
        : throw new RmlStoppedException("OT4815", $"the view {name} has no field '{text}' with a value; its fields are {string.Join(", ", slots.Keys.Select(s => $"'{s}'").Take(30))}");

    private int NewSlot(string slot) => slots.TryAdd(slot, slots.Count)
        ? slots.Count - 1
        : throw new RmlStoppedException("OT4810", $"the view {name} has two fields called '{slot}'");

    private List<RmlValue[]> Expand(RmlRow row)
    {
        var filled = new List<RmlValue[]>();
        var current = new RmlValue[slots.Count];
        current[0] = Number(row.Number);
        ViewField.Fill(fields, 0, row, current, () => Add(filled, current));
        foreach (var join in joins) { filled = join.Apply(filled); }
        return filled;
    }

    internal static void Add(List<RmlValue[]> filled, RmlValue[] row)
    {
        if (filled.Count >= RmlLimits.MaxViewRows) { throw new RmlStoppedException("OT4816", "a view makes more rows of one row than the limit"); }
        filled.Add((RmlValue[])row.Clone());
    }

    internal static RmlValue Number(long number) => new(number.ToString(CultureInfo.InvariantCulture), NaturalType.Integer);
}
