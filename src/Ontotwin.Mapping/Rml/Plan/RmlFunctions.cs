using System.Globalization;
using System.Net;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>A function that mappings may call: what it is given and what it gives. Null in or out is no value.</summary>
internal sealed record RmlFunction(string[] Parameters, string[] Outputs, NaturalType Type, Func<string?[], string?> Run);

/// <summary>The functions of GREL and of IDLab that mappings use, under their IRIs. None reads a clock, draws a number or asks another machine.</summary>
internal static class RmlFunctions
{
    private const string Grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
    private const string IdLab = "https://w3id.org/imec/idlab/function#";
    private const string OldIdLab = "http://example.com/idlab/function/";
    private static readonly string[] Text = [Grel + "stringOut", Grel + "output_string", IdLab + "_stringOut"];
    private static readonly string[] Number = [Grel + "output_number", Grel + "intOut", Grel + "stringOut"];
    private static readonly string[] Truth = [IdLab + "_boolOut", Grel + "output_bool", Grel + "boolOut"];
    private static readonly Dictionary<string, RmlFunction> Known = Make();

    public static RmlFunction? Find(string iri) => Known.GetValueOrDefault(iri);

    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Which parameter an IRI names, or -1. GREL's were called <c>valueParam</c> and <c>valueParameter</c>.</summary>
    public static int ParameterOf(RmlFunction function, string iri) =>
        Array.FindIndex(function.Parameters, p => iri == p || iri == p.Replace("Param", "Parameter", StringComparison.Ordinal) || (p.StartsWith(IdLab, StringComparison.Ordinal) && iri == OldIdLab + p[IdLab.Length..]));

    private static Dictionary<string, RmlFunction> Make()
    {
        const string Value = Grel + "valueParam", Value2 = Grel + "valueParam2";
        var known = new Dictionary<string, RmlFunction>(StringComparer.Ordinal)
        {
            [Grel + "toUpperCase"] = OfText(v => v.ToUpperInvariant()),
            [Grel + "toLowerCase"] = OfText(v => v.ToLowerInvariant()),
            [Grel + "toTitleCase"] = OfText(v => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(v.ToLowerInvariant())),
            [Grel + "string_trim"] = OfText(v => v.Trim()),
            [Grel + "string_length"] = new([Value], Number, NaturalType.Integer, a => a[0]?.Length.ToString(CultureInfo.InvariantCulture)),
            [Grel + "escape"] = new([Value, Grel + "modeParam"], Text, NaturalType.Text, a => a[0] is null ? null : Escape(a[0]!, a[1])),
            [Grel + "string_substring"] = new([Value, Grel + "p_int_i_from", Grel + "p_int_i_opt_to"], Text, NaturalType.Text, Substring),
            [Grel + "string_replace"] = new([Value, Grel + "param_find", Grel + "param_replace"], Text, NaturalType.Text, a => a[0] is null || string.IsNullOrEmpty(a[1]) ? a[0] : a[0]!.Replace(a[1]!, a[2] ?? "", StringComparison.Ordinal)),
            [Grel + "string_contains"] = new([Value, Grel + "string_sub"], Truth, NaturalType.Boolean, a => Of(a[0] is not null && a[0]!.Contains(a[1] ?? "", StringComparison.Ordinal))),
            [Grel + "string_startsWith"] = new([Value, Grel + "string_sub"], Truth, NaturalType.Boolean, a => Of(a[0] is not null && a[0]!.StartsWith(a[1] ?? "", StringComparison.Ordinal))),
            [Grel + "string_endsWith"] = new([Value, Grel + "string_sub"], Truth, NaturalType.Boolean, a => Of(a[0] is not null && a[0]!.EndsWith(a[1] ?? "", StringComparison.Ordinal))),
            [Grel + "controls_if"] = new([Grel + "bool_b", Grel + "any_true", Grel + "any_false"], [.. Text, Grel + "output_any"], NaturalType.Text, a => a[0] is "true" or "1" ? a[1] : a[2]),
            [Grel + "boolean_not"] = new([Grel + "bool_b"], Truth, NaturalType.Boolean, a => Of(a[0] is not ("true" or "1"))),
            [IdLab + "equal"] = new([Value, Value2], Truth, NaturalType.Boolean, a => Of(a[0] is not null && a[0] == a[1])),
            [IdLab + "notEqual"] = new([Value, Value2], Truth, NaturalType.Boolean, a => Of(a[0] != a[1])),
            [IdLab + "isNull"] = new([IdLab + "str"], Truth, NaturalType.Boolean, a => Of(a[0] is null)),
            [IdLab + "toUpperCaseURL"] = new([IdLab + "str"], Text, NaturalType.Text, a => a[0] is null ? null : UpperUrl(a[0]!)),
            [IdLab + "trueCondition"] = new([IdLab + "strBoolean", IdLab + "str"], Text, NaturalType.Text, a => a[0] is "true" or "1" ? a[1] : null),
            [IdLab + "concat"] = new([IdLab + "str", IdLab + "otherStr", IdLab + "delimiter"], Text, NaturalType.Text, a => a[0] is null || a[1] is null ? a[0] ?? a[1] : a[0] + a[2] + a[1]),
            [IdLab + "alwaysReturnsABC"] = new([], Text, NaturalType.Text, _ => "ABC"),
        };
        foreach (var (iri, function) in known.Where(k => k.Key.StartsWith(IdLab, StringComparison.Ordinal)).ToList()) { known[OldIdLab + iri[IdLab.Length..]] = function; }
        return known;
    }

    private static RmlFunction OfText(Func<string, string> run) => new([Grel + "valueParam"], Text, NaturalType.Text, a => a[0] is null ? null : run(a[0]!));

    private static string Of(bool truth) => truth ? "true" : "false";

    private static string Escape(string text, string? mode) => mode switch
    {
        "html" => WebUtility.HtmlEncode(text),
        "xml" => System.Security.SecurityElement.Escape(text),
        "url" => Uri.EscapeDataString(text),
        "csv" => text.AsSpan().ContainsAny(",\"\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text,
        "json" or "javascript" => System.Text.Json.JsonEncodedText.Encode(text).ToString(),
        _ => text,
    };

    // A place beyond the text gives nothing; the place at its end the empty text.
    private static string? Substring(string?[] given)
    {
        if (given[0] is not { } text || !int.TryParse(given[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)) { return null; }
        var to = int.TryParse(given[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var end) ? end : text.Length;
        (from, to) = (from < 0 ? from + text.Length : from, to < 0 ? to + text.Length : Math.Min(to, text.Length));
        return from < 0 || from > text.Length || to < from ? null : text[from..to];
    }

    private static string UpperUrl(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text.ToUpperInvariant() : "http://" + text.ToUpperInvariant();
}

/// <summary>The value of a function in a row; with several values of one input, one for each.</summary>
internal sealed class FunctionValues(RmlFunction function, (int Parameter, ValueSource Source)[] inputs) : ValueSource
{
    public override void Values(RmlRow row, List<RmlValue> into)
    {
        var given = new List<string?>[function.Parameters.Length];
        var values = new List<RmlValue>();
        foreach (var (parameter, source) in inputs)
        {
            values.Clear();
            source.Values(row, values);
            given[parameter] = values.ConvertAll(v => (string?)v.Text);
        }
        var count = given.Aggregate(1, (most, g) => Math.Max(most, g?.Count ?? 1));
        for (var i = 0; i < count; i++)
        {
            var arguments = Array.ConvertAll(given, g => g is null || g.Count == 0 ? null : g[Math.Min(i, g.Count - 1)]);
            if (function.Run(arguments) is { } result) { into.Add(new RmlValue(result, function.Type)); }
        }
    }
}
