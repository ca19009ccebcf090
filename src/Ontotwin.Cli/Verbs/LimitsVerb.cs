using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Ontotwin.Cli.Output;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>limits</c>: every named limit, read off the classes that hold them.</summary>
internal static class LimitsVerb
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("limits", "every named limit and its value") { json };
        command.SetAction(parsed =>
        {
            var limits = Find();
            if (parsed.GetValue(json)) { Terminal.WriteJson(limits); }
            else
            {
                foreach (var (name, value) in limits) { Terminal.Line($"{name} = {value}"); }
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static SortedDictionary<string, string> Find()
    {
        var limits = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Ontotwin.*.dll"))
        {
            foreach (var type in Assembly.LoadFrom(file).GetTypes().Where(t => t.Name.EndsWith("Limits", StringComparison.Ordinal)))
            {
                foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(f => f.IsLiteral && f.FieldType != typeof(string)))
                {
                    var room = type.Namespace!["Ontotwin.".Length..];
                    var prefix = type.Name == "Limits" ? room : $"{room}.{type.Name[..^"Limits".Length]}";
                    limits[$"{prefix}.{field.Name}"] = Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) ?? "";
                }
            }
        }
        return limits;
    }
}
