using System.CommandLine;
using System.Text.Json;
using Ontotwin.Cli.Output;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>unit VALUE FROM TO</c>.</summary>
internal static class UnitVerb
{
    public static Command Create()
    {
        var value = new Argument<string>("value") { Description = "a decimal number" };
        var from = new Argument<string>("from") { Description = "UCUM code" };
        var to = new Argument<string>("to") { Description = "UCUM code" };
        var json = CommonOptions.Json();
        var command = new Command("unit", "converts between UCUM units") { value, from, to, json };
        command.SetAction(parsed => Run(parsed.GetValue(value)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string text, string from, string to, bool json)
    {
        if (!ExactNumber.TryParse(text, out var value)) { return Fail($"'{text}' is not a decimal number"); }
        if (!UcumUnit.TryParse(from, out var source, out var why)) { return Fail($"error OT2201 '{from}' is not a UCUM unit: {why}"); }
        if (!UcumUnit.TryParse(to, out var target, out why)) { return Fail($"error OT2201 '{to}' is not a UCUM unit: {why}"); }
        foreach (var lookAlike in new[] { source.Hazard, from == to ? null : target.Hazard }.OfType<UnitHazard>()) { Terminal.Error(Text("warning", lookAlike)); }
        var hazard = source.HazardTo(target);
        // A formula that leaves the unit's dimension alone gives a number, and a person is told what it is worth; any other gives none.
        if (Convert(value, source, target) is not { } result) { return Fail(hazard is not null ? Text("error", hazard) : Reason(source, target)); }
        if (hazard is not null) { Terminal.Error(Text("warning", hazard)); }
        var shown = result.ToString();
        if (json)
        {
            using var number = JsonDocument.Parse(shown);
            Terminal.WriteJson(new { value = number.RootElement, unit = to, exact = result.IsTerminating && !source.IsCurved && !target.IsCurved });
        }
        else { Terminal.Line($"{shown} {to}"); }
        return ExitCode.Done;
    }

    private static ExactNumber? Convert(ExactNumber value, UcumUnit from, UcumUnit to) =>
        from.TryConvertExactly(value, to, out var exact) ? exact
        : value.TryToDecimal(out var number) && from.TryConvert(number, to, out var near) ? ExactNumber.Of(near) : null;

    private static string Reason(UcumUnit from, UcumUnit to) => from.IsCommensurableWith(to)
        ? "error OT2204 the result is too large for an exact decimal"
        : $"error OT2203 '{from}' and '{to}' do not measure the same thing";

    private static string Text(string severity, UnitHazard hazard) => $"{severity} {hazard.Code} {hazard.Message}: {hazard.Hint}";

    private static int Fail(string message)
    {
        Terminal.Error(message);
        return ExitCode.Input;
    }
}
