using System.Globalization;
using Hl7.Fhir.ElementModel.Types;
using Hl7.Fhir.Model;
using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources;

/// <summary>One of the values that a FHIRPath expression gives.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Field">Where it stands in the record; absent where it was computed.</param>
/// <param name="Text">A computed value as text; empty for an element.</param>
/// <param name="Number">A computed number; else 0.</param>
public readonly record struct FhirPathValue(FhirPathKind Kind, Field Field, string Text, decimal Number)
{
    internal static FhirPathValue Of(PocoNode node, FhirModel model)
    {
        if (model.FieldOf(node) is { IsAbsent: false } field) { return new(FhirPathKind.Element, field, "", 0); }
        return node.GetValue() switch
        {
            bool truth => new(FhirPathKind.Truth, default, truth ? "true" : "false", 0),
            decimal number => OfNumber(number),
            int number => OfNumber(number),
            long number => OfNumber(number),
            null => new(FhirPathKind.Text, default, "", 0),
            var other => new(FhirPathKind.Text, default, Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", 0),
        };
    }

    private static FhirPathValue OfNumber(decimal number) => new(FhirPathKind.Number, default, number.ToString(CultureInfo.InvariantCulture), number);
}
