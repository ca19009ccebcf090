using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>What data engineers get wrong on their first day, and what they are told to write.</summary>
public sealed class HintTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-hints-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("nod n : LabResult key (pt, id) { subject <- pt }", "OT1001", 3, "did you mean 'node'?")]
    [InlineData("node n : hdt:LabResult key (pt, id) { subject <- pt }", "OT1001", 15, "without a prefix")]
    [InlineData("# a note\n  node n : LabResult key (pt, id) { subject <- pt }", "OT1001", 3, "'//'")]
    [InlineData("/* node x : } of\n  two lines */ node n : LabResult key (pt, id) { subject <- pt }", "OT1001", 3, "'//'")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt /* why */ }", "OT1001", 51, "'//'")]
    [InlineData("/* never closed", "OT1001", 3, "'//'")]
    [InlineData("node n : LabResult key (pt, id) { subject <- ptt }", "OT1202", 48, "did you mean 'pt'?")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; text <- v as string }", "OT1213", 62, "did you mean 'text'?")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; startedAt <- v as timestamp }", "OT1213", 67, "did you mean 'instant'?")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; text <- v ?? null }", "OT1202", 65, "exists(x)")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; text <- v as text when v == \"x\" }", "OT1001", 78, "'=' alone")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; text <- v as text when v = \"x\" && id = \"y\" }", "OT1001", 83, "'and'")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; status <- 'final' as text }", "OT2201", 62, "double quotes")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; on v { \"F\" -> asert; other -> assert } }", "OT1001", 66, "did you mean 'assert'?")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt; on v { \"F\" -> assert } }", "OT1224", 52, "other -> quarantine")]
    [InlineData("node n : LabResult key (\"a\", 3) { subject <- pt }", "OT1225", 26, "one record from another")]
    [InlineData("node n : Potassium key (pt, id) { subject <- pt; value <- v as quantity in \"kg\" }", "OT2203", 52, "mmol/L")]
    [InlineData("node n : HeartRateSeries key (pt, id) { subject <- pt }", "OT2101", 12, "did you mean 'HeartRate'?")]
    [InlineData("zone \"Europe/Vienna\"", "OT1001", 3, "stands in a site")]
    [InlineData("node n : LabResult key (pt, id) { subject <- pt }\n  node n : LabResult key (pt, v) { subject <- pt }", "OT1004", 8, "another name", 6)]
    public void In_a_map_of_rows(string statement, string code, int column, string hint, int line = 5) =>
        IsTold(Compile($"map m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id)\n  {statement}\n}}\n"), code, line, column, hint);

    [Fact]
    public void A_column_that_is_called_as_a_keyword_is_told_to_stand_in_backticks()
    {
        var manual = File.ReadAllText(Repository.PathOf("docs/language.md"));
        string[] words = ["and", "else", "false", "for", "has", "if", "in", "no", "not", "on", "or", "otherwise", "then", "true", "unless", "when"];
        Assert.Contains($"but {string.Join(", ", words.Select(w => $"`{w}`"))}", manual, StringComparison.Ordinal);
        var others = Texts.Keywords.Except(words).ToList();
        Assert.True(others.Count > 100);
        Assert.Empty(Compile($"map m from csv \"a.csv\" ({string.Join(", ", others.Select(w => $"{w} text?"))}, id text) {{\n  node pt : Patient key (\"a\", id)\n}}\n"));
        foreach (var word in words)
        {
            var wrong = Assert.Single(Compile($"map m from csv \"a.csv\" (id text, {word} text) {{\n  node pt : Patient key (\"a\", id)\n}}\n"));
            Assert.Equal(("OT1001", $"`{word}`"), (wrong.Code, wrong.Correction?.Right));
            Assert.Contains("in backticks", wrong.Hint, StringComparison.Ordinal);
            Assert.Empty(Compile($"map m from csv \"a.csv\" (id text, `{word}` text) {{\n  node pt : Patient key (\"a\", id)\n  node n : LabResult key (pt, id) {{ subject <- pt; text <- `{word}` as text }}\n}}\n"));
        }
    }

    [Fact]
    public void A_file_that_is_given_twice_is_read_once()
    {
        File.WriteAllText(Path.Combine(folder, "twice.twin"), "module twice version 1\nontology hdt\nfunction f(a) = a & 1\n");
        string[] paths = [Path.Combine(folder, "twice.twin"), Path.Combine(folder, "..", Path.GetFileName(folder), "twice.twin"), folder];
        Assert.Single(TwinCompiler.Compile(paths, Ontology.Value).Diagnostics, d => d.Code == "OT1001");
    }

    [Theory]
    [InlineData("hl7v2 \"2.5.1\" ORU^R01", "MSH-3.1", "OT1001", "ORU_R01")]
    [InlineData("hl7v2 \"2.5.1\" ORU_R01", "PIDD.3", "OT1202", "did you mean 'PID'?")]
    [InlineData("hl7v2 \"2.5.1\" ADT_A01", "PID-99.1", "OT1202", "fields 1 to 39")]
    [InlineData("hl7v2 \"2.5.1\" ADT_A01", "MSH-3.9", "OT1202", "components 1 to 3")]
    [InlineData("dicom", "(0010,0020)", "OT1225", "PatientID")]
    [InlineData("fhir \"4.0.1\" Observation", "value.valu", "OT1202", "did you mean 'value'?")]
    public void In_a_source(string source, string key, string code, string hint)
    {
        var said = Assert.Single(Compile($"map m from {source} {{ node pt : Patient key (\"a\", {key}) }}\n"));
        Assert.Equal(code, said.Code);
        Assert.Contains(hint, said.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"final\", \"amended\" -> assert", "'registered'")]
    [InlineData("\"registered\", \"preliminary\", \"final\", \"amended\", \"corrected\", \"cancelled\", \"unknown\" -> assert; \"entered-in-error\" -> retract", null)]
    [InlineData("\"final\" -> assert; other -> quarantine", null)]
    public void Every_status_of_FHIR_has_a_case(string cases, string? missing)
    {
        var said = Compile($"map m from fhir \"4.0.1\" Observation {{ node pt : Patient key (\"a\", id) node n : Observation key (pt, id) {{ subject <- pt; on status {{ {cases} }} }} }}\n");
        Assert.Equal(missing is null ? [] : ["OT1224"], said.Select(d => d.Code));
        Assert.All(said, d => Assert.Contains(missing!, d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_that_is_not_there_is_told_with_the_one_that_was_meant_in_the_editor_too()
    {
        File.WriteAllText(Path.Combine(folder, "codes.twin"), "module test.codes version 1\n");
        const string Text = "module a version 1\nimport test.cods (labs)\nontology hdt\nmap m from csv \"a.csv\" (id text, v text) { node pt : Patient key (\"a\", id) node n : LabResult key (pt, v) { subject <- pt; code <- v via labs } }\n";
        IsTold(Compile(Text, isWhole: true), "OT1006", 2, 8, "did you mean 'test.codes'?");
        var (main, other) = (Path.Combine(folder, "a.twin"), Path.Combine(folder, "codes.twin"));
        IsTold(TwinAnalysis.Of(main, [new TwinText(main, Text), new TwinText(other, File.ReadAllText(other))], Ontology.Value).Diagnostics, "OT1006", 2, 8, "did you mean 'test.codes'?");
    }

    private static void IsTold(ImmutableArray<Diagnostic> all, string code, int line, int column, string hint)
    {
        var said = Assert.Single(all);
        Assert.Equal((code, line, column), (said.Code, said.Span!.Value.Start.Line, said.Span.Value.Start.Column));
        Assert.Contains(hint, said.Hint, StringComparison.Ordinal);
    }

    private ImmutableArray<Diagnostic> Compile(string text, bool isWhole = false)
    {
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(file, isWhole ? text : "module a version 1\nontology hdt\n" + text);
        return TwinCompiler.Compile([file], Ontology.Value).Diagnostics;
    }
}
