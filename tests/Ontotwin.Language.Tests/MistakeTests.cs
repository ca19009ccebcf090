using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>Mistakes of data engineers that would cost facts at the run, and are told when the program compiles.</summary>
public sealed class MistakeTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-mistakes-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("node n : Potassium key (pt, id) { value <- v as quantity in 'mmol/L' }")]
    [InlineData("node n : Potassium key (pt, id) { value <- v as quantity in 'mmol/L'; partOf <- d }\n  node d : Device key (id)")]
    [InlineData("node n : Potassium key (id, v) { subject <- who }\n  node who : Patient key (\"a\", id, v)")]
    [InlineData("use broken(d)\n  node d : Device key (id)")]
    public void A_node_from_which_no_person_is_reached(string statements)
    {
        var said = Csv(statements, "\nshape broken(what) { node n : Potassium key (what, id) { partOf <- what } }");
        Assert.Contains(said, d => d is { Code: "OT1223", Severity: Severity.Error, Hint: not null });
        Assert.All(said, d => Assert.Equal("OT1223", d.Code));
    }

    [Theory]
    [InlineData("node n : Potassium key (pt, id) { subject <- pt }")]
    [InlineData("node n : Potassium key (pt, id) { subject <- ref Patient key (\"a\", id) or stub }")]
    [InlineData("node n : Potassium key (pt, id) { subject <- pt; device <- d }\n  node d : Device key (id)")]
    [InlineData("use kept(pt, d)\n  node d : Device key (id)")]
    [InlineData("use kept(r, d)\n  node d : Device key (id)\n  node r : LabReport key (pt, id) { subject <- pt }")]
    public void A_node_that_a_person_is_reached_from_by_either_way_of_a_link(string statements) =>
        Assert.Empty(Csv(statements, "\nshape kept(whose, what) { node n : Potassium key (whose, id) { partOf <- whose; device <- what } }"));

    [Fact]
    public void A_node_whose_link_has_an_error_of_its_own_is_told_of_that_alone() =>
        Assert.Equal(["OT2104"], Csv("node n : Potassium key (pt, id) { subjct <- pt }").Select(d => d.Code));

    [Theory]
    [InlineData("key (rep, x.OBX-1)", true)]
    [InlineData("key (rep, x.OBX-1 ?? MSH-7)", true)]
    [InlineData("key (rep, MSH-10, x.OBX-3.1)", true)]
    [InlineData("key (rep, concat(MSH-10, x.OBX-3.1))", true)]
    [InlineData("key (rep, x.OBX-3.1, x.OBX-1?)", false)]
    [InlineData("key (rep, x.OBX-3.1 ?? x.OBX-1)", false)]
    [InlineData("key (rep, x.OBX-4, MSH-7)", false)]
    public void A_key_of_what_tells_messages_apart(string key, bool isWarned)
    {
        var said = Hl7($"node n : LabResult {key} {{ subject <- pt; on x.OBX-11 {{ other -> assert }} }}");
        Assert.Equal(isWarned ? ["OT1222"] : [], said.Select(d => d.Code));
        Assert.All(said, d => Assert.Equal((Severity.Warning, 5), (d.Severity, d.Span!.Value.Start.Line)));
    }

    [Theory]
    [InlineData("birthDate <- v as text", "OT2103", "as instant, or as date")]
    [InlineData("birthDate <- v", "OT2103", "as instant, or as date")]
    [InlineData("birthDate <- v as integer", "OT2103", "as instant, or as date")]
    [InlineData("birthDate <- v as code", "OT2103", "as instant, or as date")]
    [InlineData("birthDate <- v as quantity in 'a'", "OT2202", "as instant")]
    [InlineData("familyName <- v as instant", "OT2103", "as text")]
    [InlineData("familyName <- v as code", "OT2103", "as text")]
    [InlineData("sex <- v", "OT2109", "as code")]
    [InlineData("sex <- v as text", "OT2109", "as code")]
    public void A_conversion_that_does_not_fit_the_range(string binding, string code, string hint)
    {
        var said = Assert.Single(Compile($"map m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id) {{ {binding} }}\n}}\n"));
        Assert.Equal((code, 4), (said.Code, said.Span!.Value.Start.Line));
        Assert.Contains(hint, said.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("of pt at ts as instant value v as quantity in 'kg'", "OT2203")]
    [InlineData("of pt at ts value v as quantity in 'mg/dL' to 'kg'", "OT2203")]
    [InlineData("of pt at ts value v", "OT2203")]
    [InlineData("of pt at ts value v as text", "OT2113")]
    [InlineData("of pt at ts as text value v as quantity in '/min'", "OT2113")]
    [InlineData("of id at ts value v as quantity in '/min'", "OT1223")]
    [InlineData("of pt at ts value v as quantity in '/h'", null)]
    public void A_series(string rest, string? code) =>
        Assert.Equal(code is null ? [] : [code], Csv($"series hr : HeartRate key (id) {rest}").Select(d => d.Code));

    [Theory]
    [InlineData("ADT_A05", "PROCEDURE.PR1", "x.PR1-3.1", "startedAt <- x.PR1-5 as instant", "x.PR1-20")]
    [InlineData("ADT_A05", "DG1", "x.DG1-3.1", "startedAt <- x.5 as instant", "x.DG1-21")]
    [InlineData("ORU_R01", "PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION", "x.OBX-3.1", "text <- each x.OBX-5 as text", "x.OBX-11")]
    public void A_segment_with_an_action_code_that_is_read_without_on(string message, string path, string key, string binding, string status)
    {
        string Map(string on) => $"map m from hl7v2 \"2.5.1\" {message} {{\n  node pt : Patient key (\"a\", MSH-3.1)\n  for x in {path} {{\n    node n : Observation key (pt, {key}) {{ subject <- pt; {binding} {on} }}\n  }}\n}}\n";
        var said = Compile(Map("")).Where(d => d.Code == "OT1220").ToList();
        Assert.Contains(status, Assert.Single(said).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Compile(Map($"; on {status} {{ other -> assert }}")), d => d.Code == "OT1220");
    }

    [Theory]
    [InlineData("Observation", "valueString", "status")]
    [InlineData("Encounter", "language", "status")]
    [InlineData("Condition", "recordedDate", "verificationStatus")]
    [InlineData("Patient", "birthDate", null)]
    [InlineData("Location", "name", null)]
    public void A_FHIR_resource_that_can_be_entered_in_error(string type, string element, string? status)
    {
        var said = Compile($"map m from fhir \"4.0.1\" {type} {{\n  node pt : Patient key (\"a\", id)\n  node n : Observation key (pt, id) {{ subject <- pt; text <- {element} as text }}\n}}\n");
        Assert.Equal(status is null ? [] : ["OT1220"], said.Select(d => d.Code));
        Assert.All(said, d => Assert.StartsWith($"on {status}", d.Hint, StringComparison.Ordinal));
    }

    [Fact]
    public void Inside_a_node_with_a_life_cycle_none_is_wanting() => Assert.Empty(Hl7("""
        node n : LabResult key (rep, x.OBX-3.1) { subject <- pt; on x.OBX-11 { other -> assert } use inner(x, n) }
        """, "\nshape inner(x, owner) { node i : Observation key (owner, x.OBX-3.1) { partOf <- owner; text <- x.OBX-3.2 as text } }"));

    [Theory]
    [InlineData("HH:mm", "no year")]
    [InlineData("dd.MM. HH:mm", "no year")]
    [InlineData("YYYY-MM-DD", "no year")]
    [InlineData("yyyy-mm-dd", "no month")]
    [InlineData("yyyy-MM-dd hh:mm", "half of the day")]
    [InlineData("yyyy-MM HH:mm", "no day")]
    [InlineData("yyyy-MM-dd HH:ss", "no minutes")]
    [InlineData("yyyy-mm-dd HH:MM", "minutes (mm) where no hour")]
    [InlineData("dd/mm/yyyy HH:mm", "no month")]
    [InlineData("MM/dd/yyyy mm HH", "minutes (mm) where no hour")]
    [InlineData("yyyy-MM-dd HH:MM", "month (MM) after the hour")]
    [InlineData("M/d/yyyy h:M:ss tt h:mm", "month (M) after the hour")]
    [InlineData("HH:mm dd.MM.yyyy", null)]
    [InlineData("HH MM/dd/yyyy", null)]
    [InlineData("d MMM yyyy HH'h'mm", null)]
    [InlineData("yyyyMMddHHmmss", null)]
    [InlineData("yyyyMd", "run into each other")]
    [InlineData("%", "no form")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss", null)]
    [InlineData("M/d/yyyy h:mm:ss tt", null)]
    [InlineData("yyyy", null)]
    [InlineData("unix", null)]
    public void A_form_of_dates(string form, string? problem)
    {
        foreach (var program in new[] { $"(id text, v text, ts instant \"{form}\")", $"(id text, v text, ts text) {{ node r : LabReport key (pt, id) {{ subject <- pt; startedAt <- ts as instant format \"{form}\" }} //" })
        {
            var said = Compile($"map m from csv \"a.csv\" {program.Replace(" //", "", StringComparison.Ordinal)}{(program.EndsWith("//", StringComparison.Ordinal) ? "" : " {")}\n  node pt : Patient key (\"a\", id)\n}}\n");
            Assert.Equal(problem is null ? [] : ["OT1115"], said.Select(d => d.Code));
            Assert.All(said, d => Assert.Contains(problem!, d.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("csv \"a.csv\" (id text, v text, id text)", "OT1111", null)]
    [InlineData("json \"a.json\" at \"$.a[*]\" (id text, v text, id text)", "OT1111", null)]
    [InlineData("csv \"a.csv\" { encoding \"windows-1225\" } (id text)", "OT1116", "did you mean 'windows-125")]
    [InlineData("xml \"a.xml\" { encoding \"klingon\" } (id text)", "OT1116", "utf-8")]
    [InlineData("csv \"a.csv\" { encoding \"windows-1252\" } (id text)", null, null)]
    [InlineData("json \"a.json\" { encoding \"latin1\" } (id text)", null, null)]
    public void A_layout(string source, string? code, string? hint)
    {
        var said = Compile($"map m from {source} {{\n  node pt : Patient key (\"a\", id)\n}}\n");
        Assert.Equal(code is null ? [] : [code], said.Select(d => d.Code));
        Assert.All(said, d => Assert.Contains(hint ?? "", d.Hint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Europe/Viena", "OT1232", "Europe/Vienna")]
    [InlineData("+25:00", "OT1232", "IANA")]
    [InlineData("+01:00", null, null)]
    [InlineData("Z", null, null)]
    public void A_zone_of_a_conversion(string zone, string? code, string? hint)
    {
        var said = Csv($"node r : LabReport key (pt, id) {{ subject <- pt; startedAt <- ts as instant zone \"{zone}\" }}");
        Assert.Equal(code is null ? [] : [code], said.Select(d => d.Code));
        Assert.All(said, d => Assert.Contains(hint!, d.Hint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("for g in PATIENT_RESLT/ORDER_OBSERVATION {", "OT1202")]
    [InlineData("for g in PATIENT_RESULT/ORDER_OBSERVATIN {", "OT1202")]
    public void What_is_wrong_inside_a_loop_whose_place_is_not_there_is_told_in_the_same_run(string loop, string code)
    {
        var said = Compile($"map m from hl7v2 \"2.5.1\" ORU_R01 {{\n  node pt : Patient key (\"a\", MSH-3.1)\n  {loop}\n    node rep : LabReprt key (pt, g.OBR-3.1) {{ subject <- pt }}\n"
            + "    for x in g/OBSERVATION { node n : LabResult key (pt, x.OBX-3.1) { subjct <- pt; value <- x.OBX-5 as quantty } }\n  }\n}\n");
        Assert.Equal([code, "OT2101", "OT2104", "OT1213"], said.Select(d => d.Code));
    }

    [Theory]
    [InlineData("hl7v2 \"2.5.1\" ORU_X99", "OT1108")]
    [InlineData("hl7v3", "OT1101")]
    [InlineData("fhir \"4.0.1\" Observtion", "OT1203")]
    [InlineData("csv (id text)", "OT1102")]
    public void What_is_wrong_in_a_map_whose_source_is_not_there_is_told_in_the_same_run(string source, string code) =>
        Assert.Equal([code, "OT2101", "OT2104"], Compile($"map m from {source} {{\n  node pt : Patint key (\"a\", id)\n  node q : Patient key (\"a\", id) {{ nme <- id as text }}\n}}\n").Select(d => d.Code));

    private ImmutableArray<Diagnostic> Csv(string statements, string more = "") =>
        Compile($"map m from csv \"a.csv\" (id text, v text, ts instant) {{\n  node pt : Patient key (\"a\", id)\n  {statements}\n}}\n{more}\n");

    private ImmutableArray<Diagnostic> Hl7(string statements, string more = "") =>
        Compile($"map m from hl7v2 \"2.5.1\" ORU_R01 {{\n  for g in PATIENT_RESULT/ORDER_OBSERVATION {{ node pt : Patient key (\"a\", MSH-3.1) node rep : LabReport key (pt, g.OBR-3.1) {{ subject <- pt }} for x in g/OBSERVATION {{\n{statements}\n}} }}\n}}\n{more}\n");

    private ImmutableArray<Diagnostic> Compile(string text)
    {
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(file, "module a version 1\nontology hdt\n" + text);
        return TwinCompiler.Compile([file], Ontology.Value).Diagnostics;
    }
}
