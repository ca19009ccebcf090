using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Fhir;

public class FhirSchemaFilesTests(ITestOutputHelper output)
{
    private readonly Dictionary<string, int> unknown = [];
    private int elements;
    private int references;
    private int unresolved;

    [Theory]
    [InlineData("synthea-r4-smart")]
    [InlineData("us-core-examples")]
    [InlineData("fhir-test-cases-r4")]
    public void Elements_of_real_resources_are_in_the_schema_and_repeat_as_it_says(string folder)
    {
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "ehr", folder), "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (!FhirReader.LooksLike(bytes)) { continue; }
            foreach (var item in FhirReader.Read(new SourceDocument(file, bytes)))
            {
                if (FhirSchema.Resource(item.Record!.Type) is { } schema) { Check(item.Record.Root, schema, item.Record.Type); }
            }
        }
        output.WriteLine($"{folder}: {elements} elements, {unknown.Values.Sum()} unknown; {references} references by urn:uuid, {unresolved} unresolved");
        Assert.True(unknown.Count == 0, string.Join("\n", unknown.Take(20)));
        Assert.Equal(0, unresolved);
    }

    private void Check(Field field, FhirElement schema, string path)
    {
        var types = field.First("resourceType");
        if (!types.IsAbsent && schema.IsResource) { schema = schema.OfType(types.Text) ?? schema; }
        foreach (var child in field.Children)
        {
            elements++;
            var found = schema.Child(child.Name);
            if (found is null || found.IsChoice || found.Repeats != child.Path.EndsWith(']')) { Note($"{schema.TypeName}.{child.Name} in {path}"); }
            else { Check(child, found, path); }
            if (child.Name == "reference" && child.Text.StartsWith("urn:uuid:", StringComparison.Ordinal))
            {
                references++;
                if (FhirReferences.Resolve(child).IsAbsent) { unresolved++; }
            }
        }
    }

    private void Note(string what) => unknown[what] = unknown.GetValueOrDefault(what) + 1;
}
