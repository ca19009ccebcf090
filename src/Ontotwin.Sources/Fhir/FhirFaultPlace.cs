using Hl7.Fhir.Utility;
using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>Where in a record is what the Firely SDK found: its paths count from 0, and it gives the place behind a list for the list.</summary>
internal static class FhirFaultPlace
{
    private const string Missing = "PVAL105", Twice = "JSON129";

    /// <summary>The element's path, as written, and its bytes; of an element that has none of its own, those of the element around it.</summary>
    public static SourcePlace Of(Field resource, ExtendedCodedException fault)
    {
        var path = fault.InstancePath ?? "";
        if (fault.ErrorCode == Twice) { path += "." + Quoted(fault.Message); }
        var field = FhirFields.At(resource, path, out var rest);
        // What is missing stands nowhere: its place is that of what lacks it, and its name is told.
        if (rest.Length == 0 || fault.ErrorCode == Missing) { return field.Place; }
        return field.Place with { Path = field.Path.Length == 0 ? rest : $"{field.Path}.{rest}" };
    }

    // The name of an element that stands twice is told in the text alone.
    private static string Quoted(string message) => message.Split('\'') is { Length: > 2 } parts ? parts[1] : "";
}
