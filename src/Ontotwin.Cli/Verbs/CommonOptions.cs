using System.CommandLine;
using Ontotwin.Engine;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary>Options that several verbs share, each made anew for each verb.</summary>
internal static class CommonOptions
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_MEASUREMENT", "LANG"];

    public static Option<string[]> With() => new("--with") { Description = ".twin files and folders; by default the shipped mappings", AllowMultipleArgumentsPerToken = true };

    public static Option<string[]> Input() => new("--input") { Description = "documents, and folders of documents", AllowMultipleArgumentsPerToken = true, Required = true };

    public static Option<string?> Site() => new("--site") { Description = "the site that every document comes from, in place of what the sites' conditions say", DefaultValueFactory = _ => Project.Current.Site };

    public static Option<string?> Ontology() => new("--ontology") { Description = "the ontology's folder; by default the shipped one", DefaultValueFactory = _ => Project.Current.Ontology };

    public static Option<bool> Json() => new("--json") { Description = "the result for machines" };

    public static Option<bool> Strict() => new("--strict") { Description = "exit with 1 when anything was rejected" };

    public static Option<string> Store()
    {
        var option = new Option<string>("--store") { Description = "a folder, or neo4j+http://user@host:7474/db/NAME", Required = Project.Current.Store is null };
        if (Project.Current.Store is { } store) { option.DefaultValueFactory = _ => store; }
        return option;
    }

    public static Option<string> Twin() => new("--twin") { Description = "the twin: its id, the start of it, an identifier, the name, or a word of the name that no other twin has", Required = true };

    public static Option<string?> At() => new("--at") { Description = "the instant to reason at (yyyy-MM-dd or with a time); by default the newest in the data" };

    public static Option<string?> KnownAt() => new("--known-at") { Description = "reads the twin as it was known then" };

    public static Option<string> Language() => OneOf("--language", "en or zh", "en", "zh");

    /// <summary>Units that values are shown in; by default those of the country that the environment names (POSIX: LC_ALL, LC_MEASUREMENT, LANG).</summary>
    public static Option<string> Units()
    {
        var option = OneOf("--units", "si (mmol/L), or us (mg/dL); by default as the system's locale says", "si", "us");
        option.DefaultValueFactory = _ => IsUnitedStates() ? "us" : "si";
        return option;
    }

    /// <summary>The units asked for.</summary>
    public static UnitSystem UnitsOf(this ParseResult parsed, Option<string> units) => parsed.GetValue(units) == "us" ? UnitSystem.Us : UnitSystem.Si;

    private static bool IsUnitedStates() =>
        LocaleVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v))?.StartsWith("en_US", StringComparison.Ordinal) == true;

    /// <summary>An option that takes one of a few words, the first by default.</summary>
    public static Option<string> OneOf(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>An instant given as an option; null when it was not.</summary>
    public static DateTimeOffset? Instant(this ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) { return null; }
        return PartialDateTime.TryParseXsd(text, out var date) ? date.Earliest : throw new UsageException($"'{text}' is not an instant: 2026-11-05, or 2026-11-05T09:15:00+01:00");
    }

    /// <summary>The value of <c>--with</c>, or the project's files, or the shipped folders.</summary>
    public static string[] WithOr(this ParseResult parsed, Option<string[]> with, params string[] shipped)
    {
        if (parsed.GetValue(with) is { Length: > 0 } given) { return given; }
        var project = Project.Current;
        return [.. project.Mappings, .. project.Sites, .. shipped.Where(s => s != "mappings" || project.Mappings.Count == 0).Select(Home.PathOf)];
    }
}
