using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ontotwin.Repository.Tests;

public sealed partial class EditorTests
{
    private const string Folder = "editors/vscode/";

    [Theory]
    [InlineData("package.json")]
    [InlineData("language-configuration.json")]
    [InlineData("syntaxes/twin.tmLanguage.json")]
    public void A_file_of_the_extension_parses(string file)
    {
        using var json = JsonDocument.Parse(Tracked.Read(Folder + file));
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Fact]
    public void What_the_extension_names_is_there()
    {
        using var package = JsonDocument.Parse(Tracked.Read(Folder + "package.json"));
        var contributes = package.RootElement.GetProperty("contributes");
        string[] named =
        [
            package.RootElement.GetProperty("main").GetString()!, contributes.GetProperty("languages")[0].GetProperty("configuration").GetString()!,
            contributes.GetProperty("grammars")[0].GetProperty("path").GetString()!,
        ];
        Check.None(named.Where(n => !Tracked.Files.Contains(Folder + n[2..])));
        var version = ProductVersion().Match(Tracked.Read("Directory.Build.props")).Groups[1].Value;
        Assert.Equal(version, package.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public void The_colours_know_every_word_of_the_language()
    {
        var grammar = Tracked.Read("src/Ontotwin.Language/Grammar/Twin.g4");
        var words = Word().Matches(grammar[..grammar.IndexOf("- tokens", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(words.Count > 150, "the grammar's words are found");
        using var colours = JsonDocument.Parse(Tracked.Read(Folder + "syntaxes/twin.tmLanguage.json"));
        var known = colours.RootElement.GetProperty("repository").GetProperty("keywords").GetProperty("patterns").EnumerateArray().Select(p => p.GetProperty("match").GetString()!).ToList();
        Check.None(words.Where(w => !known.Any(k => Regex.Match(w, k).Value == w)));
    }

    [GeneratedRegex("'([a-z]+)'")]
    private static partial Regex Word();

    [GeneratedRegex("<Version>([^<]+)</Version>")]
    private static partial Regex ProductVersion();
}
