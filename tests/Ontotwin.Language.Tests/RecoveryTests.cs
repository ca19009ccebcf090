using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>One slip is one error, and hides no other.</summary>
public sealed class RecoveryTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-recovery-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_slip_of_form_hides_no_error_of_meaning()
    {
        Copy("mappings");
        Edit("mappings/labs.twin", ("g.OBR-8 as instant", "g.OBR-899 as instant"), ("observedAt     <-", "observdAt     <-"), ("\"C\" -> replace", "\"C\" -> replce"));
        Assert.Equal(["OT1001", "OT1202", "OT2104"], Codes(Check("mappings")));
    }

    [Fact]
    public void Three_slips_in_three_maps_are_three_errors()
    {
        Copy("mappings");
        Edit("mappings/labs.twin", ("startedAt  <- g.OBR-7 as instant", "startedAt  <- g.OBR-7 sa instant"));
        Edit("mappings/pharmacy.twin", (" <- ", " <~ "));
        Edit("mappings/patients.twin", (" <- ", " = "));
        var said = Check("mappings");
        Assert.Equal(["OT1001", "OT1001", "OT1001"], Codes(said));
        Assert.Equal(3, said.Select(d => d.Span!.Value.File).Distinct().Count());
    }

    [Theory]
    [InlineData("map labs from hl7v2", "mapp labs from hl7v2")]
    [InlineData("for g in r/ORDER_OBSERVATION {", "for g in r/ORDER_OBSERVATION")]
    [InlineData("subject    <- pt", "subject    <-")]
    [InlineData("key (rep, x.OBX-3.1", "key (rep x.OBX-3.1")]
    [InlineData("referenceRange <- x.OBX-7 as text", "referenceRange <- (x.OBX-7 as text")]
    [InlineData("given \"../samples/hl7v2/b-oru-lipids.hl7\"", "givn \"../samples/hl7v2/b-oru-lipids.hl7\"")]
    [InlineData("    }\n  }\n}", "    }\n}")]
    public void Any_one_slip_is_one_error(string right, string wrong)
    {
        Copy("mappings");
        Edit("mappings/labs.twin", (right, wrong));
        Assert.Equal(["OT1001"], Codes(Check("mappings")));
    }

    [Theory]
    [InlineData("strength strong for", "strenth strong for")]
    [InlineData("because en", "becuase en")]
    [InlineData("  rule ", "  rul ")]
    public void A_slip_in_a_rule_is_one_error(string right, string wrong)
    {
        Copy("guidelines");
        Edit("guidelines/heartfailure.twin", (right, wrong));
        Assert.Equal(["OT1001"], Codes(Check("guidelines")));
    }

    [Fact]
    public void A_wrong_strength_is_one_error()
    {
        Copy("guidelines");
        Edit("guidelines/heartfailure.twin", ("strength strong", "strength sstrong"));
        Assert.Equal(["OT1313"], Codes(Check("guidelines")));
    }

    [Theory]
    [InlineData("node n : BodyWeight key (mrn, ts {")]
    [InlineData("node n : BodyWeight key mrn, ts) {")]
    [InlineData("node n : BodyWeight {")]
    [InlineData("node n : BodyWeight key (mrn, ts) whn bpm > 3 {")]
    [InlineData("node n : BodyWeight key (mrn, ts)) {")]
    [InlineData("node n BodyWeight key (mrn, ts) {")]
    public void What_stands_in_a_node_is_checked_whatever_is_wrong_with_its_head(string head)
    {
        var said = Written($$"""
            module my.m version 1
            ontology hdt
            map m from csv "a.csv" (mrn text, ts instant "yyyy-MM-dd HH:mm", bpm int) {
              node pt : Patient key ("a", mrn)
              {{head}}
                subject    <- pt
                observedAt <- ts as instant
                observdAt  <- ts as instant
                value      <- hrr as quantity in '/minn'
                node d : Device key (brnd) { wornBy <- pt }
              }
            }
            """);
        Assert.Equal(["OT1001 5", "OT2104 8", "OT1202 9", "OT2201 9", "OT1202 10"], said.Select(d => $"{d.Code} {d.Span!.Value.Start.Line}"));
    }

    [Theory]
    [InlineData("for g in PATIENT_RESULT ORDER_OBSERVATION {")]
    [InlineData("for g in (PATIENT_RESULT/ORDER_OBSERVATION {")]
    [InlineData("for g on PATIENT_RESULT/ORDER_OBSERVATION {")]
    public void What_stands_in_a_loop_is_checked_whatever_is_wrong_with_its_head(string head)
    {
        var said = Written($$"""
            module my.m version 1
            ontology hdt
            map m from hl7v2 "2.5.1" ORU_R01 {
              {{head}}
                node rep : LabReport key (g.OBR-3) { subjct <- pt; code <- g.OBR-4 as code }
              }
              node pt : Patient key (authority(PID-3.first.4), PID-399.first.1)
            }
            """);
        Assert.Equal(["OT1001 4", "OT2104 5", "OT1202 7"], said.Select(d => $"{d.Code} {d.Span!.Value.Start.Line}"));
    }

    [Theory]
    [InlineData("map m from hl7v2 2.5.1 ORU_R01 {", true)]
    [InlineData("map m frm hl7v2 \"2.5.1\" ORU_R01 {", true)]
    [InlineData("map m from csv \"a.csv\" { decmal \",\" } (mrn text) {", false)]
    public void What_stands_in_a_map_is_checked_whatever_is_wrong_with_its_head(string head, bool isOfMessages)
    {
        var said = Written($$"""
            module my.m version 1
            ontology hdt
            {{head}}
              node pt : Pacient key ({{(isOfMessages ? "PID-3.first.4, PID-3.first.1" : "\"a\", mrn")}}) { value <- x as quantity in 'kgg' }
            }
            test "one" of m { given "a" = "b"; expect no Patient }
            """);
        Assert.Equal(["OT1001 3", "OT2101 4", "OT2201 4"], said.Select(d => $"{d.Code} {d.Span!.Value.Start.Line}"));
    }

    [Fact]
    public void Of_broken_statements_in_a_row_each_is_told()
    {
        var said = Written("""
            module my.m version 1
            ontology hdt
            lookup a from "missing.csv" on mis quarantine
            lookup b from "missing.csv" on miss quarantin
            lookup c frm "missing.csv" on miss quarantine
            sitee z when MSH-4 = "X" { zone "Europe/Vienna" }
            site y when MSH-4 = "X" { zon "Europe/Vienna" }
            identity Patient from hl7v2 { each PID-3 (authority(.4), .1 }
            function f(a, b = a * b
            map one from csv "one.csv" (mrn text, hr decimal?, ts date) {
              node pt : Patient key (site.authority, mrn) { birthDat <- mrn as date }
              node o : LabResult key (pt, ts) {
                subject <- pt
                status -> "final"
                text <- concat(hr, "abc"
                value <- hr as quantity in 'mg/dLx'
                observdAt <- ts as date
                on hr { "F" -> assrt; "C" -> replac; other -> quarantine }
              }
            }
            """);
        Assert.Equal(["OT1001 3", "OT1001 4", "OT1001 5", "OT1001 6", "OT1001 7", "OT1001 8", "OT1001 9", "OT2104 11", "OT1001 14", "OT1001 15", "OT2201 16", "OT2104 17", "OT1001 18", "OT1001 18"],
            said.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.Span!.Value.Start.Line}"));
    }

    [Theory]
    [InlineData("text <- concat(hr, \"abc)", "text", 21)]
    [InlineData("text <- \"abc", "text", 10)]
    [InlineData("value <- hr as quantity in '/min", "unit", 29)]
    [InlineData("value <- `hr as quantity in '/min'", "name", 11)]
    [InlineData("text <- hr as text when hr =\n      \"5", "text", 7)]
    public void What_a_quote_opens_and_nothing_closes_is_told_at_the_quote(string statement, string what, int column)
    {
        var said = Written($$"""
            module my.m version 1
            ontology hdt
            map one from csv "one.csv" (mrn text, hr decimal?, ts date) {
              node pt : Patient key (site.authority, mrn)
              node o : LabResult key (pt, ts) {
                subject <- pt
            {{statement}}
                cod <- hr as code
              }
            }
            """.Replace("\n" + statement, "\n    " + statement, StringComparison.Ordinal));
        Assert.Equal(["OT1001", "OT2104"], said.Select(d => d.Code));
        Assert.Equal($"the {what} that begins here is not closed", said[0].Message);
        Assert.Equal(statement.Contains('\n', StringComparison.Ordinal) ? column : column + 3, said[0].Span!.Value.Start.Column);
    }

    [Fact]
    public void An_import_is_found_beside_the_file()
    {
        var alone = TwinCompiler.Compile([Repository.PathOf("mappings/labs.twin")], Ontology.Value);
        Assert.Empty(alone.Diagnostics);
        Assert.All(alone.Value!.Tests, t => Assert.EndsWith("labs.twin", t.Span.File, StringComparison.Ordinal));
        Assert.Empty(TwinCompiler.Compile([Repository.PathOf("guidelines/ckd.twin")], Ontology.Value).Diagnostics);
    }

    [Fact]
    public void An_import_that_is_nowhere_is_one_error()
    {
        Directory.CreateDirectory(Path.Combine(folder, "alone"));
        File.Copy(Repository.PathOf("mappings/labs.twin"), Path.Combine(folder, "alone", "labs.twin"));
        var imports = File.ReadLines(Repository.PathOf("mappings/labs.twin")).Index().Where(l => l.Item.StartsWith("import ", StringComparison.Ordinal)).Select(l => l.Index + 1).ToList();
        Assert.True(imports.Count > 3);
        var said = Check("alone");
        Assert.All(Codes(said), c => Assert.Equal("OT1006", c));
        Assert.Equal(imports, said.Select(d => d.Span!.Value.Start.Line));
        Assert.Empty(TwinCompiler.Compile([Path.Combine(folder, "alone")], Ontology.Value, [Repository.PathOf("mappings")]).Diagnostics);
    }

    [Fact]
    public void An_imported_module_with_errors_is_one_error()
    {
        Copy("mappings");
        Edit("mappings/codes.twin", ("lookup ", "lokup "));
        var said = TwinCompiler.Compile([Path.Combine(folder, "mappings", "labs.twin")], Ontology.Value).Diagnostics;
        Assert.Equal(["OT1006"], Codes(said));
    }

    private System.Collections.Immutable.ImmutableArray<Diagnostic> Written(string text)
    {
        var path = Path.Combine(folder, "written.twin");
        File.WriteAllText(path, text);
        return TwinCompiler.Compile([path], Ontology.Value).Diagnostics;
    }

    private static string[] Codes(IEnumerable<Diagnostic> said) => [.. said.Where(d => d.Severity == Severity.Error).Select(d => d.Code).Order(StringComparer.Ordinal)];

    private System.Collections.Immutable.ImmutableArray<Diagnostic> Check(string pack) => TwinCompiler.Compile([Path.Combine(folder, pack)], Ontology.Value).Diagnostics;

    private void Copy(string pack)
    {
        var from = Repository.PathOf(pack);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, pack, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private void Edit(string file, params (string Right, string Wrong)[] slips)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        foreach (var (right, wrong) in slips)
        {
            var at = text.IndexOf(right, StringComparison.Ordinal);
            Assert.True(at >= 0, right);
            text = text[..at] + wrong + text[(at + right.Length)..];
        }
        File.WriteAllText(path, text);
    }
}
