using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;

namespace Ontotwin.Engine.Tests;

/// <summary>Why a fact is not there: each reason there can be.</summary>
public sealed class WhyNotTests
{
    private const string Labs = """
        module my.labs version 1
        ontology hdt
        lookup statusOf from "status.csv" on miss quarantine
        identity Patient from hl7v2 { each PID-3 (authority(.4), .1) }
        map labs from hl7v2 "2.5.1" ORU_R01 {
          node pt : Patient key (authority(PID-3.first.4), PID-3.first.1)
          for g in PATIENT_RESULT/ORDER_OBSERVATION {
            for x in g/OBSERVATION {
              node obs : LabResult key (g.OBR-3.1, x.OBX-3.1) when x.OBX-3.1 != "skip" {
                subject <- pt
                code <- x.OBX-3 as code
                value <- x.OBX-5.first as quantity in x.OBX-6 when x.OBX-2 = "NM"
                text <- x.OBX-5.first as text otherwise
                observedAt <- x.OBX-14 as instant
                status <- x.OBX-11.1 via statusOf
                on x.OBX-11 { "F" -> assert; "D" -> retract; other -> quarantine }
              }
            }
          }
        }
        map weights from csv "weights.csv" (who text, kg decimal) {
          node pt : Patient key ("urn:oid:1.2.3", who)
          node w : BodyWeight key (who) { subject <- ref Patient key ("urn:oid:1.2.3", who); value <- kg as quantity in 'kg' }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OBX|1|ST|a^A^LN||high|mmol/L|||||F", "value", "labs.obs.value", StepOutcome.GuardFalse, false)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||F", "text", "labs.obs.text", StepOutcome.OtherwiseNotTaken, false)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||F", "observedAt", "labs.obs.observedAt", StepOutcome.Absent, false)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||F|||", "observedAt", "labs.obs.observedAt", StepOutcome.Empty, false)]
    [InlineData("OBX|1|NM|a^A^LN|||mmol/L|||||F|||20260101", "value", "labs.obs.value", StepOutcome.Empty, false)]
    [InlineData("OBX|1|NM|a^A^LN||\"\"|mmol/L|||||F", "value", "labs.obs.value", StepOutcome.NullValue, false)]
    [InlineData("OBX|1|NM|a^A^LN||5|nonsense|||||F", "value", "labs.obs.value", StepOutcome.Wrote, false)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||F|||yesterday", "observedAt", "labs.obs.observedAt", StepOutcome.NotWritten, false)]
    [InlineData("OBX|1|NM|skip^A^LN||5|mmol/L|||||F", "value", "labs.obs.value", StepOutcome.GuardFalse, true)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||D", "value", "labs.obs.value", StepOutcome.Retracted, true)]
    [InlineData("OBX|1|NM|a^A^LN||5|mmol/L|||||X", "value", "labs.obs.value", StepOutcome.Rejected, true)]
    public async Task Each_reason_is_told_with_its_place(string segment, string property, string rule, StepOutcome outcome, bool isOfNode)
    {
        var (shop, id) = await IngestedAsync(segment);
        await using var _ = shop;
        var answer = await AskAsync(shop, id, property);
        var tried = Assert.Single(answer.Rules, r => r.Statement.Rule == "my.labs/" + rule);
        var told = Assert.Single(tried.Outcomes, o => o.Outcome == outcome && o.IsOfNode == isOfNode);
        Assert.Equal((1, 1), (told.Count, tried.Documents));
        Assert.EndsWith("labs.hl7", told.Example.Place.Document, StringComparison.Ordinal);
        Assert.Contains($"labs.twin:", tried.Statement.Place, StringComparison.Ordinal);
        if (!isOfNode) { Assert.StartsWith(property + " <-", tried.Statement.Line(), StringComparison.Ordinal); }
    }

    [Fact]
    public async Task A_statement_that_is_run_beside_other_maps_of_its_record_is_counted_once()
    {
        // Whose the note is the result tells, which another map makes.
        var (shop, id) = await IngestedAsync("OBX|1|NM|a^A^LN||5|mmol/L|||||F", more: """
            map notes from hl7v2 "2.5.1" ORU_R01 {
              for g in PATIENT_RESULT/ORDER_OBSERVATION {
                for x in g/OBSERVATION {
                  node note : RecordedDetail key (g.OBR-3.1, x.OBX-3.1, "note") { partOf <- ref LabResult key (g.OBR-3.1, x.OBX-3.1); role <- each x.OBX-3 as text; on x.OBX-11 { other -> assert } }
                }
              }
            }
            """);
        await using var _ = shop;
        var tried = Assert.Single((await AskAsync(shop, id, "role")).Rules);
        Assert.Equal((StepOutcome.Wrote, 1), (Assert.Single(tried.Outcomes).Outcome, tried.Outcomes[0].Count));
    }

    [Fact]
    public async Task A_lookup_that_missed_is_a_reject_of_the_statement()
    {
        var (shop, id) = await IngestedAsync("OBX|1|NM|a^A^LN||5|mmol/L|||||F", statuses: "code,target\nC,corrected\n");
        await using var _ = shop;
        var answer = await AskAsync(shop, id, "status");
        Assert.Equal(StepOutcome.Rejected, Assert.Single(Assert.Single(answer.Rules).Outcomes).Outcome);
        var reject = Assert.Single(answer.Rejects);
        Assert.Equal(("OT4101", "OBX-11"), (reject.Code, reject.Place.Path));
    }

    [Fact]
    public async Task A_statement_that_no_document_of_the_twin_reaches_says_what_it_reads()
    {
        var (shop, id) = await IngestedAsync("OBX|1|NM|a^A^LN||5|mmol/L|||||F");
        await using var _ = shop;
        var weight = Assert.Single((await AskAsync(shop, id, "value")).Rules, r => r.Statement.Rule == "my.labs/weights.w.value");
        Assert.Empty(weight.Outcomes);
        Assert.Equal("csv weights.csv", weight.Statement.Reads);
        Assert.Empty((await AskAsync(shop, id, "birthDate")).Rules);
    }

    [Fact]
    public async Task Of_one_node_only_the_statements_that_write_such_nodes_are_told()
    {
        var (shop, id) = await IngestedAsync("OBX|1|ST|a^A^LN||high|mmol/L|||||F");
        await using var _ = shop;
        var node = (await shop.Store.LoadAsync(id, null, Cancel))!.Facts.First(f => f.Triple.Object.Equals(OntologyModel.Term("LabResult"))).Triple.Subject;
        var answer = await AskAsync(shop, id, "value", (Rdf.Iri)node);
        Assert.Equal("my.labs/labs.obs.value", Assert.Single(answer.Rules).Statement.Rule);
    }

    [Fact]
    public async Task Another_person_s_records_are_left_out_and_a_document_that_is_gone_is_told()
    {
        var (shop, id) = await IngestedAsync("OBX|1|NM|a^A^LN||5|mmol/L|||||F");
        await using var _ = shop;
        shop.Write("other.hl7", Message("2", "OBX|1|NM|a^A^LN||5|mmol/L|||||F"));
        await shop.IngestAsync("other.hl7");
        Assert.Equal(1, Assert.Single(Assert.Single((await AskAsync(shop, id, "observedAt")).Rules).Outcomes).Count);
        File.Delete(shop.PathOf("labs.hl7"));
        var answer = await AskAsync(shop, id, "observedAt");
        Assert.Equal("labs.hl7", Path.GetFileName(Assert.Single(answer.Unavailable).Name));
        Assert.Empty(Assert.Single(answer.Rules).Outcomes);
    }

    [Fact]
    public void What_a_shape_writes_is_a_statement_of_the_map_that_uses_it_however_often()
    {
        using var program = new SmallProgram();
        var compiled = program.Compile("""
            shape wordOf(x, owner, what) { node item : RecordedDetail key (owner, what, x) { partOf <- owner; role <- what; text <- x as text } }
            map m from hl7v2 "2.8" any {
              for s in PID { node pt : Patient key ("a", s.PID-3.first.1) { use wordOf(s.PID-12, pt, "county") use wordOf(s.PID-23, pt, "birth place") } }
            }
            """).Value!;
        Assert.Equal(["test/m.pt", "test/m.wordOf.item", "test/m.wordOf.item.partOf", "test/m.wordOf.item.role", "test/m.wordOf.item.text"], RuleStatement.Of(compiled).Select(s => s.Rule).Distinct());
        Assert.Equal("text", RuleStatement.Find(compiled, "test/m.wordOf.item.text")!.Binding!.Property.Name);
    }

    [Fact]
    public async Task A_fact_leads_to_the_line_of_its_statement_and_to_the_very_bytes()
    {
        var (shop, id) = await IngestedAsync("OBX|1|NM|a^A^LN||5|mmol/L|||||F");
        await using var _ = shop;
        var fact = (await shop.Store.LoadAsync(id, null, Cancel))!.Facts.Single(f => f.Triple.Predicate == OntologyModel.Term("value"));
        var origin = ((Asserted)fact.Justification).Origin;
        var statement = RuleStatement.Find(shop.Program(), origin.Rule)!;
        Assert.Equal("value <- x.OBX-5.first as quantity in x.OBX-6 when x.OBX-2 = \"NM\"", statement.Line());
        Assert.Equal("5", new SnippetReader().Read(origin)!.Lines.Single(l => l.Marked.Length > 0).Marked);
        File.AppendAllText(shop.PathOf("labs.hl7"), " ");
        Assert.Null(new SnippetReader().Read(origin));
    }

    private static async Task<WhyNotFact> AskAsync(Workshop shop, TwinId id, string property, Rdf.Iri? node = null) =>
        await WhyNotFact.AskAsync(await shop.IngestionAsync(), shop.Program(), shop.Store, id, node, OntologyModel.Term(property), Cancel);

    private static async Task<(Workshop Shop, TwinId Twin)> IngestedAsync(string segment, string statuses = "code,target\nF,final\n", string more = "")
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("labs.twin", Labs + "\n" + more);
        shop.Write("status.csv", statuses);
        shop.Write("labs.hl7", Message("1", segment));
        await shop.IngestAsync("labs.hl7");
        return (shop, (await shop.Store.FindAsync(new Values.Identifier("urn:oid:1.2.3", "1"), Cancel))!.Value);
    }

    private static string Message(string person, string segment) =>
        string.Join('\r', "MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1", $"PID|1||{person}^^^A&1.2.3&ISO^MR", "OBR|1||R1|24321-2^BMP^LN", segment, "");
}
