using System.Globalization;
using System.Text;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Engine;

/// <summary>Drafts a map of a CSV file from its first rows: column types, which column names the person, which says when, a series for each measure.</summary>
public static class CsvDraft
{
    private const int SampledRows = 1000;

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "M/d/yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "yyyyMMdd",
    ];

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss", "dd/MM/yyyy HH:mm",
        "dd-MM-yyyy HH:mm", "M/d/yyyy h:mm:ss tt", "M/d/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:sszzz",
    ];

    private static readonly string[] PersonWords = ["patient", "person", "subject", "mrn", "user", "participant", "id"];

    /// <summary>The draft as <c>.twin</c> text, or null when there are no rows.</summary>
    public static string? Of(SourceDocument document)
    {
        var rows = CsvReader.Read(document).Select(i => i.Record).OfType<SourceRecord>().Take(SampledRows).ToList();
        if (rows.Count == 0) { return null; }
        var columns = new List<Column>();
        foreach (var cell in rows[0].Root.Children) { columns.Add(Infer(cell.Name, rows)); }
        return Write(Path.GetFileName(document.Name), columns, rows.Count);
    }

    private static Column Infer(string name, List<SourceRecord> rows)
    {
        var values = rows.Select(r => r.Root.First(name).Text.Trim()).ToList();
        var present = values.Where(v => v.Length > 0).ToList();
        var isOptional = present.Count < values.Count;
        if (present.Count == 0) { return new Column(name, "text", null, true); }
        if (FormatOf(present, DateFormats) is { } date) { return new Column(name, "date", date, isOptional); }
        if (FormatOf(present, InstantFormats) is { } instant) { return new Column(name, "instant", instant, isOptional); }
        if (present.TrueForAll(v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))) { return new Column(name, "int", null, isOptional); }
        return present.TrueForAll(v => decimal.TryParse(v.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? new Column(name, "decimal", null, isOptional) : new Column(name, "text", null, isOptional);
    }

    // Several forms may fit, such as day before month and month before day: the first that fits every value, and a reader must look.
    private static string? FormatOf(List<string> values, string[] formats) =>
        Array.Find(formats, f => values.TrueForAll(v => DateTime.TryParseExact(v, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));

    private static string Write(string file, List<Column> columns, int rows)
    {
        var person = columns.Find(c => PersonWords.Any(w => c.Name.Contains(w, StringComparison.OrdinalIgnoreCase))) ?? columns[0];
        var when = columns.Find(c => c.Type is "instant" or "date");
        var name = Identifier(Path.GetFileNameWithoutExtension(file));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"// Drafted from the first {rows} rows of {file}. Check the types, the key, the units and the classes, then run 'ontotwin check'.\n");
        text.Append(CultureInfo.InvariantCulture, $"module my.{name} version 1\nontology hdt\n\n");
        text.Append(CultureInfo.InvariantCulture, $"site mine otherwise {{ authority \"urn:ontotwin:mine\" }}        // who numbers your people; add zone \"Europe/Vienna\" where your times are local\n\n");
        text.Append(CultureInfo.InvariantCulture, $"map {name} from csv \"{file}\"\n             ({string.Join(", ", columns.Select(c => c.Declaration))}) {{\n");
        text.Append(CultureInfo.InvariantCulture, $"  node pt : Patient key (site.authority, {person.Quoted})\n");
        foreach (var measure in columns.Where(c => c.Type is "int" or "decimal" && c != person)) { WriteMeasure(text, measure, person, when); }
        text.Append("}\n");
        return text.ToString();
    }

    private static void WriteMeasure(StringBuilder text, Column measure, Column person, Column? when)
    {
        var key = when is null ? $"(pt, \"{measure.Name}\")" : $"(pt, {when.Quoted}, \"{measure.Name}\")";
        text.Append(CultureInfo.InvariantCulture, $"  node {Identifier(measure.Name)}Measured : Measurement key {key} {{       // a narrower class, such as Pulse or BodyWeight, lets rules find it\n    subject <- pt\n    title <- \"{measure.Name}\"\n");
        if (when is not null) { text.Append(CultureInfo.InvariantCulture, $"    observedAt <- {when.Quoted} as {when.Type}\n"); }
        text.Append(CultureInfo.InvariantCulture, $"    value <- {measure.Quoted} as quantity in '1'                // the UCUM unit, such as '/min' or 'kg'\n  }}\n");
    }

    private static string Identifier(string name)
    {
        var letters = new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]).Trim('_');
        return letters.Length == 0 || char.IsDigit(letters[0]) ? "c" + letters : char.ToLowerInvariant(letters[0]) + letters[1..];
    }

    private sealed record Column(string Name, string Type, string? Format, bool IsOptional)
    {
        public string Quoted => Name.All(c => char.IsLetter(c) || c == '_') || (Name.Length > 0 && char.IsLetter(Name[0]) && Name.All(c => char.IsLetterOrDigit(c) || c == '_')) ? Name : $"`{Name}`";

        public string Declaration => $"{Quoted} {Type}{(Format is null ? "" : $" \"{Format}\"")}{(IsOptional ? "?" : "")}";
    }
}
