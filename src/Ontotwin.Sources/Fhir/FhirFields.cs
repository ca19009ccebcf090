using System.Globalization;

namespace Ontotwin.Sources.Fhir;

/// <summary>Finds fields by the names that FHIRPath has for them: a choice by its stem (<c>value</c>), repetitions counted from 0.</summary>
internal static class FhirFields
{
    /// <summary>A child; absent where there is none.</summary>
    public static Field Child(Field field, string name, int? index)
    {
        var left = index ?? 0;
        foreach (var each in field.All(name))
        {
            if (left-- == 0) { return each; }
        }
        if (left != 0) { return default; }
        foreach (var each in field.Children)
        {
            if (each.Name.Length > name.Length && each.Name.StartsWith(name, StringComparison.Ordinal) && StemOf(each.Name) == name) { return each; }
        }
        return default;
    }

    /// <summary>The field at a path such as <c>Patient.name[1].given[0]</c>; where it is not there, the nearest around it that is, and what of the path is left.</summary>
    public static Field At(Field resource, string path, out string rest)
    {
        var field = resource;
        var steps = path.Split('.').Skip(1).Where(step => step.Length > 0).ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            var child = At(field, steps[i]);
            if (child.IsAbsent)
            {
                rest = string.Join('.', steps[i..]);
                return field;
            }
            field = child;
        }
        rest = "";
        return field;
    }

    private static Field At(Field field, string step)
    {
        // A name that is no name of FHIR may have a bracket itself.
        var bracket = step.EndsWith(']') ? step.IndexOf('[', StringComparison.Ordinal) : -1;
        var index = bracket > 0 && int.TryParse(step.AsSpan(bracket + 1, step.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var name = bracket > 0 ? step[..bracket] : step;
        // A number behind the last one stands for all of them, and a choice may be of a type that is none.
        return Child(field, name, index) is { IsAbsent: false } exact ? exact : field.First(name) is { IsAbsent: false } first ? first : WithSuffix(field, name);
    }

    private static Field WithSuffix(Field field, string stem)
    {
        foreach (var each in field.Children)
        {
            if (each.Name.Length > stem.Length && each.Name.StartsWith(stem, StringComparison.Ordinal) && char.IsAsciiLetterUpper(each.Name[stem.Length])) { return each; }
        }
        return default;
    }

    /// <summary>The stem of a name that ends with a type (<c>valueQuantity</c>: <c>value</c>); else the name itself.</summary>
    public static string StemOf(string name)
    {
        for (var i = 1; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && IsType(name[i..])) { return name[..i]; }
        }
        return name;
    }

    /// <summary>Whether a type is a primitive.</summary>
    public static bool IsPrimitive(string type) => FhirSchema.Type(type) is { IsPrimitive: true };

    private static bool IsType(string suffix) => FhirSchema.Type(suffix) is not null || FhirSchema.Type(char.ToLowerInvariant(suffix[0]) + suffix[1..]) is { IsPrimitive: true };
}
