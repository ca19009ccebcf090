using System.Globalization;
using System.Text.RegularExpressions;

namespace Ontotwin.Repository.Tests;

public sealed partial class LayerTests
{
    [Fact]
    public void Every_product_project_states_its_layer()
    {
        var silent = Tracked.Projects.Where(p => p.StartsWith("src/", StringComparison.Ordinal) && LayerOf(p) is null);
        Check.None(silent);
    }

    [Fact]
    public void A_project_refers_to_lower_layers_only()
    {
        var wrong = from project in Tracked.Projects
                    where project.StartsWith("src/", StringComparison.Ordinal)
                    from reference in References(project)
                    where LayerOf(reference) is not { } lower || LayerOf(project) is not { } own || lower >= own
                    select $"{project} → {reference}";
        Check.None(wrong);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Tracked.Read("Ontotwin.sln").Replace('\\', '/');
        Check.None(Tracked.Projects.Where(p => !solution.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_has_its_locked_packages() =>
        Check.None(Tracked.Projects.Where(p => !Tracked.Files.Contains(Path.GetDirectoryName(p) + "/packages.lock.json")));

    private static int? LayerOf(string project) =>
        LayerElement().Match(Tracked.Read(project)) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> References(string project) =>
        ReferenceElement().Matches(Tracked.Read(project)).Select(m => Normalize(Path.GetDirectoryName(project)!, m.Groups[1].Value.Replace('\\', '/')));

    private static string Normalize(string folder, string path) =>
        Path.GetRelativePath(Testing.Repository.Root, Path.GetFullPath(Path.Combine(Tracked.PathOf(folder), path))).Replace('\\', '/');

    [GeneratedRegex("<OntotwinLayer>([0-9]+)</OntotwinLayer>")]
    private static partial Regex LayerElement();

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex ReferenceElement();
}
