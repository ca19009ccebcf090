using System.Text;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>A bundle read in parts is the bundle: the same entries, values and places, and references that lead to the same resources.</summary>
public sealed class BundlePartTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(20_000)]
    [InlineData(400_000)]
    public void Bundles_of_every_sender(int stretch)
    {
        var (files, references, parts) = (0, 0, 0);
        foreach (var file in Bundles())
        {
            var bytes = File.ReadAllBytes(file);
            // The shortest stretches cost the most.
            if (bytes.Length < 2 * stretch || bytes.Length > stretch * 25_000) { continue; }
            files++;
            references += Same(file, bytes, stretch, out var count);
            parts += count;
        }
        Assert.True(files >= 5 && references > 500 && parts > files * 3, $"{files} files, {references} references, {parts} parts");
    }

    [Theory]
    [InlineData("""{"type":"collection","entry":[ENTRIES],"resourceType":"Bundle","signature":{"entry":[1]}}""")]
    [InlineData("\uFEFF {\"resourceType\" : \"Bundle\", \"meta\":{\"source\":\"http://s\"},\n \"entry\" :\n[ ENTRIES\n]\n}\n\n")]
    public void JSON_cut_at_every_place(string bundle)
    {
        string[] entries =
        [
            """{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation","subject":{"reference":"Patient/p"},"note":"},{\" [ä]"}}""",
            """{"fullUrl":"http://s/Patient/p","resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"a","value":"1"}],"contained":[{"resourceType":"Organization","id":"o"}],"link":[{"other":{"reference":"#o"}}]}}""",
            """{"resource":{"resourceType":"Group","member":[{"entity":{"reference":"urn:uuid:1"}},{"entity":{"reference":"Patient?identifier=a|1"}},{"entity":{"reference":"urn:uuid:2"}},{"entity":{"reference":"http://s/Patient/p/_history/3"}}]}}""",
            """{"fullUrl":"http://other/Device/d","resource":{"resourceType":"Device","owner":{"reference":"Organization/q"},"patient":{"reference":"Patient/p"}}}""",
            """{"fullUrl":"urn:uuid:2","resource":{"resourceType":"Device","id":"twice"}}""",
            """{"fullUrl":"urn:uuid:2","resource":{"resourceType":"Device","id":"twice"}}""",
            """{"request":{"method":"DELETE","url":"Patient/x"}}""",
        ];
        for (var pad = 0; pad < 70; pad++)
        {
            var text = bundle.Replace("ENTRIES", string.Join(new string(' ', pad / 2) + ",\r\n" + new string(' ', pad - (pad / 2)), entries), StringComparison.Ordinal);
            Assert.Equal(8, Same("t.json", Encoding.UTF8.GetBytes(text), 64 + pad, out _));
        }
    }

    [Fact]
    public void XML_cut_at_every_place()
    {
        string[] entries =
        [
            """<entry><fullUrl value="urn:uuid:1"/><resource><Observation><subject><reference value="Patient/p"/></subject></Observation></resource></entry>""",
            """<!-- <entry> --><entry><fullUrl value="http://s/Patient/p"/><resource><Patient><id value="p"/><text><div xmlns="http://www.w3.org/1999/xhtml"><entry>ä</entry></div></text><managingOrganization><reference value="urn:uuid:3"/></managingOrganization></Patient></resource></entry>""",
            """<entry><fullUrl value="urn:uuid:3"/><resource><Organization><partOf><reference value="urn:uuid:1"/></partOf></Organization></resource></entry>""",
        ];
        for (var pad = 0; pad < 70; pad++)
        {
            var text = "<?xml version=\"1.0\"?>\n<f:Bundle xmlns:f=\"http://hl7.org/fhir\" xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>" + string.Join("\n" + new string(' ', pad), entries)
                + "<signature><when value=\"2026\"/></signature></f:Bundle>\n<!-- end -->\n";
            Assert.Equal(3, Same("t.xml", Encoding.UTF8.GetBytes(text), 64 + pad, out _));
        }
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}},{"resource":{"resourceType":}}]}""", "OT3401")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}},{"resource":{"resourceType":"Patient""", "OT3401")]
    [InlineData("""{"entry":[{"resource":{"resourceType":"Patient","id":"p"}}]}""", "OT3402")]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="p"/></Patient></resource></entry><entry></Bundle>""", "OT3401")]
    public void What_is_not_well_formed_is_one_reject_as_in_the_whole(string text, string code)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal([code], FhirReader.Read(new SourceDocument("t", bytes)).SelectMany(i => i.Diagnostics).Select(d => d.Code));
        var items = FhirReader.ReadStretches(Large("t", bytes, 64)).ToList();
        Assert.All(items, i => Assert.Null(i.Record));
        Assert.Equal([code], items.SelectMany(i => i.Diagnostics).Select(d => d.Code));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"p"}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[]}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}},null]}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}}],"entry":[{"resource":{"resourceType":"Patient","id":"q"}}]}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}}]} {"resourceType":"Patient","id":"q"}""")]
    [InlineData("""{"resourceType":"List","entry":[{"item":{"reference":"Patient/p"}},{"item":{"reference":"Patient/q"}}]}""")]
    [InlineData("""<List xmlns="http://hl7.org/fhir"><entry><item><reference value="Patient/p"/></item></entry></List>""")]
    [InlineData("""<Patient xmlns="http://hl7.org/fhir"><id value="p"/></Patient>""")]
    public void What_is_no_such_bundle_is_read_whole(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = FhirReader.Read(new SourceDocument("t", bytes)).Select(i => i.Record?.Bytes).ToList();
        Assert.Equal(whole, FhirReader.ReadStretches(Large("t", bytes, 64)).Select(i => i.Record?.Bytes));
        Assert.NotEmpty(whole);
    }

    [Fact]
    public void In_a_gzip_references_lead_wherever_they_do_in_the_whole()
    {
        var text = new StringBuilder("{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:uuid:0\",\"resource\":{\"resourceType\":\"Patient\"}}");
        var random = new Random(5);
        const int Entries = 4000;
        for (var i = 1; i < Entries; i++)
        {
            text.Append(",{\"fullUrl\":\"urn:uuid:").Append(i).Append("\",\"resource\":{\"resourceType\":\"Observation\",\"note\":\"").Append(Convert.ToBase64String(Guid.NewGuid().ToByteArray())).Append(new string('-', 900))
                .Append("\",\"subject\":{\"reference\":\"urn:uuid:").Append(random.Next(Entries)).Append("\"}}}");
        }
        var bytes = Encoding.UTF8.GetBytes(text.Append("]}").ToString());
        var whole = Followed(FhirReader.Read(new SourceDocument("t.gz/t", bytes)));
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) { gzip.Write(bytes); }
        var document = new PackedDocument("t.gz", "t", () => new MemoryStream(packed.ToArray(), writable: false));
        Assert.Equal(whole, Followed(document.Checked(FhirReader.ReadStretches(document.Document))));
        Assert.Equal(Entries - 1, whole.Count);
        Assert.True(whole.ToHashSet().Count > Entries / 2);
    }

    private static List<ByteRange> Followed(IEnumerable<SourceItem> items) =>
        [.. items.SelectMany(i => FhirResources.OfType(i.Record!, "Observation").Select(o => FhirReferences.Resolve(o.First("subject").First("reference")).Bytes).ToList())];

    [Fact]
    public void What_is_too_long_behind_the_entries_is_told()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]" + new string(' ', FhirLimits.MaxBundleHeadBytes + 10) + "}");
        Assert.Equal(["OT3404"], FhirReader.ReadStretches(Large("t", bytes, 1 << 20)).SelectMany(i => i.Diagnostics).Select(d => d.Code));
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[ENTRIES]}""", """{"resource":{"resourceType":"Patient","id":"N","gender":"female"}}""", ",")]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir">ENTRIES</Bundle>""", """<entry><resource><Patient><id value="N"/><gender value="female"/></Patient></resource></entry>""", "")]
    public void FHIRPath_of_a_resource_in_a_part(string bundle, string entry, string between)
    {
        var entries = string.Join(between, Enumerable.Range(0, 40).Select(i => entry.Replace("\"N\"", $"\"p{i}\"", StringComparison.Ordinal)));
        var bytes = Encoding.UTF8.GetBytes(bundle.Replace("ENTRIES", entries, StringComparison.Ordinal));
        var (path, found) = (FhirPathExpression.Parse("id | gender").Value!, new List<(string, ByteRange)>());
        foreach (var item in FhirReader.ReadStretches(Large("t", bytes, 200)))
        {
            foreach (var patient in FhirResources.OfType(item.Record!, "Patient")) { found.AddRange(path.Select(patient, out _).Select(v => (v.Field.Text, v.Field.Bytes))); }
            Assert.Empty(FhirPathExpression.Parse("entry.count()").Value!.Select(item.Record!.Root, out var problem));
            Assert.NotNull(problem);
        }
        var whole = FhirReader.Read(new SourceDocument("t", bytes)).Single().Record!;
        Assert.Equal(FhirResources.OfType(whole, "Patient").SelectMany(p => path.Select(p, out _)).Select(v => (v.Field.Text, v.Field.Bytes)), found);
        Assert.Equal(80, found.Count);
    }

    [Fact]
    public void A_part_is_good_until_the_second_one_after_it()
    {
        var entries = Enumerable.Range(0, 60).Select(i => "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}}");
        var bytes = Encoding.UTF8.GetBytes("{\"resourceType\":\"Bundle\",\"entry\":[" + string.Join(',', entries) + "]}");
        SourceRecord? before = null;
        var ids = new List<string>();
        foreach (var item in FhirReader.ReadStretches(Large("t", bytes, 100)))
        {
            if (before is not null) { ids.AddRange(Ids(before)); }
            before = item.Record;
        }
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"p{i}"), [.. ids, .. Ids(before!)]);
    }

    private static IEnumerable<string> Ids(SourceRecord bundle) => FhirResources.OfType(bundle, "Patient").Select(p => p.First("id").Text);

    private static IEnumerable<string> Bundles() => Directory.EnumerateFiles(SharedData.Require("dev", "ehr"), "*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".xml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Where(f => File.ReadAllBytes(f) is var bytes && FhirReader.LooksLike(bytes) && FhirReader.Read(new SourceDocument(f, bytes)).First().Record is { Type: "Bundle" } bundle && FhirResources.Types(bundle).Any())
        .Where((_, i) => i % 4 == 0);

    private static LargeDocument Large(string name, byte[] bytes, int stretch) => new(name, () => new MemoryStream(bytes, writable: false)) { StretchBytes = stretch };

    // Every value of the whole, by its path; and where each reference leads.
    private static int Same(string file, byte[] bytes, int stretch, out int parts)
    {
        var whole = FhirReader.Read(new SourceDocument(file, bytes)).Single().Record!;
        var expected = Written(whole);
        var (found, around) = (new Dictionary<string, string>(), 0);
        parts = 0;
        foreach (var item in FhirReader.ReadStretches(Large(file, bytes, stretch)))
        {
            parts++;
            Assert.True(item.Record is not null, string.Join(' ', item.Diagnostics));
            Assert.Equal((parts, FhirReferences.ServerOf(whole)), (item.Record.Number, FhirReferences.ServerOf(item.Record)));
            foreach (var (path, value) in Written(item.Record))
            {
                // Each part repeats what stands around the entries.
                if (!found.TryAdd(path, value)) { Assert.Equal(found[path], value); around++; }
            }
        }
        Assert.Equal(expected.Count, found.Count);
        Assert.All(expected, e => Assert.True(found.TryGetValue(e.Key, out var value) && value == e.Value, $"{file} {e.Key}:\nwhole {e.Value}\nparts {found.GetValueOrDefault(e.Key)}"));
        Assert.True(parts == 1 || around > 0);
        return expected.Values.Count(v => v.Contains(" -> ", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Written(SourceRecord record)
    {
        var written = new Dictionary<string, string>();
        for (var node = 0; node < record.NodeCount; node++)
        {
            var field = record.FieldAt(node);
            var text = $"{field.Bytes} {field.State} {field.Text}";
            if (field.Name == "reference" && field.Text.Length > 0)
            {
                var target = FhirReferences.Resolve(field);
                text += target.IsAbsent ? " -> nowhere" : $" -> {target.Path} {target.Bytes} {target.First("resourceType").Text} {FhirReferences.IsFrom(target, "http://s")}";
            }
            // A null has the path of what took its place.
            written[$"{field.Path} {field.Bytes.Start}"] = text;
        }
        return written;
    }
}
