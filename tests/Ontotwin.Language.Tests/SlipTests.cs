using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>A token too few or too many, anywhere in what is shipped: where it is an error of form, nothing else is told but in its own line, for nothing else is wrong.</summary>
public sealed class SlipTests(ITestOutputHelper output)
{
    private static readonly OntologyModel Ontology = OntologyModel.Load(Repository.PathOf("ontologies")).Value!;
    private static readonly IReadOnlyList<TwinText> Shipped = [.. Texts.ShippedFiles.Select(f => new TwinText(f, File.ReadAllText(f)))];

    [Theory]
    [InlineData(11)]
    [InlineData(37)]
    public void An_error_of_form_makes_no_false_error_of_meaning(int seed)
    {
        var random = new Random(seed);
        var (wrong, told) = (new List<string>(), 0);
        foreach (var file in Shipped.Where(f => f.Path.Contains("/mappings/", StringComparison.Ordinal)))
        {
            var whole = TwinAnalysis.Of(file.Path, Shipped, Ontology);
            for (var i = 0; i < SlipsPerFile; i++)
            {
                var (text, what, line) = Slip(file.Text, random);
                var said = TwinAnalysis.Of(file.Path, [.. Shipped.Where(f => f.Path != file.Path), new TwinText(file.Path, text)], Ontology, whole).Diagnostics;
                if (!said.Any(d => d.Code == "OT1001")) { continue; }
                told++;
                var others = said.Where(d => d.Code != "OT1001" && d.Span!.Value.Start.Line != line).ToList();
                if (others.Count > 0) { wrong.Add($"{Path.GetFileName(file.Path)}: {what}\n    " + string.Join("\n    ", said.Take(5))); }
            }
        }
        output.WriteLine($"{told} errors of form, {wrong.Count} with others");
        Assert.True(told > Shipped.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private const int SlipsPerFile = 3;

    private static (string Text, string What, int Line) Slip(string text, Random random)
    {
        var lexer = new TwinLexer(new AntlrInputStream(text));
        var tokens = lexer.GetAllTokens().Where(t => t.Channel == Lexer.DefaultTokenChannel).ToList();
        var token = tokens[random.Next(tokens.Count)];
        var (start, end) = (token.StartIndex, token.StopIndex + 1);
        return random.Next(2) == 0
            ? (text[..start] + text[end..], $"without '{token.Text}' of {token.Line}:{token.Column + 1}", token.Line)
            : (text[..end] + " " + text[start..], $"twice '{token.Text}' of {token.Line}:{token.Column + 1}", token.Line);
    }
}
