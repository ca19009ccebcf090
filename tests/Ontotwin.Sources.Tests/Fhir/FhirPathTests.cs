using System.Globalization;
using System.Text;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>FHIRPath: what is found in the record is what the Firely SDK gives over its own model of the same bytes, and is known by its bytes.</summary>
public sealed class FhirPathTests(ITestOutputHelper output)
{
    private const string Patient = """
        {"resourceType":"Patient","id":"p","name":[{"use":"usual","given":["Bo"]},{"use":"official","given":["An\u00e9","C"],"family":"D"}],"birthDate":"1970-01-02","_birthDate":{"extension":[{"url":"t","valueDateTime":"1970-01-02T03:04:05Z"}]},
        "multipleBirthInteger":2,"contained":[{"resourceType":"Organization","id":"o","name":"O"}],"contact":[{"period":{"start":"2001"}}]}
        """;

    private static readonly string[] Expressions =
    [
        "descendants()", "code.coding.where(system = 'http://loinc.org').code", "name.where(use = 'official').given | name.family", "component.value.ofType(Quantity).value", "extension.where(url.contains('race')).extension.value",
        "identifier.where(type.coding.code = 'MR').value", "entry.resource.ofType(Observation).value", "telecom.where(system = 'phone').value.first()", "component.count()", "name.given.count() > 1", "value.exists()", "contained.descendants()",
        "repeat(item).linkId", "category.coding.code.distinct()", "effective.ofType(dateTime)", "identifier.value.select($this.length())", "meta.profile.last()",
    ];

    [Theory]
    [InlineData("repeat($this+1)")]
    [InlineData("(1|2|3).combine(4).repeat($this+1)")]
    [InlineData("name.repeat(given & 'x')")]
    [InlineData("name.repeat(iif(true, $this, $this))")]
    public void What_may_never_end_is_refused(string text) => Assert.Contains("never end", FhirPathExpression.Parse(text).Diagnostics.Single().Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("repeat(children())")]
    [InlineData("contained.repeat(partOf | contact).exists()")]
    [InlineData("name.given.first().matches('(A+)+!$')")]
    public void Time_does_not_depend_on_what_a_text_says(string text)
    {
        var bytes = Encoding.UTF8.GetBytes("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"" + new string('A', 60) + "\"]}]}");
        var expression = FhirPathExpression.Parse(text).Value!;
        Assert.InRange(ThreadClock.BestMs(() => expression.Select(FhirReader.Read(new SourceDocument("t", bytes)).Single().Record!.Root, out _), 500), 0, 500);
    }

    [Theory]
    [InlineData("name.family.first().matches('D')", "true")]
    [InlineData("name.family.first().matches('E')", "false")]
    [InlineData("name.family.first().replaceMatches('[A-D]', 'x$0')", "xD")]
    public void Regular_expressions_are_linear_and_the_same(string text, string value)
    {
        var record = FhirReader.Read(new SourceDocument("t", Encoding.UTF8.GetBytes(Patient))).Single().Record!;
        Assert.Equal(value, FhirPathExpression.Parse(text).Value!.Select(record.Root, out _).Single().Text);
    }

    [Theory]
    [InlineData("*.json", 300, 25_000)]
    [InlineData("*.xml", 10, 1_000)]
    public void What_is_found_is_what_firely_gives(string pattern, int leastFiles, int leastElements)
    {
        int files = 0, elements = 0, computed = 0;
        var ours = Expressions.Select(e => FhirPathExpression.Parse(e).Value!).ToList();
        var theirs = Expressions.Select(e => new FhirPathCompiler(new SymbolTable().AddStandardFP().AddFhirExtensions()).Compile(e)).ToList();
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "ehr"), pattern, SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            // Larger ones agree too (1,214,964 elements of 401 files in a run without this limit), but take their time.
            if (bytes.Length > 300_000 || !FhirReader.LooksLike(bytes) || Firely(pattern, bytes) is not { } model) { continue; }
            var record = Assert.Single(FhirReader.Read(new SourceDocument(file, bytes))).Record!;
            files++;
            for (var i = 0; i < ours.Count; i++)
            {
                var found = ours[i].Select(record.Root, out var problem);
                var node = model.ToPocoNode();
                var expected = theirs[i]([node], new FhirEvaluationContext { Resource = node, RootResource = node }).ToList();
                Assert.True(problem is null && expected.Count == found.Count, $"{file}: {Expressions[i]} gives {found.Count} for {expected.Count} {problem}");
                foreach (var (one, other) in found.Zip(expected))
                {
                    if (one.Kind == FhirPathKind.Element) { elements++; } else { computed++; }
                    Assert.True((one.Kind == FhirPathKind.Element) == (other.Parent is not null || other.Poco == model), $"{file}: {Expressions[i]} {other.GetLocation()}");
                    if (other.GetValue() is not { } value) { continue; }
                    var text = value is bool truth ? (truth ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
                    var read = one.Kind == FhirPathKind.Element ? one.Field.Text : one.Text;
                    Assert.True(other.Name == "div" || Same(text, read), $"{file}: {other.GetLocation()} is '{read}' at {one.Field.Path} for '{text}'");
                }
            }
        }
        output.WriteLine($"{pattern}: {files} files, {elements} elements found with their bytes, {computed} values computed");
        Assert.True(files >= leastFiles && elements >= leastElements, $"{files} files, {elements} elements");
    }

    [Theory]
    [InlineData("name.where(use = 'official').given.first()", "An\u00e9", "name[2].given[1]", "An\\u00e9")]
    [InlineData("Patient.birthDate.extension.value", "1970-01-02T03:04:05Z", "birthDate.extension[1].valueDateTime", "1970-01-02T03:04:05Z")]
    [InlineData("multipleBirth", "2", "multipleBirthInteger", "2")]
    [InlineData("contained.where(id = 'o').name", "O", "contained[1].name", "O")]
    [InlineData("contact.period.start", "2001", "contact[1].period.start", "2001")]
    [InlineData("name.skip(1).family", "D", "name[2].family", "D")]
    [InlineData("%resource.id", "p", "id", "p")]
    public void An_element_is_known_by_its_place_and_bytes(string expression, string text, string path, string written)
    {
        var bytes = Encoding.UTF8.GetBytes(Patient);
        var value = Assert.Single(FhirPathExpression.Parse(expression).Value!.Select(Record(Patient).Root, out _));
        Assert.Equal((FhirPathKind.Element, text, path), (value.Kind, value.Field.Text, value.Field.Path));
        Assert.Equal(written, Encoding.UTF8.GetString(bytes[(int)value.Field.Bytes.Start..(int)value.Field.Bytes.End]));
    }

    [Fact]
    public void It_may_be_asked_of_any_element()
    {
        var names = new List<Field>();
        foreach (var name in Record(Patient).Root.All("name")) { names.Add(name); }
        var asked = FhirPathExpression.Parse("given.first() & ' ' & family").Value!;
        var full = Assert.Single(asked.Select(names[1], out _));
        Assert.Equal((FhirPathKind.Text, "An\u00e9 D", true, true), (full.Kind, full.Text, full.Field.IsAbsent, asked.IsSingle));
        Assert.Equal("3", Assert.Single(FhirPathExpression.Parse("name.given.count()").Value!.Select(Record(Patient).Root, out _)).Text);
    }

    [Theory]
    [InlineData("name.where(use", "end of input")]
    [InlineData("name.given.fist()", "'fist'")]
    [InlineData("name.gven", "has an element 'gven'")]
    [InlineData("valueQuantity.value", "calls a choice by its stem")]
    [InlineData("birthDate < today()", "asks a clock")]
    [InlineData("managingOrganization.resolve().name", "outside of the resource")]
    [InlineData("%patient.name", "no variable '%patient'")]
    public void What_cannot_be_meant_is_told_before_any_data_is_read(string expression, string message)
    {
        var told = Assert.Single(FhirPathExpression.Parse(expression).Diagnostics);
        Assert.Equal("OT3411", told.Code);
        Assert.Contains(message, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_function_is_not_made_for_is_a_problem_and_no_exception()
    {
        Assert.Empty(FhirPathExpression.Parse("name.single().family").Value!.Select(Record(Patient).Root, out var problem));
        Assert.Contains("single()", problem, StringComparison.Ordinal);
        Assert.Empty(FhirPathExpression.Parse("name").Value!.Select(default, out problem));
        Assert.Null(problem);
    }

    private static SourceRecord Record(string json) => Assert.Single(FhirReader.Read(new SourceDocument("p.json", Encoding.UTF8.GetBytes(json)))).Record!;

    private static Resource? Firely(string pattern, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var settings = new DeserializerSettings().UsingMode(DeserializationMode.Recoverable);
        try
        {
            return pattern == "*.xml" ? new FhirXmlDeserializer(settings).DeserializeResource(text) : new FhirJsonDeserializer(settings).DeserializeResource(text);
        }
        catch (DeserializationFailedException)
        {
            return null;
        }
    }

    // Firely trims texts and takes the blanks out of base64; numbers and times it writes in its own form.
    private static bool Same(string theirs, string ours) => theirs == ours || string.Concat(theirs.Where(c => !char.IsWhiteSpace(c))) == string.Concat(ours.Where(c => !char.IsWhiteSpace(c)))
        || (decimal.TryParse(theirs, NumberStyles.Float, CultureInfo.InvariantCulture, out var one) && decimal.TryParse(ours, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && one == other)
        || (DateTimeOffset.TryParse(theirs, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var a) && DateTimeOffset.TryParse(ours, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var b) && a == b);
}
