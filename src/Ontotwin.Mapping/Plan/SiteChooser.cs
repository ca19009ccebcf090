using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells the site of a record: the one named by the user, else the first whose condition holds, else the one marked <c>otherwise</c>.</summary>
internal sealed class SiteChooser
{
    private static readonly ModuleName NoModule = new("sites", "", "");
    private readonly MappingServices services;
    private readonly (SiteDeclaration Site, Func<Frame, Value>? When)[] sites;

    public SiteChooser(MappingServices services, ExpressionCompiler compiler)
    {
        this.services = services;
        sites = [.. services.Program.Sites.Select(s => (s, s.When is null ? null : compiler.Compile(s.When)))];
    }

    public SiteDeclaration? Choose(SourceRecord record, string? named)
    {
        if (named is not null) { return Array.Find(sites, s => s.Site.Name == named).Site; }
        var frame = new Frame(record, null, services, NoModule, "site");
        var found = Array.Find(sites, s => s.When is not null && s.When(frame).Truth == Truth.True).Site;
        return found ?? Array.Find(sites, s => s.Site.IsOtherwise).Site;
    }
}
