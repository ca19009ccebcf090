using Hl7.Fhir.Utility;

namespace Ontotwin.Sources.Fhir;

/// <summary>What the Firely SDK found, in words that repeat nothing of the document: its own messages quote values.</summary>
internal static class FhirFaults
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["PVAL101"] = "the type of the value is none of those that this choice may have",
        ["PVAL102"] = "the element stands here less often than R4 wants",
        ["PVAL103"] = "the element stands here more often than R4 allows",
        ["PVAL104"] = "a list of elements has a null in it",
        ["PVAL114"] = "the narrative is no well-formed XML",
        ["PVAL115"] = "the narrative is no XHTML of the kind that R4 allows",
        ["PVAL116"] = "the code is none of the value set that R4 requires here",
        ["PVAL118"] = "a contained resource contains another",
        ["PVAL119"] = "the text is empty, or longer than R4 allows",
        ["PVAL120"] = "the text is no base64",
        ["PVAL123"] = "the literal is of another type than the element (a text in place of a number or a truth, or the other way round)",
        ["PVAL124"] = "the literal is not written as its type wants it",
        ["PVAL125"] = "the number must be positive",
        ["PVAL126"] = "the number must not be negative",
        ["PVAL127"] = "the element is a list where R4 wants one, or one where R4 wants a list, or of another type",
        ["PVAL128"] = "R4 has no such element here",
        ["PVAL129"] = "an element has neither value nor children",
        ["PVAL130"] = "R4 has no resource of this type",
        ["PVAL131"] = "the element is written with other capitals than R4 has",
        ["PVAL132"] = "the resource type is written with other capitals than R4 has",
        ["JSON102"] = "'resourceType' is no text",
        ["JSON103"] = "a resource without 'resourceType'",
        ["JSON109"] = "null in place of a value",
        ["JSON114"] = "a choice of types is named without its type",
        ["JSON120"] = "an object without any member",
        ["JSON121"] = "a list without any element",
        ["JSON125"] = "a list of nothing but nulls, or a null in a list that has nothing in its place",
        ["JSON129"] = "an element of the object stands twice, or a choice has two types",
        ["JSON130"] = "a list in a list",
        ["JSON131"] = "a plain value in place of an object",
        ["JSON132"] = "an object in place of a plain value",
        ["JSON133"] = "a name with '_' of an element that is no primitive",
        ["JSON134"] = "what a name with '_' holds is no object",
        ["JSON135"] = "a value is given twice",
        ["XML101"] = "an element without namespace",
        ["XML105"] = "a choice of types is named without its type",
        ["XML107"] = "the narrative is not in XHTML's namespace",
        ["XML109"] = "the element stands in another place than R4 orders",
        ["XML110"] = "more than one resource in one place",
        ["XML111"] = "an attribute on what holds a resource",
        ["XML112"] = "an element of another namespace than FHIR's",
        ["XML113"] = "text, a processing instruction or the like where only elements may stand",
        ["XML114"] = "an attribute of another namespace",
        ["XML116"] = "repetitions of an element stand apart",
        ["XML117"] = "a schema location is not allowed here",
        ["XML122"] = "a place for a resource has none",
        ["XML124"] = "an element stands where R4 has an attribute",
        ["XML125"] = "an attribute stands where R4 has an element",
        ["XML126"] = "a text begins or ends with blanks",
    };

    /// <summary>A sentence for a fault.</summary>
    public static string Text(ExtendedCodedException fault)
    {
        if (fault.ErrorCode != "PVAL105") { return Texts.GetValueOrDefault(fault.ErrorCode) ?? "R4 does not allow what stands here"; }
        // The name of what is missing is R4's own.
        var path = fault.InstancePath ?? "";
        var name = path[(path.LastIndexOf('.') + 1)..];
        return $"'{name.Split('[')[0]}' must be there";
    }
}
