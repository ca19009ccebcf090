using Ontotwin.Mapping;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>Where a reject points, and what of a file may be a name of anything.</summary>
public sealed class PlacesAndNamesTests
{
    private const string Map = """
        map m from csv "t.csv" (mrn text, day text?, note text?) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, day) { subject <- pt; text <- note as text }
        }
        """;

    [Theory]
    [InlineData("<code code=\"8867-4\" codeSystem=\"2.16.840.1.113883.6.1\" displayName=\"Heart rate\"/>", "", "OT4104", "8350d9ace003")]
    [InlineData("Creatinine", "Creatinine", "OT4103", "8350d9ace004")]  // negated, and nothing says what that would mean of a result
    public void A_reject_of_a_C_CDA_points_at_the_element_and_not_at_the_whole_document(string written, string instead, string code, string id)
    {
        var document = File.ReadAllText(Repository.PathOf("mappings", "testdata", "ccda", "ccd.xml"));
        Assert.Contains(written, document, StringComparison.Ordinal);
        document = document.Replace(written, instead, StringComparison.Ordinal);
        using var program = new SmallProgram().Input("a-ccd.xml", document);
        program.MapShipped();
        var place = Assert.Single(program.Rejects, r => r.Code == code).Place;
        Assert.Contains("observation", place.Path, StringComparison.Ordinal);
        var bytes = document[(int)place.Bytes.Start..(int)place.Bytes.End];
        Assert.StartsWith("<observation", bytes, StringComparison.Ordinal);
        Assert.Contains(id, bytes, StringComparison.Ordinal);
        Assert.EndsWith("</observation>", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_row_of_a_file_without_a_header_is_never_told_as_names_of_columns()
    {
        var coverage = new FieldCoverage();
        using var program = new SmallProgram { Coverage = coverage }.Input("t.csv", "Aigner,1965-03-02,haemolysed", "Berger,1970-01-01,clear", "Berger,1970-01-01,clear,more");
        program.Map(Map);
        var told = program.Rejects.Select(r => $"{r.Place.Path} {r.Reason}").Concat(program.Remarks.Select(d => $"{d.Place?.Path} {d.Message} {d.Hint}"))
            .Concat(coverage.Unread().Select(u => $"{u.Source} {u.Field} {u.Example.Path}")).ToList();
        Assert.NotEmpty(coverage.Unread());
        Assert.Contains(program.Rejects, r => r.Code == "OT4206");
        Assert.All(told, t => Assert.DoesNotMatch("Aigner|1965|haemolysed|Berger|1970|clear", t));
        Assert.Contains(coverage.Unread(), u => u.Field == "column 1");
    }

    [Fact]
    public void Of_a_file_that_has_one_of_the_columns_the_others_are_told_by_their_names()
    {
        var coverage = new FieldCoverage();
        using var program = new SmallProgram { Coverage = coverage }.Input("t.csv", "mrn,day,colour", "7,1,red");
        program.Map(Map);
        Assert.Equal(["colour"], coverage.Unread().Select(u => u.Field));
    }
}
