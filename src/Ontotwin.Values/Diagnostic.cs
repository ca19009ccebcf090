using System.Text;

namespace Ontotwin.Values;

/// <summary>How bad it is. <c>default</c> is <see cref="Error"/>: what nobody has graded is not harmless.</summary>
public enum Severity
{
    /// <summary>The statement, record or field named yields nothing.</summary>
    Error = 0,

    /// <summary>It yields something, but a reader should look.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Information,
}

/// <summary>A place in a text, lines and columns counted from 1, in UTF-16 units. <c>default</c> means no place is known.</summary>
public readonly record struct TextPosition(int Line, int Column) : IComparable<TextPosition>
{
    /// <inheritdoc/>
    public int CompareTo(TextPosition other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <summary>Order in the text.</summary>
    public static bool operator <(TextPosition left, TextPosition right) => left.CompareTo(right) < 0;

    /// <summary>Order in the text.</summary>
    public static bool operator >(TextPosition left, TextPosition right) => left.CompareTo(right) > 0;

    /// <summary>Order in the text.</summary>
    public static bool operator <=(TextPosition left, TextPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Order in the text.</summary>
    public static bool operator >=(TextPosition left, TextPosition right) => left.CompareTo(right) >= 0;
}

/// <summary>A stretch of a text file: from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
public readonly record struct TextSpan(string File, TextPosition Start, TextPosition End);

/// <summary>
/// Something a person should know about their text, ontology or data. Never holds a patient's value: <see cref="Message"/> names places and
/// terms of the program, not what a field contained.
/// </summary>
/// <param name="Code">Stable code, <c>OT</c> and four digits, with a page under docs/diagnostics.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong, in one sentence without a full stop.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message)
{
    /// <summary>Where in a text it is, when it is about a text.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>Where in a source document it is, when it is about data.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>What to do, or the likely intention; null when there is nothing useful to say.</summary>
    public string? Hint { get; init; }

    /// <summary>The word that was probably meant, for tools that can put it right; null when none is near.</summary>
    public Correction? Correction { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Severity.ToString().ToLowerInvariant()).Append(' ').Append(Code).Append(' ');
        if (Span is { } span) { text.Append(span.File).Append(':').Append(span.Start.Line).Append(':').Append(span.Start.Column).Append(' '); }
        if (Place is { } place) { text.Append(place).Append(' '); }
        text.Append(Message);
        if (Hint is not null) { text.Append(": ").Append(Hint); }
        return text.ToString();
    }
}

/// <summary>A word of a program that should probably be another. It stands within the diagnostic's span.</summary>
/// <param name="Wrong">As it was written.</param>
/// <param name="Right">What was probably meant.</param>
public sealed record Correction(string Wrong, string Right);

/// <summary>A place in a source document.</summary>
/// <param name="Document">The document's name: its path as given.</param>
/// <param name="Path">Human path inside it, such as <c>OBX[3]-5.1</c>; empty for the whole document.</param>
/// <param name="Bytes">The bytes meant.</param>
public readonly record struct SourcePlace(string Document, string Path, ByteRange Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{Document} bytes {Bytes}" : $"{Document} {Path} bytes {Bytes}";
}
