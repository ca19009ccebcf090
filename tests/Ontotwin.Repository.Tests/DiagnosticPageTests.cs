using System.Text.RegularExpressions;

namespace Ontotwin.Repository.Tests;

public sealed partial class DiagnosticPageTests
{
    private const string Folder = "docs/diagnostics/";

    private static readonly HashSet<string> Codes = [.. Tracked.Code("src").SelectMany(f => Code().Matches(Tracked.Read(f))).Select(m => m.Value)];

    private static readonly List<string> Pages = [.. Tracked.Files.Where(f => f.StartsWith(Folder + "OT", StringComparison.Ordinal))];

    [Fact]
    public void Every_code_of_the_source_has_a_page() => Check.None(Codes.Except(Pages.Select(Path.GetFileNameWithoutExtension)));

    [Fact]
    public void Every_page_is_of_a_code_of_the_source() => Check.None(Pages.Select(p => Path.GetFileNameWithoutExtension(p)).Except(Codes));

    [Fact]
    public void Every_page_has_its_title_a_wrong_example_and_a_right_one()
    {
        var poor = Pages.Where(p => !Tracked.Read(p).StartsWith($"# {Path.GetFileNameWithoutExtension(p)}: ", StringComparison.Ordinal)
            || !Tracked.Read(p).Contains("\nWrong:", StringComparison.Ordinal) || !Tracked.Read(p).Contains("\nRight:", StringComparison.Ordinal));
        Check.None(poor);
    }

    [Fact]
    public void The_index_lists_every_page()
    {
        var index = Tracked.Read(Folder + "README.md");
        Check.None(Pages.Where(p => !index.Contains($"({Path.GetFileName(p)})", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_code_means_one_thing()
    {
        // Units: when a program is bound, when a source is mapped, and of the arguments of `unit`. OT4101 stands in a comment as an example.
        string[] shared = ["OT2201", "OT2203", "OT4101", "OT7001", "OT7002"];
        // A table of translations makes no diagnostics.
        var twice = Tracked.Code("src").Where(f => !f.EndsWith("Output/ChineseReasons.cs", StringComparison.Ordinal)).SelectMany(f => Code().Matches(Tracked.Read(f)).Select(m => (Code: m.Value, Room: f.Split('/')[1]))).Distinct()
            .GroupBy(u => u.Code).Where(g => g.Count() > 1 && !shared.Contains(g.Key)).Select(g => $"{g.Key}: {string.Join(", ", g.Select(u => u.Room))}");
        Check.None(twice);
    }

    [GeneratedRegex(@"\bOT[1-9][0-9]{3}\b")]
    private static partial Regex Code();
}
