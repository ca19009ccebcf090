using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli.Output;

/// <summary>A fact with all it stands on: statement of the map with file and line, lookups, and the bytes of the source.</summary>
internal sealed class FactText(TwinProgram program, string language)
{
    private readonly SnippetReader snippets = new();

    public void Print(Fact fact)
    {
        Terminal.Line(fact.Triple.ToString());
        switch (fact.Justification)
        {
            case Asserted { Origin: var origin }:
                Print(origin, fact);
                break;
            case Derived derived:
                Terminal.Line($"  {In("by", "依据")} {derived.Rule} ({derived.RuleVersion}) {In("from", "由")}");
                foreach (var premise in derived.Premises) { Terminal.Line("    " + premise); }
                break;
        }
    }

    /// <summary>Says that there are more facts of samples.</summary>
    public void PrintRest(int count) => Terminal.Line(In($"… {count} more facts of samples: name the sample's node, its time or its value; --json gives all", $"……另有 {count} 条采样事实：请指定采样节点、时间或值；--json 给出全部"));

    /// <summary>The same for machines.</summary>
    public object ToJson(Fact fact)
    {
        var origin = fact.Origin;
        var statement = origin is null ? null : RuleStatement.Find(program, origin.Rule);
        return new
        {
            subject = fact.Triple.Subject.ToString(),
            predicate = fact.Triple.Predicate.ToString(),
            @object = fact.Triple.Object.ToString(),
            knownFrom = fact.KnownFrom,
            origin,
            statement = statement is null ? null : new { file = statement.Span.File, line = statement.Span.Start.Line, text = statement.Line(), isSameVersion = statement.Map.Module.Version == origin!.RuleVersion },
            derivedBy = (fact.Justification as Derived)?.Rule,
            premises = (fact.Justification as Derived)?.Premises.Select(p => p.ToString()),
            isDocumentThere = origin is null ? (bool?)null : snippets.Read(origin) is not null,
        };
    }

    private void Print(Origin origin, Fact fact)
    {
        var snippet = snippets.Read(origin);
        var marked = snippet?.Lines.Where(l => l.Marked.Length > 0).ToList() ?? [];
        // Of a field with parts the bytes say all, its text the first part.
        Terminal.Line("  " + ProofText.Place(origin.Text.Length > 0 && snippet is { IsHex: false, CutBytes: 0 } && marked is [var only] ? origin with { Text = only.Marked } : origin));
        if (snippet is not null)
        {
            foreach (var line in marked) { Terminal.Line($"    {line.Label}{(line.Label.Length > 0 ? " " : "")}{line.Before}⟦{line.Marked}⟧{line.After}"); }
        }
        else { Terminal.Line("    " + In("the document is not at hand with that content (SHA-256 ", "该文档已不在原处，或内容已变（SHA-256 ") + origin.DocumentHash + ")"); }
        var statement = RuleStatement.Find(program, origin.Rule);
        Terminal.Line($"  {In("by", "依据")} {origin.Rule} {In("version", "版本")} {origin.RuleVersion}; {In("known since", "自此时起已知：")} {fact.KnownFrom:O}");
        // An update is its own statement, shown above.
        if (origin.Rule == UpdateText.Rule) { return; }
        Terminal.Line("    " + (statement is null ? In("the program given has no such statement: name its file with --with", "所给程序中没有此语句：请用 --with 指定其文件") : $"{statement.Place}: {statement.Line()}"));
        if (statement is not null && statement.Map.Module.Version != origin.RuleVersion) { Terminal.Line("    " + In($"the file is of version {statement.Map.Module.Version} now", $"该文件现为版本 {statement.Map.Module.Version}")); }
        foreach (var used in origin.Lookups.Split(',', StringSplitOptions.RemoveEmptyEntries)) { Terminal.Line("    " + Lookup(used.Trim())); }
    }

    private string Lookup(string used)
    {
        var parts = used.Split('@', 2);
        var now = program.Lookups.GetValueOrDefault(parts[0]);
        return $"{In("lookup", "查找表")} {used}" + (now is null ? "" : $": {now.File}{(now.Version == parts[^1] ? "" : In($", which is of version {now.Version} now", $"（现为版本 {now.Version}）"))}");
    }

    private string In(string en, string zh) => Say.In(language, en, zh);
}
