using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.LanguageServer.Editing;

/// <summary>Answers to what an editor asks of a place in a text.</summary>
internal sealed class Answers(Workspace workspace)
{
    // LSP 3.17, CompletionItemKind.
    private static readonly FrozenDictionary<ProposalKind, int> Kinds = new Dictionary<ProposalKind, int>
    {
        [ProposalKind.Keyword] = 14, [ProposalKind.Class] = 7, [ProposalKind.Property] = 10, [ProposalKind.Individual] = 20, [ProposalKind.Field] = 5,
        [ProposalKind.Variable] = 6, [ProposalKind.Function] = 3, [ProposalKind.Declaration] = 18, [ProposalKind.Unit] = 11,
    }.ToFrozenDictionary();

    public JsonNode? Hover(JsonNode? parameters) => Known(parameters, out var at) is { } analysis && analysis.Describe(at) is { } found
        ? new JsonObject { ["contents"] = new JsonObject { ["kind"] = "markdown", ["value"] = found.Markdown }, ["range"] = Places.Range(found.Span) } : null;

    public JsonNode? Complete(JsonNode? parameters)
    {
        if (Known(parameters, out var at) is not { } analysis) { return null; }
        var completion = analysis.Complete(at);
        var items = new JsonArray();
        foreach (var (proposal, place) in completion.Items.DistinctBy(p => p.Text).Take(Limits.MaxProposals).Select((p, i) => (p, i)))
        {
            items.Add(new JsonObject
            {
                ["label"] = proposal.Text,
                ["kind"] = Kinds[proposal.Kind],
                ["detail"] = proposal.Detail,
                ["sortText"] = place.ToString("D5", System.Globalization.CultureInfo.InvariantCulture),
                ["textEdit"] = Places.Edit(completion.Replaces, proposal.Text),
            });
        }
        return new JsonObject { ["isIncomplete"] = false, ["items"] = items };
    }

    public JsonNode? Define(JsonNode? parameters) => Known(parameters, out var at)?.Definition(at) is { } span ? Places.Location(span) : null;

    public JsonNode? Refer(JsonNode? parameters) => Known(parameters, out var at) is { } analysis ? new JsonArray([.. analysis.References(at).Select(s => (JsonNode)Places.Location(s))]) : null;

    public JsonNode? PrepareRename(JsonNode? parameters) => Known(parameters, out var at)?.Renamable(at) is { } span ? Places.Range(span) : null;

    public JsonNode? Rename(JsonNode? parameters, out string? refused)
    {
        refused = null;
        if (Known(parameters, out var at) is not { } analysis) { return null; }
        var outcome = analysis.Rename(at, parameters?["newName"]?.GetValue<string>() ?? "");
        refused = outcome.IsOk ? null : outcome.Diagnostics[0].Message;
        return outcome.Value is not { } changes ? null : Changes(changes);
    }

    public JsonNode? Format(JsonNode? parameters)
    {
        if (PathOf(parameters) is not { } path || !workspace.Open.TryGetValue(path, out var open) || TwinFormatter.Format(path, open.Text).Value is not { } formatted) { return null; }
        if (formatted == open.Text) { return new JsonArray(); }
        var whole = new TextSpan(path, new TextPosition(1, 1), Places.At(open.Text, open.Text.Length));
        return new JsonArray(Places.Edit(whole, formatted));
    }

    public JsonNode? Fix(JsonNode? parameters)
    {
        if (PathOf(parameters) is not { } path || workspace.Analyse(path) is not { } analysis || !workspace.Open.TryGetValue(path, out var open)) { return null; }
        var (start, end) = (Places.Position(parameters?["range"]?["start"]), Places.Position(parameters?["range"]?["end"]));
        var actions = new JsonArray();
        foreach (var diagnostic in analysis.Diagnostics.Where(d => d.Correction is not null && d.Span is { } s && s.Start <= end && start <= s.End))
        {
            if (Word(open.Text, diagnostic.Span!.Value, diagnostic.Correction!.Wrong) is not { } word) { continue; }
            actions.Add(new JsonObject
            {
                ["title"] = $"Change to '{diagnostic.Correction.Right}'",
                ["kind"] = "quickfix",
                ["isPreferred"] = true,
                ["diagnostics"] = new JsonArray(Tell(diagnostic)),
                ["edit"] = Changes([new TextChange(word, diagnostic.Correction.Right)]),
            });
        }
        return actions;
    }

    /// <summary>A diagnostic as editors show it.</summary>
    public static JsonObject Tell(Diagnostic diagnostic) => new()
    {
        ["range"] = Places.Range(diagnostic.Span!.Value),
        ["severity"] = diagnostic.Severity switch { Severity.Error => 1, Severity.Warning => 2, _ => 3 },
        ["code"] = diagnostic.Code,
        ["source"] = "ontotwin",
        ["message"] = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}: {diagnostic.Hint}",
    };

    private static JsonObject Changes(IEnumerable<TextChange> changes)
    {
        var files = new JsonObject();
        foreach (var file in changes.GroupBy(c => c.Span.File)) { files[Places.Uri(file.Key)] = new JsonArray([.. file.Select(c => (JsonNode)Places.Edit(c.Span, c.Text))]); }
        return new JsonObject { ["changes"] = files };
    }

    // The wrong word stands somewhere in the span, whole.
    private static TextSpan? Word(string text, TextSpan span, string wrong)
    {
        var (from, to) = (Places.Index(text, span.Start), Places.Index(text, span.End));
        for (var i = text.IndexOf(wrong, from, StringComparison.Ordinal); i >= 0 && i + wrong.Length <= to; i = text.IndexOf(wrong, i + 1, StringComparison.Ordinal))
        {
            var (before, after) = (i > 0 ? text[i - 1] : ' ', i + wrong.Length < text.Length ? text[i + wrong.Length] : ' ');
            if (!IsLetter(before) && !IsLetter(after)) { return new TextSpan(span.File, Places.At(text, i), Places.At(text, i + wrong.Length)); }
        }
        return null;
    }

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string? PathOf(JsonNode? parameters) => parameters?["textDocument"]?["uri"]?.GetValue<string>() is { } uri ? Places.Path(uri) : null;

    private TwinAnalysis? Known(JsonNode? parameters, out TextPosition at)
    {
        at = Places.Position(parameters?["position"]);
        return PathOf(parameters) is { } path ? workspace.Analyse(path) : null;
    }
}
