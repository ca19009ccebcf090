using System.Text;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>Splits a template into its stretches (RML-Core, templates): references stand in braces; braces and backslashes are escaped by a backslash.</summary>
internal static class TemplateReader
{
    /// <summary>The parts, or null and why there are none.</summary>
    public static List<RmlTemplatePart>? Read(string template, out string? error)
    {
        var parts = new List<RmlTemplatePart>();
        var part = new StringBuilder();
        var inside = false;
        error = null;
        for (var i = 0; i < template.Length && error is null; i++)
        {
            switch (template[i])
            {
                case '\\':
                    if (i + 1 < template.Length && template[i + 1] is '{' or '}' or '\\') { part.Append(template[++i]); }
                    else { error = $"the backslash at character {i + 1} stands before no brace and no backslash"; }
                    break;
                case '{' when inside: error = $"a brace opens in another at character {i + 1}"; break;
                case '}' when !inside: error = $"a brace closes at character {i + 1} that none opened"; break;
                case '{' or '}':
                    error = inside && part.Length == 0 ? $"the braces at character {i} hold no reference" : null;
                    if (part.Length > 0) { parts.Add(new(part.ToString(), inside)); }
                    part.Clear();
                    inside = !inside;
                    break;
                default: part.Append(template[i]); break;
            }
        }
        if (error is null && inside) { error = "a brace is opened and not closed"; }
        if (part.Length > 0) { parts.Add(new(part.ToString(), false)); }
        return error is null ? parts : null;
    }
}
