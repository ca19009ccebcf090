using System.Text.RegularExpressions;

namespace Ontotwin.Repository.Tests;

public sealed partial class DocumentTests
{
    private static readonly string[] Binary = [".dcm", ".onnx", ".png", ".ico", ".woff2", ".zip"];

    // Put together here, or this file would be the first to hold them.
    private static readonly string[] NotForHere = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "this sit" + "ting", "work" + "tree", "clau" + "de", "anthro" + "pic"];

    [Fact]
    public void Local_links_lead_somewhere()
    {
        var broken = from page in Tracked.Files
                     where page.EndsWith(".md", StringComparison.Ordinal)
                     from Match link in Link().Matches(WithoutCode(Tracked.Read(page)))
                     let target = link.Groups[1].Value
                     where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(Tracked.PathOf(page))!, target))
                     select $"{page}: {target}";
        Check.None(broken);
    }

    [Fact]
    public void Projects_that_pages_name_exist()
    {
        var gone = from page in Tracked.Files
                   where page.EndsWith(".md", StringComparison.Ordinal)
                   from Match project in ProjectFolder().Matches(Tracked.Read(page))
                   where !Directory.Exists(Tracked.PathOf(project.Value))
                   select $"{page}: {project.Value}";
        Check.None(gone);
    }

    [Fact]
    public void The_readme_and_the_command_name_the_same_verbs()
    {
        var real = VerbClass().Matches(Tracked.Read("src/Ontotwin.Cli/Verbs/AllVerbs.cs")).Select(m => m.Groups[1].Value.ToUpperInvariant()).Order();
        var table = Tracked.Read("README.md").Split("## Verbs")[1].Split("\n## ")[0];
        var named = table.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Quoted().Matches(l.Split('|')[1])).Select(m => m.Groups[1].Value.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()).Order();
        Assert.Equal(real, named);
    }

    [Fact]
    public void Every_package_says_why_it_is_here()
    {
        var reasons = Tracked.Read("docs/dependencies.md");
        var packages = PackageVersion().Matches(Tracked.Read("Directory.Packages.props")).Select(m => m.Groups[1].Value);
        Check.None(packages.Where(p => !Regex.IsMatch(reasons, $@"(?<![\w.]){Regex.Escape(p)}(?![\w.-]*\w)")));
    }

    [Fact]
    public void The_continuous_integration_runs_what_the_readme_says()
    {
        Assert.Contains("\ndotnet test\n", Tracked.Read("README.md"), StringComparison.Ordinal);
        Assert.Contains("\ndotnet test ", Tracked.Read(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_names_the_machine_it_was_written_on()
    {
        var found = from file in Tracked.Files
                    where !Binary.Contains(Path.GetExtension(file))
                    let text = Tracked.Read(file)
                    from word in NotForHere
                    where text.Contains(word, StringComparison.OrdinalIgnoreCase)
                    select $"{file}: {word}";
        Check.None(found);
    }

    private static string WithoutCode(string markdown) => CodeSpan().Replace(Fence().Replace(markdown, ""), "");

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("(?ms)^```.*?^```")]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\b(src|tests|tools)/Ontotwin(\.\w+)+")]
    private static partial Regex ProjectFolder();

    [GeneratedRegex(@"(\w+)Verb\.Create\(\)")]
    private static partial Regex VerbClass();

    [GeneratedRegex(@"`([\w-]+)")]
    private static partial Regex Quoted();

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex PackageVersion();
}
