namespace Ontotwin.Engine.Tests;

/// <summary>Headers, ragged rows and layouts of delimited files.</summary>
public sealed class CsvLayoutTests
{
    private const string Map = """
        map m from csv "bp.csv" (mrn text, day text, note text) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, day) { subject <- pt; text <- note as text; }
        }
        """;

    [Fact]
    public void A_first_row_that_is_short_lacks_cells_and_not_columns()
    {
        using var program = new SmallProgram().Input("bp.csv", "mrn,day,note", "1,mon", "2,tue,fine");
        Assert.Equal(["fine"], SmallProgram.Values(program.Map(Map), "text"));
        Assert.DoesNotContain(program.Rejects, r => r.Code == "OT4206");
        Assert.Equal("line 2", Assert.Single(program.Remarks, r => r.Code == "OT3301").Place!.Value.Path);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_once_a_file_by_the_names_there_are()
    {
        using var program = new SmallProgram().Input("bp.csv", "mrn,day,Note", "1,mon,x", "2,tue,y");
        program.Map(Map);
        var reject = Assert.Single(program.Rejects);
        Assert.Equal("OT4206", reject.Code);
        Assert.Contains("'Note'", reject.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mrn,day", "1,mon", 1, 0, "'note', 'extra'")]
    [InlineData("mrn,day,No te", "1,mon,x", 2, 1, "'extra'")]
    public void Columns_that_may_be_missing_are_one_remark_and_one_under_nearly_its_name_a_warning(string header, string row, int told, int warnings, string lacking)
    {
        using var program = new SmallProgram().Input("bp.csv", header, row);
        program.Map(Map.Replace("note text)", "note text?, extra text?)", StringComparison.Ordinal));
        var remarks = program.Remarks.Where(r => r.Code == "OT4206").ToList();
        Assert.Equal((told, warnings), (remarks.Count, remarks.Count(r => r.Severity == Values.Severity.Warning)));
        Assert.EndsWith(lacking, Assert.Single(remarks, r => r.Severity == Values.Severity.Information).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_row_that_is_no_header_is_not_shown()
    {
        using var program = new SmallProgram().Input("bp.csv", "4711,mon,secret", "1,tue,x");
        program.Map(Map);
        Assert.Equal(3, program.Rejects.Count(r => r.Code == "OT4206"));
        Assert.DoesNotContain(program.Rejects, r => r.Reason.Contains("secret", StringComparison.Ordinal) || r.Reason.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_maps_of_one_file_each_read_it_by_their_own_layout()
    {
        using var program = new SmallProgram().Input("x.csv", "note|mrn|value", "a;b|1|70,5", "c;d|2|71,5");
        var facts = program.Map("""
            map bars from csv "x.csv" { delimiter "|"; decimal "," } (note text, mrn text, value decimal) {
              node pt : Patient key ("urn:test", mrn)
              node obs : LabResult key (pt, "bars") { subject <- pt; value <- value as quantity in 'kg'; }
            }
            map semicolons from csv "x.csv" { delimiter ";"; no header; skip 1 } (left text, right text) {
              node pt : Patient key ("urn:other", left)
              node obs : LabResult key (pt, "semicolons") { subject <- pt; text <- right as text; }
            }
            """);
        Assert.Empty(program.Rejects);
        Assert.Equal(["70.5", "71.5"], SmallProgram.Values(facts, "value"));
        Assert.Equal(["b|1|70,5", "d|2|71,5"], SmallProgram.Values(facts, "text"));
    }

    [Fact]
    public void An_identity_statement_with_a_layout_of_its_own_leaves_the_rows_to_the_map()
    {
        using var program = new SmallProgram().Input("x.csv", "mrn;old", "1;9", "2;8");
        var facts = program.Map("""
            identity Patient from csv "x.csv" (mrn text, old text) { ("urn:test", mrn), ("urn:old", old) }
            map m from csv "x.csv" { delimiter ";" } (mrn text, old text) {
              node pt : Patient key ("urn:test", mrn)
              node obs : LabResult key (pt, "k") { subject <- pt; text <- mrn as text; }
            }
            """);
        Assert.Empty(program.Rejects);
        Assert.Equal(["1", "2"], SmallProgram.Values(facts, "text"));
    }

    [Fact]
    public void Json_laid_out_with_braces_in_the_first_column_is_one_document()
    {
        using var program = new SmallProgram().Input(
            "bundle.json",
            """{ "resourceType": "Bundle", "type": "collection", "entry": [""",
            """{ "resource": { "resourceType": "Observation", "id": "a", "status": "final", "subject": { "reference": "Patient/p" }, "valueString": "one" } },""",
            """{ "resource": { "resourceType": "Observation", "id": "b", "status": "final", "subject": { "reference": "Patient/p" }, "valueString": "two" } }""",
            "] }");
        var facts = program.Map("""
            map m from fhir "4.0.1" Bundle {
              for o in entry.resource.ofType(Observation) {
                node obs : LabResult key ("urn:test", o.id) {
                  subject <- ref Patient of o.subject; text <- o.valueString as text
                  on o.status { "final" -> assert; "entered-in-error" -> retract; other -> quarantine }
                }
              }
            }
            """);
        Assert.Empty(program.Rejects);
        Assert.Equal(["one", "two"], SmallProgram.Values(facts, "text"));
    }
}
