using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells the site of a record: the one named by the user, else the first whose condition holds, else the one marked <c>otherwise</c>.</summary>
internal sealed class SiteChooser
{
    private static readonly ModuleName NoModule = new("sites", "", "");
    private readonly MapScope scope;
    private readonly (SiteDeclaration Site, Func<Frame, Value>? When)[] sites;

    public SiteChooser(MappingServices services)
    {
        scope = new MapScope(services, NoModule, "site");
        var compiler = new ExpressionCompiler(scope);
        sites = [.. services.Program.Sites.Select(s => (s, s.When is null ? null : compiler.Compile(s.When)))];
    }

    public SiteDeclaration? Choose(SourceRecord record, string? named)
    {
        if (named is not null) { return Array.Find(sites, s => s.Site.Name == named).Site; }
        if (sites.Length == 0) { return null; }
        var frame = scope.Enter(record, null);
        var found = Array.FindIndex(sites, s => s.When is not null && s.When(frame).Truth == Truth.True);
        scope.Leave(frame);
        return found >= 0 ? sites[found].Site : Array.Find(sites, s => s.Site.IsOtherwise).Site;
    }
}
