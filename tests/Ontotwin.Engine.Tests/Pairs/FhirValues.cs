using System.Text.Json;

namespace Ontotwin.Engine.Tests.Pairs;

/// <summary>The values of a FHIR file: those of its resources' own elements, and those that it keeps in extensions. Links and ids are none.</summary>
internal sealed class FhirValues
{
    private static readonly HashSet<string> Links = ["reference", "fullUrl", "url", "id", "lastUpdated"];

    private FhirValues()
    {
    }

    public HashSet<string> OfElements { get; } = new(StringComparer.Ordinal);

    public HashSet<string> OfExtensions { get; } = new(StringComparer.Ordinal);

    public static FhirValues Of(string file)
    {
        var values = new FhirValues();
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        values.Add(document.RootElement, inExtension: false);
        return values;
    }

    public bool Hold(string value) => IsIn(OfElements, value) || IsIn(OfExtensions, value);

    public bool HoldInElements(string value) => IsIn(OfElements, value);

    private static bool IsIn(HashSet<string> values, string value) => values.Contains(value) || (ClinicalTime.TryParse(value, out var time) && values.Any(v => ClinicalTime.TryParse(v, out var other) && time.IsSame(other)));

    private void Add(JsonElement element, bool inExtension)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().Where(p => !Links.Contains(p.Name))) { Add(property.Value, inExtension || property.Name == "extension"); }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) { Add(item, inExtension); }
                break;
            default:
                (inExtension ? OfExtensions : OfElements).Add(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetRawText() : element.ToString());
                break;
        }
    }
}
