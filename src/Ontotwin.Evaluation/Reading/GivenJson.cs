using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>Reads given values from a JSON object.</summary>
internal sealed class GivenJson(TwinProgram program, string fileName)
{
    private readonly ImmutableArray<TestGiven>.Builder given = ImmutableArray.CreateBuilder<TestGiven>();
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public (ImmutableArray<TestGiven> Given, ImmutableArray<Diagnostic> Diagnostics) Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in document.RootElement.EnumerateObject()) { Add(property.Name, property.Value); }
            }
            else { Report("OT6001", "the input is not a JSON object", "write {\"age\": 61, \"Potassium\": 5.4}"); }
        }
        catch (JsonException fault)
        {
            Report("OT6001", string.Create(CultureInfo.InvariantCulture, $"the input is not JSON (line {(fault.LineNumber ?? 0) + 1})"), null);
        }
        return (given.ToImmutable(), diagnostics.ToImmutable());
    }

    private void Add(string name, JsonElement value)
    {
        if (name == "sex")
        {
            if (value.ValueKind == JsonValueKind.String && Sex(value.GetString()!) is { } sex) { given.Add(new GivenCategory(null, OntologyModel.Term(sex))); }
            else if (value.ValueKind != JsonValueKind.Null) { Report("OT6003", "the value of 'sex' cannot be read", "\"Female\", \"Male\" or null"); }
            return;
        }
        var type = program.Ontology.Class(name)?.Iri;
        var isNamed = name == "age" || program.Scores.ContainsKey(name) || program.Features.ContainsKey(name) || program.Models.ContainsKey(name);
        if (isNamed) { type = null; }
        else if (type is null) { Report("OT6002", $"'{name}' is neither a class of the ontology nor a score, feature or model", "names are as in the guidelines: \"Potassium\", \"CKD\", \"age\""); return; }
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: given.Add(new GivenValue(name, type, null, null)); break;
            case JsonValueKind.True or JsonValueKind.False when type is not null: given.Add(new GivenPresence(type, value.GetBoolean(), null)); break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                given.Add(new GivenValue(name, type, Interval.Point(number), name == "age" ? "a" : type is null ? null : program.Ontology.UnitOfClass(type)));
                break;
            case JsonValueKind.String: Text(name, type, value.GetString()!.Trim()); break;
            default: Report("OT6003", $"the value of '{name}' cannot be read", "a number, \"5.4 mmol/L\", true, false, a class in quotes, or null"); break;
        }
    }

    private void Text(string name, Rdf.Iri? type, string text)
    {
        if (type is not null && program.Ontology.Class(text) is { } category) { given.Add(new GivenCategory(type, category.Iri)); return; }
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (digits, unit) = space < 0 ? (text, null) : (text[..space], text[(space + 1)..].Trim());
        if (decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && (unit is null || UcumUnit.TryParse(unit, out _, out _)))
        {
            given.Add(new GivenValue(name, type, Interval.Point(number), unit ?? (type is null ? null : program.Ontology.UnitOfClass(type))));
            return;
        }
        Report("OT6003", $"the value of '{name}' cannot be read", "a number, \"5.4 mmol/L\", true, false, a class in quotes, or null");
    }

    private static string? Sex(string text) => text.ToUpperInvariant() switch { "FEMALE" or "F" => "Female", "MALE" or "M" => "Male", "OTHER" => "OtherSex", "UNKNOWN" => "UnknownSex", _ => null };

    private void Report(string code, string message, string? hint) =>
        diagnostics.Add(new(code, Severity.Error, message) { Place = new(fileName, "", default), Hint = hint });
}
