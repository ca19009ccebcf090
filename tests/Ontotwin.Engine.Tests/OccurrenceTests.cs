using Ontotwin.Mapping;

namespace Ontotwin.Engine.Tests;

/// <summary>Records of one key in one document: what contradicts is kept as a further occurrence and told, what adds to a node is not.</summary>
public sealed class OccurrenceTests
{
    private const string Rows = """
        map m from csv "t.csv" (mrn text, day text, kg text?, note text?) {
          node pt : Patient key ("urn:test", mrn)
          node o : LabResult key (pt, day) { subject <- pt; value <- kg as quantity in 'kg'; text <- note as text }
          node of : LabReport key (pt, day, note?) { subject <- pt; partOf <- o }
        }
        """;

    [Fact]
    public void Two_rows_of_one_key_that_differ_are_two_nodes_and_the_second_is_told()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,kg,note", "1,mon,70,a", "1,mon,71,b", "1,mon,71,c", "2,mon,70,d");
        var facts = program.Map(Rows);
        var values = facts.Where(f => f.Predicate.LocalName == "value").ToList();
        // The third row says what the second did: it is the same occurrence.
        Assert.Equal(["70", "71", "71", "70"], SmallProgram.Values(facts, "value"));
        Assert.NotEqual(values[0].Subject, values[1].Subject);
        Assert.Equal(values[1].Subject, values[2].Subject);
        var remark = Assert.Single(program.Remarks);
        Assert.Equal("OT4105", remark.Code);
        Assert.StartsWith("line 3", remark.Place!.Value.Path, StringComparison.Ordinal);
        Assert.Equal([values[0].Subject, values[1].Subject, values[1].Subject, values[3].Subject], facts.Where(f => f.Predicate.LocalName == "partOf").Select(f => f.Object));
    }

    [Fact]
    public void A_row_that_adds_to_a_node_contradicts_nothing()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,kg,note", "1,mon,,a", "1,mon,70,b", "1,mon,,c", "1,mon,70,");
        var facts = program.Map(Rows);
        Assert.Single(facts.Where(f => f.Predicate.LocalName is "value" or "text").Select(f => f.Subject).Distinct());
        Assert.Equal(["a", "b", "c"], SmallProgram.Values(facts, "text"));
        Assert.Empty(program.Remarks);
    }

    [Fact]
    public void What_a_document_said_of_a_key_is_no_matter_of_another_document()
    {
        using var program = new SmallProgram().Input("a/t.csv", "mrn,day,kg,note", "1,mon,70,a").Input("b/t.csv", "mrn,day,kg,note", "1,mon,71,a");
        var facts = program.Map(Rows);
        Assert.Single(facts.Where(f => f.Predicate.LocalName == "value").Select(f => f.Subject).Distinct());
        Assert.Empty(program.Remarks);
    }

    [Theory]
    [InlineData("F", "20261102", "C", "20261103", 1)]
    [InlineData("F", "20261102", "F", "20261103", 1)]
    [InlineData("F", "20261102", "F", "20261102", 2)]
    public void Versions_of_a_record_are_no_occurrences_and_records_of_one_time_are(string first, string at, string second, string then, int nodes)
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,kg,status,sent", $"1,mon,70,{first},{at}", $"1,mon,71,{second},{then}");
        var facts = program.Map("""
            map m from csv "t.csv" (mrn text, day text, kg text?, status text, sent instant "yyyyMMdd") {
              node pt : Patient key ("urn:test", mrn)
              node o : LabResult key (pt, day) { subject <- pt; value <- kg as quantity in 'kg'; on status ordered by sent { "F" -> assert; "C" -> replace; other -> quarantine } }
            }
            """);
        Assert.Equal(nodes, facts.Where(f => f.Predicate.LocalName == "value").Select(f => f.Subject).Distinct().Count());
        Assert.Equal(nodes - 1, program.Remarks.Count(r => r.Code == "OT4105"));
    }

    [Fact]
    public void Names_of_occurrences_are_the_same_whenever_the_document_is_read()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,kg,note", "1,mon,70,a", "1,mon,71,b", "1,mon,72,b");
        var once = program.Map(Rows).Select(f => f.Subject).ToList();
        Assert.Equal(once, program.Map(Rows).Select(f => f.Subject));
        Assert.Equal(3, program.Map(Rows).Where(f => f.Predicate.LocalName == "value").Select(f => f.Subject).Distinct().Count());
    }

    [Fact]
    public void Of_a_long_document_the_last_nodes_are_compared_and_that_there_are_more_is_said_once()
    {
        string[] many = [.. Enumerable.Range(0, 250_000).Select(i => $"{i},tue,70,")];
        using var program = new SmallProgram().Input("t.csv", ["mrn,day,kg,note", "1,mon,70,", .. many, "1,mon,71,", "249999,tue,71,"]);
        program.Map("""
            map m from csv "t.csv" (mrn text, day text, kg text, note text?) {
              node pt : Patient key ("urn:test", mrn)
              node o : LabResult key (pt, day) { subject <- pt; value <- kg as quantity in 'kg' }
            }
            """);
        Assert.EndsWith("line 250004", Assert.Single(program.Remarks, r => r.Code == "OT4105").Place!.Value.Path.Split(" \"")[0], StringComparison.Ordinal);
        Assert.Equal(Values.Severity.Information, Assert.Single(program.Remarks, r => r.Code == "OT4110").Severity);
    }

    [Fact]
    public void Two_counts_of_steps_that_begin_together_are_both_kept()
    {
        const string Begin = "2026-11-01 10:00:00 +0100";
        using var program = new SmallProgram().Input(
            "export.xml", "<HealthData>", Steps("Phone", "10:05", 100), Steps("Phone", "10:20", 300), Steps("Watch\" device=\"&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, hardware:Watch6,2, software:9.1&gt;", "10:05", 90),
            Steps("Watch\" device=\"&lt;&lt;HKDevice: 0x2&gt;, name:Apple Watch, hardware:Watch7,1, software:9.1&gt;", "10:05", 80), "</HealthData>");
        var mapped = program.MapShipped();
        Assert.Equal([100, 300, 90, 80], mapped.SelectMany(m => m.Samples).Select(s => s.Value));
        var remarks = new List<Values.Diagnostic>();
        var series = new SeriesOfDocument();
        foreach (var sample in mapped.SelectMany(m => m.Samples)) { series.Add(sample); }
        Assert.Equal(4, series.Chunks(remarks.Add).Sum(c => c.Samples.Length));
        Assert.Empty(remarks);

        string Steps(string source, string end, int count) =>
            $"<Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"{source}\" unit=\"count\" startDate=\"{Begin}\" endDate=\"2026-11-01 {end}:00 +0100\" value=\"{count}\"/>";
    }
}
