using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds sites, lookups and functions, and reads the tables they name.</summary>
internal sealed class DeclarationBinder(BindingScope scope)
{
    private readonly MapExpressionBinder expressions = new(scope);

    public LookupDeclaration? Bind(TwinParser.LookupDeclarationContext tree)
    {
        var file = SyntaxText.String(tree.STRING());
        var onMiss = tree.missPolicy().GetText() switch { "keep" => MissPolicy.Keep, "quarantine" => MissPolicy.Quarantine, _ => MissPolicy.Error };
        var name = SyntaxText.Name(tree.name());
        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            if (ConceptMapFile.Read(scope.File, file, out var reason) is not { } map) { scope.Report("OT1230", tree, reason!, "the path is relative to the .twin file"); return null; }
            TellLeftOut(tree, map.LeftOut);
            return new LookupDeclaration(name, map.Path, map.Version, onMiss, map.Entries, scope.SpanOf(tree));
        }
        if (Table(tree, file) is not { } table) { return null; }
        if (LookupTable.Read(table, out var leftOut, out var why) is not { } entries) { scope.Report("OT1231", tree, why!, "a lookup has the columns code, target and, if needed, system and display; a concept map sourceCode, targetCode and, if needed, sourceSystem, targetSystem, equivalence"); return null; }
        TellLeftOut(tree, leftOut);
        return new LookupDeclaration(name, table.Path, table.Hash[..12], onMiss, entries, scope.SpanOf(tree));
    }

    private void TellLeftOut(TwinParser.LookupDeclarationContext tree, int count)
    {
        if (count > 0) { scope.Report("OT1233", tree, $"{count} of the lookup's codes have no target, or none that means the same or something wider: they are misses", "narrower, inexact, unmatched and disjoint targets are not used, and rows without a code or a target", Ontotwin.Values.Severity.Warning); }
    }

    public SiteDeclaration? Bind(TwinParser.SiteDeclarationContext tree)
    {
        // A site is told by whatever the record is: its paths are looked up when they meet a record.
        var when = tree.expression() is { } condition ? expressions.Bind(condition, new MapScope(SourceFormat.Hl7v2, null) { IsSite = true }) : null;
        if (tree.expression() is not null && when is null) { return null; }
        var site = new SiteDeclaration(
            SyntaxText.Name(tree.name()), when, null, null, ImmutableDictionary<string, LifeCycleKind>.Empty, scope.SpanOf(tree))
        {
            IsOtherwise = tree.children.Any(c => c.GetText() == "otherwise"),
        };
        foreach (var setting in tree.siteSetting()) { site = Apply(site, setting); }
        return site;
    }

    /// <summary>A table of what sources write for something, by its kind: codes, units or authorities.</summary>
    public (string Kind, ImmutableDictionary<string, string> Aliases) Bind(TwinParser.TableDeclarationContext tree)
    {
        var kind = tree.GetChild(0).GetText();
        var aliases = Pairs(tree, SyntaxText.String(tree.STRING()), "alias", kind switch { "codes" => "system", "units" => "ucum", _ => "authority" });
        if (kind == "units")
        {
            foreach (var wrong in aliases.Values.Distinct().Where(u => !UcumUnit.TryParse(u, out _, out _))) { scope.Report("OT2201", tree, $"'{wrong}' is not a UCUM unit", "in the column 'ucum'"); }
        }
        return (kind, aliases);
    }

    public FunctionDeclaration? Bind(TwinParser.FunctionDeclarationContext tree)
    {
        var names = new MapScope(SourceFormat.Unknown, null).Inner();
        var parameters = tree.name().Skip(1).Select(SyntaxText.Name).ToImmutableArray();
        foreach (var parameter in parameters) { names.AddVariable(parameter, null); }
        return expressions.Bind(tree.expression(), names) is { } body
            ? new FunctionDeclaration(SyntaxText.Name(tree.name(0)), parameters, body, scope.SpanOf(tree)) : null;
    }

    private SiteDeclaration Apply(SiteDeclaration site, TwinParser.SiteSettingContext setting)
    {
        switch (setting)
        {
            case TwinParser.SiteZoneContext zone:
                var name = SyntaxText.String(zone.STRING());
                if (!Zones.IsZone(name)) { scope.Report("OT1232", zone, $"'{name}' is not a time zone", Zones.Hint(name)); }
                return site with { Zone = name };
            case TwinParser.SiteAuthorityContext authority:
                return site with { Authority = SyntaxText.String(authority.STRING()) };
            case TwinParser.SiteNullContext text:
                var kind = text.nullAction().GetText() switch { "retract" => LifeCycleKind.Retract, "quarantine" => LifeCycleKind.Quarantine, _ => LifeCycleKind.Assert };
                return site with { NullTexts = site.NullTexts.SetItem(SyntaxText.String(text.STRING()), kind) };
            case TwinParser.SiteDatesContext dates:
                string[] forms = [.. dates.STRING().Select(SyntaxText.String)];
                DateForms.Check(scope, dates, forms);
                return site with { DateForms = [.. forms] };
            default:
                return site;
        }
    }

    private ImmutableDictionary<string, string> Pairs(TwinParser.TableDeclarationContext tree, string file, string from, string to)
    {
        if (Table(tree, file) is not { } table) { return ImmutableDictionary<string, string>.Empty; }
        if (!table.Has(from) || !table.Has(to)) { scope.Report("OT1231", tree, $"the table needs the columns '{from}' and '{to}'"); return ImmutableDictionary<string, string>.Empty; }
        return table.Rows.Select(r => KeyValuePair.Create(table.Cell(r, from), table.Cell(r, to))).DistinctBy(p => p.Key).ToImmutableDictionary();
    }

    private TableFile? Table(Antlr4.Runtime.ParserRuleContext tree, string file)
    {
        var table = TableFile.Read(scope.File, file, out var why);
        if (table is null) { scope.Report("OT1230", tree, why!, "the path is relative to the .twin file"); }
        return table;
    }
}
