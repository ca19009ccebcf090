using System.Text.RegularExpressions;

namespace Ontotwin.Repository.Tests;

public sealed partial class CodeStyleTests(ITestOutputHelper output)
{
    private const int UsualFileLines = 300;
    private const int MostFileLines = 800;
    private const int MostMethodLines = 70;

    /// <summary>What is not used in the product, where it is all the same, and why.</summary>
    private static readonly (string Pattern, string[] Allowed, string Why)[] Banned =
    [
        (@"\bXDocument\b|\bXmlDocument\b|\bXElement\b", [], "whole XML trees are not bounded by a limit; an XmlReader is"),
        (@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", [], "time comes from the caller or a TimeProvider"),
        (@"\.Wait\(\)|GetAwaiter\(\)\.GetResult\(\)", [], "blocking on a task can deadlock a server"),
        // A tuple's and a record's own member of that name.
        (@"\.Result\b", ["src/Ontotwin.Reasoning/Reasoner.cs", "src/Ontotwin.Api/Schema/ClinicalTypes.cs"], "blocking on a task can deadlock a server"),
        // The command and tools speak to a terminal; nobody else does.
        (@"\bConsole\.", ["src/Ontotwin.Cli/", "tools/"], "a library does not print"),
        // A filter says which environment faults are meant; Program.Main tells them in words.
        (@"catch\s*\(Exception(\s+\w+)?\)(?!\s*when)|catch\s*(\{|$)", [], "a fault that nobody expected must be seen"),
        (@"#pragma warning disable [\w, ]+$", [], "a suppression says why on its line, or stands in .editorconfig"),
        (@"//\s*(TODO|FIXME|HACK)\b", [], "what is not done stands in the issue tracker"),
    ];

    [Fact]
    public void Nothing_banned_is_used()
    {
        var found = new List<string>();
        foreach (var file in Tracked.Code("src", "tools"))
        {
            var lines = File.ReadAllLines(Tracked.PathOf(file));
            foreach (var (pattern, allowed, why) in Banned.Where(b => !b.Allowed.Any(a => file.StartsWith(a, StringComparison.Ordinal))))
            {
                found.AddRange(lines.Select((text, i) => (Text: text, Line: i + 1)).Where(l => Regex.IsMatch(l.Text, pattern)).Select(l => $"{file}:{l.Line}: {why}"));
            }
        }
        Check.None(found);
    }

    [Fact]
    public void No_file_is_too_long()
    {
        var sizes = Tracked.Code("src", "tests", "tools").Select(f => (File: f, Lines: File.ReadLines(Tracked.PathOf(f)).Count())).ToList();
        foreach (var (file, lines) in sizes.Where(s => s.Lines > UsualFileLines).OrderByDescending(s => s.Lines)) { output.WriteLine($"over {UsualFileLines} lines: {file} ({lines})"); }
        Check.None(sizes.Where(s => s.Lines > MostFileLines));
    }

    [Fact]
    public void No_method_is_too_long() =>
        Check.None(Tracked.Code("src", "tools").SelectMany(f => Methods(f, File.ReadAllLines(Tracked.PathOf(f)))).Where(m => m.Lines > MostMethodLines).Select(m => $"{m.Place}: {m.Lines} lines"));

    // By layout, not by parsing: members of a type stand four columns in, those of a nested type eight, each with its braces on lines of their own.
    private static IEnumerable<(string Place, int Lines)> Methods(string file, string[] lines)
    {
        foreach (var indent in new[] { "    ", "        " })
        {
            for (var i = 1; i < lines.Length; i++)
            {
                if (lines[i] != indent + "{" || TypeHeader().IsMatch(Header(lines, i, indent))) { continue; }
                var end = Array.FindIndex(lines, i, l => l.StartsWith(indent + "}", StringComparison.Ordinal));
                if (end > 0) { yield return ($"{file}:{i}", end - i - 1); }
            }
        }
    }

    private static string Header(string[] lines, int brace, string indent)
    {
        var start = brace - 1;
        while (start > 0 && (lines[start].Length <= indent.Length || char.IsWhiteSpace(lines[start][indent.Length]))) { start--; }
        return lines[start];
    }

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|namespace)\b")]
    private static partial Regex TypeHeader();
}
