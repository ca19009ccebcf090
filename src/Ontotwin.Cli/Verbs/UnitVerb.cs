using System.CommandLine;
using System.Globalization;
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
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) { return Fail($"'{text}' is not a decimal number"); }
        if (!UcumUnit.TryParse(from, out var source, out var why)) { return Fail($"error OT2201 '{from}' is not a UCUM unit: {why}"); }
        if (!UcumUnit.TryParse(to, out var target, out why)) { return Fail($"error OT2201 '{to}' is not a UCUM unit: {why}"); }
        if (!source.TryConvert(value, target, out var result))
        {
            return Fail(source.IsCommensurableWith(target)
                ? "error OT2204 the result is too large for an exact decimal"
                : $"error OT2203 '{from}' and '{to}' do not measure the same thing");
        }
        var shown = result.ToString(CultureInfo.InvariantCulture);
        if (json) { Terminal.WriteJson(new { value = result, unit = to }); }
        else { Terminal.Line($"{shown} {to}"); }
        return ExitCode.Done;
    }

    private static int Fail(string message)
    {
        Terminal.Error(message);
        return ExitCode.Input;
    }
}
