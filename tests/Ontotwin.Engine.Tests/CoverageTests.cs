using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Sources;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

public sealed class CoverageTests : IDisposable
{
    private const string Labs = """
        module my.labs version 1
        ontology hdt
        identity Patient from hl7v2 { each PID-3 (authority(.4), .1) }
        map labs from hl7v2 "2.5.1" ORU_R01 {
          node pt : Patient key (authority(PID-3.first.4), PID-3.first.1) { familyName <- PID-5.first.1.1 as text }
          for g in PATIENT_RESULT/ORDER_OBSERVATION {
            for x in g/OBSERVATION {
              node obs : LabResult key (g.OBR-3.1, x.OBX-3.1) {
                subject <- pt
                code <- x.OBX-3 as code
                value <- x.OBX-5.first as quantity in x.OBX-6 when x.OBX-2 = "NM"
                on x.OBX-11 { "F" -> assert; other -> quarantine }
              }
            }
          }
        }
        """;

    private const string Records = """
        module my.records version 1
        ontology hdt
        map records from fhir "4.0.1" Bundle {
          for p in entry.resource.ofType(Patient) { node pt : Patient key (site.authority, p.id) { birthDate <- p.birthDate as date when exists(p.gender) } }
          for o in entry.resource.ofType(Observation) {
            node obs : LabResult key (site.authority, o.id) {
              subject <- ref Patient of o.subject
              value <- o.valueQuantity as quantity
              on o.status { "final" -> assert; other -> quarantine }
            }
          }
        }
        site here otherwise { authority "urn:ontotwin:test" }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-coverage-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_rows_are_joined_by_is_read()
    {
        Write("tests.csv", "code,unit,label\nk,mmol/L,K\n");
        var coverage = Run(
            """
            module my.joined version 1
            ontology hdt
            map joined from csv "results.csv" (who text, test text, v decimal, seen text?) join csv "tests.csv" (code text, unit text, label text?) on test = code {
              node pt : Patient key ("urn:a", who)
              node obs : Measurement key (pt, v) { subject <- pt; value <- v as quantity in unit }
            }
            """,
            ("results.csv", "who,test,v,seen\na,k,5,x\n"));
        Assert.Equal(["seen", "tests.label"], coverage.Unread().Select(f => f.Field));
    }

    [Fact]
    public void A_field_that_no_rule_reads_is_told_with_how_often_and_where()
    {
        var coverage = Run(Labs, ("one.hl7", Message("1", "H", "A")), ("two.hl7", Message("2", "", "A")), ("three.hl7", Message("3", "L", "A")));
        var flag = Assert.Single(coverage.Unread(), f => f.Field == "OBX-8");
        Assert.Equal(("HL7 v2 ORU_R01", 2, 2, 2), (flag.Source, flag.Values, flag.Unread, flag.Documents));
        Assert.Equal(("one.hl7", "OBX-8"), (Path.GetFileName(flag.Example.Document), flag.Example.Path));
        var text = File.ReadAllText(Path.Combine(folder, "one.hl7"));
        Assert.Equal("H", text[(int)flag.Example.Bytes.Start..(int)flag.Example.Bytes.End]);
    }

    [Fact]
    public void Parts_of_a_field_that_is_read_in_part_are_told_apart()
    {
        var fields = Run(Labs, ("one.hl7", Message("1", "H", "A"))).Unread().Select(f => f.Field).ToList();
        Assert.Contains("PID-5.2", fields);
        Assert.DoesNotContain("PID-5", fields);
        Assert.DoesNotContain("PID-5.1", fields);
        Assert.Contains("PID-3.5", fields);
        // Read by the identity statement, the key, the code, the guard, the unit, the status, and by the reader itself.
        Assert.Empty(fields.Intersect(["PID-3.1", "PID-3.4", "OBR-3", "OBX-3.1", "OBX-2", "OBX-5", "OBX-6", "OBX-11", "MSH-9.1", "MSH-12"]));
    }

    [Fact]
    public void A_field_that_is_read_in_some_records_only_is_told_for_the_others()
    {
        var coverage = Run(Labs, ("one.hl7", Message("1", "", "A")), ("two.hl7", Message("2", "", "A", status: "X")));
        var value = Assert.Single(coverage.Unread(), f => f.Field == "OBX-5");
        Assert.Equal((2, 1, 1), (value.Values, value.Unread, value.Documents));
        Assert.Equal("two.hl7", Path.GetFileName(value.Example.Document));
    }

    [Fact]
    public void Elements_of_FHIR_are_told_by_their_resource_and_an_unread_one_stands_for_its_parts()
    {
        var coverage = Run(Records, ("r.json", """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","birthDate":"1960-01-01","gender":"female","maritalStatus":{"text":"m"},"name":[{"family":"Doe","given":["Ann"]}]}},
              {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},
                "valueQuantity":{"value":1,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}}]}
            """));
        Assert.Equal(["Bundle.type", "Patient.maritalStatus", "Patient.name"], coverage.Unread().Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_read_is_noted_only_for_those_who_ask()
    {
        var program = Compile(Labs);
        var iris = new IriMaker(new byte[16]);
        var record = new DocumentReader(program).Read(new SourceDocument("one.hl7", System.Text.Encoding.UTF8.GetBytes(Message("1", "H", "A")))).First().Record!;
        Assert.NotEmpty(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)).Map(record).Nodes);
        Assert.Null(record.Reads);
    }

    [Fact]
    public void A_row_of_the_tables_counts_when_a_fact_came_of_its_field()
    {
        Write("tables/messages/HL7 Message - FHIR R4_ ORU_R01 - Sheet1.csv", "HL7 v2\nSort Order,Identifier,Segment Map\n1,ORU_R01.PID,PID[Patient]\n2,ORU_R01.OBX,OBX[Observation]\n3,ORU_R01.SPM,SPM[Specimen]\n");
        Write("tables/segments/HL7 Segment - FHIR R4_ PID[Patient] - PID.csv", "HL7 v2\nSort Order,Identifier,Name,FHIR Attribute\n1,PID-1,Set ID,\n2,PID-3,Identifiers,identifier\n3,PID-5,Name,name[1]\n4,PID-5,Name,name[2]\n5,PID-7,Birth,birthDate\n");
        Write("tables/segments/HL7 Segment - FHIR R4_ OBX[Observation] - OBX.csv", "HL7 v2\nSort Order,Identifier,Name,FHIR Attribute\n1,OBX-3,Code,code\n2,OBX-3.1,Code,code.coding\n3,OBX-6,Unit,valueQuantity.unit\n4,OBX-8,Flags,interpretation\n5,OBX-11,Status,status\n");
        var tables = V2ToFhirTables.Load(Path.Combine(folder, "tables")).Value!;
        var message = Assert.Single(tables.Cover(Run(Labs, ("one.hl7", Message("1", "H", "A")))));
        Assert.Equal(("ORU_R01", 9, 6, 8), (message.Message, message.Rows, message.Covered, message.WithValue));
        Assert.Equal(["SPM[Specimen]"], message.MapsWithoutTable);
        Assert.Equal([("PID-7", UncoveredReason.NoValue), ("OBX-8", UncoveredReason.Unread), ("OBX-11", UncoveredReason.ReadWithoutFact)], message.Segments.SelectMany(s => s.Uncovered).Select(u => (u.Field, u.Reason)));
    }

    [Fact]
    public void A_folder_without_tables_is_refused() => Assert.Equal("OT6201", Assert.Single(V2ToFhirTables.Load(folder).Diagnostics).Code);

    [Fact]
    public void The_official_tables_are_read()
    {
        var tables = V2ToFhirTables.Load(SharedData.Require("dev", "terminology", "v2-to-fhir-maps")).Value!;
        Assert.Equal(13, tables.Messages.Count());
        var message = Assert.Single(tables.Cover(Run(Labs, ("one.hl7", Message("1", "H", "A")))));
        var patient = Assert.Single(message.Segments, s => s.Map == "PID[Patient]");
        Assert.True(patient.Rows > 20);
        Assert.DoesNotContain(patient.Uncovered, u => u.Field is "PID-3" or "PID-5");
        Assert.Contains(patient.Uncovered, u => u.Field == "PID-8");
    }

    private FieldCoverage Run(string module, params (string Name, string Text)[] documents)
    {
        var program = Compile(module);
        var iris = new IriMaker(new byte[16]);
        var coverage = new FieldCoverage();
        var pass = new DocumentPass(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)) { Coverage = coverage }, InputFiles.ReaderOf(program), new RunReport());
        var files = documents.Select(d => Write(d.Name, d.Text)).ToList();
        pass.Identify(files, TestContext.Current.CancellationToken);
        Assert.Equal(documents.Length, pass.Map(files, TestContext.Current.CancellationToken).Count());
        return coverage;
    }

    private TwinProgram Compile(string module)
    {
        var outcome = TwinCompiler.Compile([Write("m.twin", module)], OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
        return outcome.Value ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Message(string number, string flag, string authority, string status = "F") => string.Join('\r',
        "MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1",
        $"PID|1||{number}^^^{authority}&1.2.3&ISO^MR||Doe^Jane",
        $"OBR|1||{number}|24321-2^BMP^LN",
        $"OBX|1|NM|2823-3^Potassium^LN||5.1|mmol/L||{flag}|||{status}", "");
}
