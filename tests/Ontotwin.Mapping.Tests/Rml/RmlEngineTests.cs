using System.Text;
using Ontotwin.Mapping.Rml;
using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Tests.Rml;

/// <summary>What the suites do not ask: what people are told, what is refused, what is bounded.</summary>
public sealed class RmlEngineTests : IDisposable
{
    private const string Head = "@prefix rml: <http://w3id.org/rml/> .\n@prefix ex: <http://example.org/> .\n@base <http://example.org/map/> .\n";
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-rml-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_error_of_a_mapping_is_told_at_once_with_its_place()
    {
        var read = RmlMapping.Parse(Head + """
            <#A> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
              rml:subjectMap [ rml:template "http://example.org/{id" ] ;
              rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ; rml:language "english" ] ] .
            <#B> rml:logicalSource [ rml:source "b.csv" ; rml:referenceFormulation rml:SQL2008Table ] ; rml:subject ex:b .
            """, "map.ttl");
        Assert.False(read.IsOk);
        Assert.Equal(["OT4804", "OT4805", "OT4806"], read.Diagnostics.Select(d => d.Code).Order());
        Assert.Equal((5, 6, 7), (Line(read.Diagnostics, "OT4805"), Line(read.Diagnostics, "OT4804"), Line(read.Diagnostics, "OT4806")));
    }

    [Fact]
    public void A_fault_of_the_data_is_told_once_with_its_first_place_and_never_with_its_value()
    {
        Write("a.csv", "id,name\n1,Ann Secret\n2,Bob Secret\n3,Eve\n");
        var (report, output) = Run("<#A> rml:logicalSource [ rml:source \"a.csv\" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:reference \"name\" ; rml:class ex:P ] .");
        Assert.Equal("<http://example.org/map/Eve> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/P> .\n", output);
        var error = Assert.Single(report.Diagnostics);
        Assert.Equal(("OT4814", "line 2 \"name\""), (error.Code, error.Place!.Value.Path));
        Assert.Contains("(2 times", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rml:source \"a.csv\"", "here")]
    [InlineData("rml:source [ rml:root rml:CurrentWorkingDirectory ; rml:path \"a.csv\" ]", "here")]
    [InlineData("rml:source [ rml:root rml:MappingDirectory ; rml:path \"a.csv\" ]", "beside")]
    public void A_source_lies_in_the_folder_that_its_root_names(string source, string id)
    {
        Directory.CreateDirectory(Path.Combine(folder, "maps"));
        Write("a.csv", "id\nhere\n");
        Write("maps/a.csv", "id\nbeside\n");
        var mapping = RmlMapping.Parse($"{Head}<#A> rml:logicalSource [ {source} ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template \"http://x.org/{{id}}\" ; rml:class ex:P ] .", "map.ttl").Value!;
        using var output = new MemoryStream();
        RmlEngine.Run(mapping, new RmlOptions { MappingFolder = Path.Combine(folder, "maps"), WorkingFolder = folder }, output);
        Assert.StartsWith($"<http://x.org/{id}>", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_names_the_columns_there_are()
    {
        Write("a.csv", "id,name\n1,Ann\n");
        var (report, _) = Run("<#A> rml:logicalSource [ rml:source \"a.csv\" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template \"http://x.org/{ID}\" ; rml:class ex:P ] .");
        Assert.Contains("OT4811", report.Diagnostics[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("'id', 'name'", report.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside.nq")]
    [InlineData("/tmp/outside.nq")]
    public void A_target_outside_its_folder_is_refused(string path)
    {
        Write("a.csv", "id\n1\n");
        var opened = new List<string>();
        var (report, output) = Run($$"""
            <#A> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "http://x.org/{id}" ; rml:class ex:P ; rml:logicalTarget <#T> ] .
            <#T> rml:target [ a rml:FilePath ; rml:path "{{path}}" ] ; rml:serialization <http://www.w3.org/ns/formats/N-Quads> .
            """, p => { opened.Add(p); return new MemoryStream(); });
        Assert.Empty(opened);
        Assert.Empty(output);
        Assert.Equal("OT4806", report.Diagnostics[0].Code);
    }

    [Fact]
    public void References_that_climb_read_the_document_whole()
    {
        Write("a.xml", "<r><p id='1'><n>x</n><n>y</n></p><p id='2'><n>z</n></p></r>");
        var (report, output) = Run("<#A> rml:logicalSource [ rml:source \"a.xml\" ; rml:referenceFormulation rml:XPath ; rml:iterator \"/r/p/n\" ] ; rml:subjectMap [ rml:template \"http://x.org/{../@id}\" ] ; rml:predicateObjectMap [ rml:predicate ex:n ; rml:objectMap [ rml:reference \".\" ] ] .");
        Assert.Empty(report.Diagnostics);
        Assert.Equal(["<http://x.org/1> <http://example.org/n> \"x\" .", "<http://x.org/1> <http://example.org/n> \"y\" .", "<http://x.org/2> <http://example.org/n> \"z\" ."], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Different_values_never_make_one_blank_node()
    {
        Write("a.csv", "a,b\nx,_20y\n\"x y\",\nx_20y,\n\"x\u00a0y\",\n");
        var (_, output) = Run("<#A> rml:logicalSource [ rml:source \"a.csv\" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template \"{a}{b}\" ; rml:termType rml:BlankNode ; rml:class ex:P ] .");
        var labels = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).ToList();
        // The first and third rows have the same characters in a row.
        Assert.Equal(3, labels.Distinct().Count());
        Assert.Equal(labels[0], labels[2]);
    }

    [Fact]
    public void A_join_on_two_conditions_compares_both()
    {
        Write("a.csv", "x,y\n1,2\n12,\n");
        Write("b.csv", "x,y,n\n1,2,both\n12,,none\n1,3,one\n");
        var (report, output) = Run("""
            <#A> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "http://x.org/a/{x}" ] ;
              rml:predicateObjectMap [ rml:predicate ex:of ; rml:objectMap [ rml:parentTriplesMap <#B> ; rml:joinCondition [ rml:child "x" ; rml:parent "x" ] , [ rml:child "y" ; rml:parent "y" ] ] ] .
            <#B> rml:logicalSource [ rml:source "b.csv" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "http://x.org/b/{n}" ] .
            """);
        Assert.Empty(report.Diagnostics);
        Assert.Equal(["<http://x.org/a/1> <http://example.org/of> <http://x.org/b/both> .", "<http://x.org/a/12> <http://example.org/of> <http://x.org/b/none> ."], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_001)]
    public void What_is_packed_is_unpacked(int length)
    {
        var content = new byte[length];
        new Random(7).NextBytes(content);
        foreach (var compression in Enum.GetValues<RmlCompression>()) { Assert.Equal(content, Archive.Unpack(Archive.Pack(content, "a.nq", compression), compression)); }
    }

    [Fact]
    public void Damaged_archives_are_refused()
    {
        var packed = File.ReadAllBytes(SharedData.Require("suites", "rml", "rml-io", "test-cases", "RMLSTC0002d", "Friends.json.tar.xz"));
        Assert.NotNull(Archive.Unpack(packed, RmlCompression.TarXz));
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])packed.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            // Either it says that it is damaged, or the damage lay where nothing reads: never another content.
            var content = Archive.Unpack(damaged, RmlCompression.TarXz);
            Assert.True(content is null || content.AsSpan().SequenceEqual(Archive.Unpack(packed, RmlCompression.TarXz)));
        }
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(folder, name), content);

    private (RmlReport Report, string Output) Run(string maps, Func<string, Stream>? openTarget = null)
    {
        var mapping = RmlMapping.Parse(Head + maps, "map.ttl");
        Assert.True(mapping.IsOk, string.Join('\n', mapping.Diagnostics));
        using var output = new MemoryStream();
        var report = RmlEngine.Run(mapping.Value, new RmlOptions { MappingFolder = folder, WorkingFolder = folder, OpenTarget = openTarget }, output);
        return (report, Encoding.UTF8.GetString(output.ToArray()));
    }

    private static int Line(IEnumerable<Values.Diagnostic> diagnostics, string code) => diagnostics.First(d => d.Code == code).Span!.Value.Start.Line;
}
