namespace Ontotwin.Engine.Drafting;

/// <summary>Names and texts as the language writes them.</summary>
internal sealed class DraftNames(IEnumerable<string> columns)
{
    // Words of the grammar that are no names (its rule 'name'); 'site' would hide the site's settings.
    private static readonly string[] Reserved = ["when", "on", "in", "or", "and", "not", "has", "for", "true", "false", "if", "then", "else", "otherwise", "no", "site"];

    private readonly HashSet<string> taken = new(columns, StringComparer.Ordinal);

    /// <summary>A name for a node that nothing else has.</summary>
    public string Unique(string wanted)
    {
        var name = Identifier(wanted);
        var unique = name;
        for (var n = 2; !taken.Add(unique); n++) { unique = FormattableString.Invariant($"{name}{n}"); }
        return unique;
    }

    /// <summary>A name made of letters, digits and underscores.</summary>
    public static string Identifier(string text)
    {
        var letters = new string([.. text.Select(c => char.IsLetter(c) || char.IsAsciiDigit(c) ? c : '_')]).Trim('_');
        while (letters.Contains("__", StringComparison.Ordinal)) { letters = letters.Replace("__", "_", StringComparison.Ordinal); }
        if (letters.Length == 0 || !char.IsLetter(letters[0])) { return "c" + letters; }
        var name = char.ToLowerInvariant(letters[0]) + letters[1..];
        return Reserved.Contains(name) ? name + "_" : name;
    }

    /// <summary>A column's name, in backticks where it needs them.</summary>
    public static string Quoted(DraftColumn column) =>
        column.Name.Length > 0 && char.IsLetter(column.Name[0]) && column.Name.All(c => char.IsLetter(c) || char.IsAsciiDigit(c) || c == '_') && !Reserved.Contains(column.Name)
            ? column.Name : $"`{column.Name}`";

    /// <summary>A text in quotes.</summary>
    public static string Text(string text) => $"\"{OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A text that may stand in a comment.</summary>
    public static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);
}
