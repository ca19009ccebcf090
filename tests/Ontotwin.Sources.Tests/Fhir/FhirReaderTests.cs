using System.Text;

namespace Ontotwin.Sources.Tests.Fhir;

public class FhirReaderTests
{
    internal static SourceDocument Document(string json) => new("test.json", Encoding.UTF8.GetBytes(json));

    internal static SourceRecord One(string json) => Assert.Single(FhirReader.Read(Document(json))).Record!;

    [Fact]
    public void Resource_type_is_found_even_when_it_comes_last()
    {
        var record = One("""{"id":"a","valueQuantity":{"value":1.20,"unit":"mg\/dL"},"resourceType":"Observation"}""");
        Assert.Equal("Observation", record.Type);
        var value = record.Root.First("valueQuantity").First("value");
        Assert.Equal("1.20", value.Text);
        Assert.Equal("valueQuantity.value", value.Path);
        Assert.Equal("mg/dL", record.Root.First("valueQuantity").First("unit").Text);
    }

    // Both spellings have one place in the table of names.
    [Fact]
    public void A_name_with_an_escape_is_not_the_name_that_is_written_like_it()
    {
        var record = One("""{"resourceType":"Basic","a\\u0062\u0061a":"first","a\u0062aa":"second"}""");
        Assert.Equal("first", record.Root.First("a\\u0062aa").Text);
        Assert.Equal("second", record.Root.First("abaa").Text);
    }

    [Fact]
    public void Paths_count_from_one_and_bytes_are_inside_the_quotes()
    {
        var json = """{"resourceType":"Bundle","entry":[{},{"resource":{"resourceType":"Patient","name":[{"given":["Ann","Bé"]}]}}]}""";
        var record = One(json);
        var entries = record.Root.All("entry").GetEnumerator();
        Assert.True(entries.MoveNext());
        Assert.Equal(FieldState.Empty, entries.Current.State);
        Assert.True(entries.MoveNext());
        var given = new List<Field>();
        foreach (var each in entries.Current.First("resource").First("name").All("given")) { given.Add(each); }
        Assert.Equal("entry[2].resource.name[1].given[2]", given[1].Path);
        Assert.Equal("Bé", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json)[(int)given[1].Bytes.Start..(int)given[1].Bytes.End]));
        Assert.False(entries.MoveNext());
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","birthDate":"1970","_birthDate":{"extension":[{"url":"u"}]}}""")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"u"}]},"birthDate":"1970"}""")]
    public void Extensions_of_a_primitive_are_its_children(string json)
    {
        var record = One(json);
        var date = record.Root.First("birthDate");
        Assert.Equal("1970", date.Text);
        Assert.Equal("birthDate.extension[1].url", date.First("extension").First("url").Path);
        Assert.True(record.Root.First("_birthDate").IsAbsent);
    }

    [Fact]
    public void Nulls_keep_their_places_and_take_their_extensions()
    {
        var record = One("""{"resourceType":"Patient","given":[null,"B",null],"_given":[{"extension":[{"url":"u"}]},null,null],"_deceased":{"id":"x"}}""");
        var states = new List<FieldState>();
        foreach (var each in record.Root.All("given")) { states.Add(each.State); }
        Assert.Equal([FieldState.Empty, FieldState.Value, FieldState.Absent], states);
        Assert.Equal("u", record.Root.First("given").First("extension").First("url").Text);
        Assert.Equal(FieldState.Empty, record.Root.First("deceased").State);
        Assert.Equal("x", record.Root.First("deceased").First("id").Text);
    }

    [Fact]
    public void A_broken_line_of_ndjson_is_rejected_alone()
    {
        var text = "\uFEFF{\"resourceType\":\"Patient\",\"id\":\"1\"}\r\n{\"resourceType\":\"Pat\n\n{\"resourceType\":\"Patient\",\"id\":\"3\"}\n{\"a\":1}";
        var items = FhirReader.Read(Document(text)).ToList();
        Assert.Equal(["1", null, "3", null], items.Select(item => item.Record?.Root.First("id").Text));
        Assert.Equal("OT3401", Assert.Single(items[1].Diagnostics).Code);
        Assert.Equal("OT3402", Assert.Single(items[3].Diagnostics).Code);
        Assert.Equal("{\"resourceType\":\"Pat", text[((int)items[1].Diagnostics[0].Place!.Value.Bytes.Start - 2)..((int)items[1].Diagnostics[0].Place!.Value.Bytes.End - 2)]);
    }

    [Fact]
    public void Escapes_and_lone_surrogates_are_decoded_without_an_exception()
    {
        var record = One("""{"resourceType":"Basic","a":"x\u00e9\n\"\ud83d\ude00\ud800."}""");
        Assert.Equal("xé\n\"😀\uFFFD.", record.Root.First("a").Text);
    }

    [Fact]
    public void Depth_is_limited()
    {
        var deep = """{"resourceType":"Basic","a":""" + string.Concat(Enumerable.Repeat("{\"a\":", 50_000));
        Assert.Equal("OT3403", Assert.Single(FhirReader.Read(Document(deep))).Diagnostics[^1].Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"resourceType\":\"Patient\"} x")]
    public void What_is_no_resource_is_a_reject(string json)
    {
        var last = FhirReader.Read(Document(json)).Last();
        Assert.Null(last.Record);
        Assert.Equal("OT3401", last.Diagnostics[^1].Code);
    }

    [Fact]
    public void Names_given_twice_are_reported()
    {
        var item = Assert.Single(FhirReader.Read(Document("""{"resourceType":"Patient","id":"1","id":"2"}""")));
        Assert.Equal("OT3408", Assert.Single(item.Diagnostics).Code);
    }
}
