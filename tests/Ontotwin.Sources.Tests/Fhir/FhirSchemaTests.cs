namespace Ontotwin.Sources.Tests.Fhir;

public class FhirSchemaTests
{
    [Theory]
    [InlineData("Observation", "code.coding.system", "uri", false)]
    [InlineData("Observation", "code.coding", "Coding", true)]
    [InlineData("Observation", "effectiveDateTime", "dateTime", false)]
    [InlineData("Observation", "valueQuantity.value", "decimal", false)]
    [InlineData("Observation", "component.valueQuantity", "Quantity", false)]
    [InlineData("Observation", "status", "code", false)]
    [InlineData("Observation", "subject.reference", "string", false)]
    [InlineData("Observation", "id", "id", false)]
    [InlineData("Patient", "birthDate.extension.valueString", "string", false)]
    [InlineData("Patient", "extension.extension.valueCoding.code", "code", false)]
    [InlineData("Bundle", "entry.resource", "Resource", false)]
    [InlineData("Bundle", "entry", "Bundle.entry", true)]
    [InlineData("Bundle", "type", "code", false)]
    [InlineData("Questionnaire", "item.item.item.linkId", "string", false)]
    [InlineData("MedicationRequest", "dosageInstruction.doseAndRate.doseQuantity", "Quantity", false)]
    public void Elements_have_their_types(string resource, string path, string type, bool repeats)
    {
        var element = path.Split('.').Aggregate(FhirSchema.Resource(resource), (at, name) => at?.Child(name));
        Assert.NotNull(element);
        Assert.Equal(type, element.TypeName);
        Assert.Equal(repeats, element.Repeats);
    }

    [Fact]
    public void Choices_are_known_by_stem_and_by_name()
    {
        var observation = FhirSchema.Resource("Observation")!;
        Assert.True(observation.Child("value")!.IsChoice);
        Assert.Contains("Quantity", observation.Child("value")!.TypeNames);
        Assert.Equal("value", observation.Child("valueQuantity")!.ChoiceOf);
        Assert.Contains("effectivePeriod", observation.ChildNames);
        Assert.DoesNotContain("effective", observation.ChildNames);
        Assert.Null(observation.Child("valueAddress"));
        Assert.Null(observation.Child("valuequantity"));
        Assert.Null(FhirSchema.Resource("Quantity"));
        Assert.Null(FhirSchema.Resource("observation"));
        Assert.NotNull(FhirSchema.Resource("Bundle")!.Child("entry")!.Child("resource")!.OfType("Observation")!.Child("code"));
        Assert.Contains("Patient", FhirSchema.ResourceNames);
    }
}
