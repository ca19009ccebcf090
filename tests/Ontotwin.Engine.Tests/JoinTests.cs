using System.Globalization;

namespace Ontotwin.Engine.Tests;

/// <summary><c>join csv … on a = b</c>: rows of two files by key.</summary>
public sealed class JoinTests
{
    private const string Map = """
        map joined from csv "results.csv" (mrn text, test text, result text) join csv "tests.csv" (code text, label text, unit text) on test = code {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, code) { subject <- pt; text <- label as text; value <- result as quantity in unit; }
        }
        """;

    [Fact]
    public void Rows_meet_by_key_and_each_value_knows_its_own_file()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,K,4.4", "2,NA,140", "3,K,5.1")
            .Input("tests.csv", "code,label,unit", "NA,Sodium,mmol/L", "K,Potassium,mmol/L");
        var facts = program.Map(Map);
        Assert.Empty(program.Rejects);
        Assert.Equal(["Potassium", "Sodium", "Potassium"], SmallProgram.Values(facts, "text"));
        var origin = facts.First(f => f.Predicate.LocalName == "text").Origin;
        Assert.Equal(program.PathOf("tests.csv"), origin.Document);
        Assert.Equal("line 3 \"label\"", origin.Path);
        Assert.Equal("Potassium", File.ReadAllText(origin.Document)[(int)origin.Bytes.Start..(int)origin.Bytes.End]);
        Assert.Equal(program.PathOf("results.csv"), facts.First(f => f.Predicate.LocalName == "value").Origin.Document);
    }

    [Fact]
    public void A_row_without_a_partner_or_without_its_key_is_a_located_reject()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,K,4.4", "2,GLU,5", "3,,9")
            .Input("tests.csv", "code,label,unit", "K,Potassium,mmol/L", ",Nothing,mmol/L");
        var facts = program.Map(Map);
        Assert.Equal(["Potassium"], SmallProgram.Values(facts, "text"));
        Assert.Equal(["OT4208", "OT4208"], program.Rejects.Select(r => r.Code));
        Assert.Equal("line 3", program.Rejects[0].Place.Path);
    }

    [Fact]
    public void A_partner_whose_columns_may_all_be_missing_is_not_needed()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,K,4.4", "2,GLU,5")
            .Input("tests.csv", "code,label,unit", "K,Potassium,mmol/L");
        var facts = program.Map(Map.Replace("code text, label text, unit text", "code text?, label text?, unit text?", StringComparison.Ordinal).Replace("key (pt, code)", "key (pt, test)", StringComparison.Ordinal));
        Assert.Empty(program.Rejects);
        Assert.Equal(["Potassium"], SmallProgram.Values(facts, "text"));
        Assert.Equal(2, facts.Count(f => f.Predicate.LocalName == "type" && f.Object.ToString()!.Contains("LabResult", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_key_of_two_columns_and_columns_of_one_name_in_both_files()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,code,system,label", "1,K,L,left", "1,K,S,left")
            .Input("tests.csv", "code,system,label", "K,S,serum", "K,L,lab");
        var facts = program.Map("""
            map joined from csv "results.csv" (mrn text, code text, system text, label text) join csv "tests.csv" (code text, system text, label text) on code = code and system = system {
              node pt : Patient key ("urn:test", mrn)
              node obs : LabResult key (pt, code, system) { subject <- pt; text <- tests.label as text; }
            }
            """);
        Assert.Equal(["lab", "serum"], SmallProgram.Values(facts, "text"));
    }

    [Fact]
    public void Several_partners_are_several_records_and_a_third_file_joins_the_second()
    {
        using var program = new SmallProgram()
            .Input("people.csv", "mrn", "1", "2")
            .Input("visits.csv", "who,ward", "1,A", "1,B", "2,A")
            .Input("wards.csv", "ward,name", "A,Surgery", "B,Medicine");
        var facts = program.Map("""
            map joined from csv "people.csv" (mrn text) join csv "visits.csv" (who text, ward text) on mrn = who join csv "wards.csv" (ward text, name text) on ward = ward {
              node pt : Patient key ("urn:test", mrn)
              node obs : LabResult key (pt, ward) { subject <- pt; text <- name as text; }
            }
            """);
        Assert.Equal(["Surgery", "Medicine", "Surgery"], SmallProgram.Values(facts, "text"));
    }

    [Theory]
    [InlineData("results.csv.gz", "tests.csv.gz", "tests.csv.gz/tests.csv")]
    [InlineData("results.csv.gz", "tests.csv", "tests.csv")]
    [InlineData("results.csv", "tests.csv.gz", "tests.csv.gz/tests.csv")]
    [InlineData("export.zip/a/results.csv", "export.zip/a/tests.csv", "export.zip/a/tests.csv")]
    public void Files_meet_in_gzips_and_in_one_zip(string left, string right, string name)
    {
        using var program = new SmallProgram().Packed((left, "mrn,test,result\n1,K,4.4\n2,NA,140\n"), (right, "code,label,unit\nNA,Sodium,mmol/L\nK,Potassium,mmol/L\n"));
        var facts = program.Map(Map);
        Assert.Empty(program.Rejects);
        Assert.Equal(["Potassium", "Sodium"], SmallProgram.Values(facts, "text"));
        Assert.Equal((program.PathOf(name), "line 3 \"label\""), facts.First(f => f.Predicate.LocalName == "text").Origin is var origin ? (origin.Document, origin.Path) : default);
    }

    [Fact]
    public void A_file_in_another_zip_is_not_beside_it()
    {
        using var program = new SmallProgram().Packed(("a.zip/results.csv", "mrn,test,result\n1,K,4.4\n"), ("b.zip/tests.csv", "code,label,unit\nK,Potassium,mmol/L\n"));
        Assert.Empty(program.Map(Map));
        Assert.Equal("OT4209", Assert.Single(program.Rejects).Code);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_reject_of_the_document()
    {
        using var program = new SmallProgram().Input("results.csv", "mrn,test,result", "1,K,4.4");
        Assert.Empty(program.Map(Map));
        Assert.Equal("OT4209", Assert.Single(program.Rejects).Code);
    }

    [Theory]
    [InlineData("code,label,Unit", "'unit'")]
    [InlineData("kode,label,unit", "'code'")]
    public void A_misspelt_column_of_the_joined_file_is_told_of_that_file_whatever_its_rows_meet(string header, string column)
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,GLU,5", "2,K,4.4")
            .Input("tests.csv", header, "K,Potassium,mmol/L");
        program.Map(Map);
        var reject = Assert.Single(program.Rejects, r => r.Code == "OT4206");
        Assert.Equal(program.PathOf("tests.csv"), reject.Place.Document);
        Assert.Contains(column, reject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_key_column_of_the_first_file_is_told_although_no_row_meets_anything()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,Test,result", "1,K,4.4", "2,K,4.5")
            .Input("tests.csv", "code,label,unit", "K,Potassium,mmol/L");
        Assert.Empty(program.Map(Map));
        Assert.Equal(program.PathOf("results.csv"), Assert.Single(program.Rejects, r => r.Code == "OT4206").Place.Document);
        Assert.Equal(2, program.Rejects.Count(r => r.Code == "OT4208"));
    }

    [Fact]
    public void An_optional_column_that_the_joined_file_lacks_is_a_remark_even_where_the_first_row_meets_nothing()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,GLU,5", "2,K,4.4")
            .Input("tests.csv", "code,unit", "K,mmol/L");
        program.Map(Map.Replace("label text", "label text?", StringComparison.Ordinal));
        Assert.Equal(program.PathOf("tests.csv"), Assert.Single(program.Remarks, r => r.Code == "OT4206").Place!.Value.Document);
        Assert.DoesNotContain(program.Rejects, r => r.Code == "OT4206");
    }

    [Fact]
    public void What_the_site_writes_for_no_value_is_no_key()
    {
        using var program = new SmallProgram()
            .Input("results.csv", "mrn,test,result", "1,N/A,4.4", "2,K,4.5")
            .Input("tests.csv", "code,label,unit", "N/A,Not applicable,mmol/L", "K,Potassium,mmol/L");
        var facts = program.Map("site s otherwise { null \"N/A\" ignore }\n" + Map);
        Assert.Equal(["Potassium"], SmallProgram.Values(facts, "text"));
        Assert.Equal("line 2", Assert.Single(program.Rejects, r => r.Code == "OT4208").Place.Path);
    }

    [Theory]
    [InlineData("on test = kode", "OT1202")]
    [InlineData("on test < code", "OT1103")]
    [InlineData("on test = mrn", "OT1202")]
    public void A_join_that_cannot_be_made_does_not_compile(string on, string code)
    {
        using var program = new SmallProgram();
        var outcome = program.Compile(Map.Replace("on test = code", on, StringComparison.Ordinal));
        Assert.Contains(outcome.Diagnostics, d => d.Code == code);
    }

    [Fact]
    public void A_joined_file_of_many_rows_meets_as_many()
    {
        var tests = Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"T{i},label {i},mmol/L")).Prepend("code,label,unit").ToArray();
        var results = Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},T{19_999 - i},1")).Prepend("mrn,test,result").ToArray();
        using var program = new SmallProgram().Input("results.csv", results).Input("tests.csv", tests);
        var texts = SmallProgram.Values(program.Map(Map), "text");
        Assert.Equal(20_000, texts.Count);
        Assert.Equal(["label 19999", "label 0"], [texts[0], texts[^1]]);
    }
}
