using System.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>What MSH says that must be known before the message can be split.</summary>
internal readonly ref struct Header
{
    private readonly ReadOnlySpan<byte> line;
    private readonly Delimiters delimiters;

    internal Header(ReadOnlySpan<byte> message, Delimiters delimiters)
    {
        var end = message.IndexOfAny((byte)'\r', (byte)'\n');
        line = end < 0 ? message : message[..end];
        this.delimiters = delimiters;
    }

    /// <summary>Where field <paramref name="number"/> lies after the start of the message; empty when it is not there.</summary>
    internal (int Start, int End) RangeOf(int number)
    {
        var start = 4;
        for (var i = 2; i < number; i++)
        {
            var length = start > line.Length ? -1 : line[start..].IndexOf(delimiters.Field);
            if (length < 0) { return (line.Length, line.Length); }
            start += length + 1;
        }
        var last = line[start..].IndexOf(delimiters.Field);
        return (start, last < 0 ? line.Length : start + last);
    }

    /// <summary>A component of the first repetition of a field, as ASCII.</summary>
    internal string Text(int number, int component)
    {
        var (start, end) = RangeOf(number);
        var value = line[start..end];
        value = Cut(value, delimiters.Repetition);
        for (var i = 1; i < component; i++)
        {
            var length = delimiters.Component == 0 ? -1 : value.IndexOf(delimiters.Component);
            if (length < 0) { return ""; }
            value = value[(length + 1)..];
        }
        return Ascii(Cut(Cut(value, delimiters.Component), delimiters.SubComponent));
    }

    /// <summary>The first component of each repetition of a field, as ASCII; at most <see cref="Limits.HeaderRepetitions"/>.</summary>
    internal List<string> Repetitions(int number)
    {
        var (start, end) = RangeOf(number);
        var found = new List<string>();
        for (var rest = line[start..end]; found.Count < Limits.HeaderRepetitions;)
        {
            var value = Cut(rest, delimiters.Repetition);
            found.Add(Ascii(Cut(Cut(value, delimiters.Component), delimiters.SubComponent)));
            if (value.Length == rest.Length) { break; }
            rest = rest[(value.Length + 1)..];
        }
        return found;
    }

    private static string Ascii(ReadOnlySpan<byte> value) => value.Length > 64 ? "" : Encoding.ASCII.GetString(value).Trim();

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> value, byte delimiter)
    {
        var length = delimiter == 0 ? -1 : value.IndexOf(delimiter);
        return length < 0 ? value : value[..length];
    }
}
