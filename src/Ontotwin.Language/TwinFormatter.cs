using System.Collections.Immutable;
using Ontotwin.Language.Formatting;
using Ontotwin.Language.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>
/// Formats <c>.twin</c> text: two-space indents, one blank between words, at most one blank line, lines broken where they pass
/// <see cref="Limits.MaxLineChars"/>, LF line ends. The author's own line breaks stay where a break may stand. Nothing but blanks and needless
/// semicolons ever changes, comments stay at the words they stand at, and formatting twice is formatting once.
/// </summary>
public static class TwinFormatter
{
    /// <summary>The formatted text; fails, with the syntax errors, where the text is not in the language: then it is better left alone.</summary>
    /// <param name="path">The file's name, for diagnostics.</param>
    /// <param name="text">The text.</param>
    public static Outcome<string> Format(string path, string text)
    {
        var (file, diagnostics) = SyntaxFile.Parse(path, text);
        if (file is null || diagnostics.Count > 0) { return Outcome<string>.Fail([.. diagnostics]); }
        var meaning = SyntaxShape.Of(file);
        // A semicolon at a line's end is needless unless what follows could be read as part of the statement.
        foreach (var dropSemicolons in ImmutableArray.Create(true, false))
        {
            var formatted = new LineLayout(PieceReader.Read(file), dropSemicolons).Write();
            var (again, wrong) = SyntaxFile.Parse(path, formatted);
            if (again is not null && wrong.Count == 0 && SyntaxShape.Of(again) == meaning) { return Outcome<string>.Ok(formatted); }
        }
        return Outcome<string>.Ok(text);
    }
}
