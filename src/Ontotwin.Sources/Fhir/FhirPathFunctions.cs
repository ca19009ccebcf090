using System.Text.RegularExpressions;
using Hl7.FhirPath.Expressions;

namespace Ontotwin.Sources.Fhir;

/// <summary>Functions of FHIRPath that are ours in place of the SDK's: regular expressions whose time is linear in the text, whatever the text is.</summary>
internal static class FhirPathFunctions
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    /// <summary>A table in which they hide those of another.</summary>
    public static SymbolTable In(SymbolTable others)
    {
        var table = new SymbolTable(others);
        table.Add("matches", (string text, string pattern) => Regex.IsMatch(text, pattern, Linear), doNullProp: true);
        table.Add("replaceMatches", (string text, string pattern, string by) => Regex.Replace(text, pattern, by, Linear), doNullProp: true);
        return table;
    }
}
