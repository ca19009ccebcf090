using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Finds what of a message's text is no character or switches to none, a thousand stretches at most.</summary>
internal static class TextFaults
{
    /// <summary>Of the stretches of each value the first and the last.</summary>
    internal static IEnumerable<(int Node, int Start, int End)> InLeaves(Hl7v2Record record, IEnumerable<(int Start, int End)> stretches)
    {
        var found = (Node: -1, Start: 0, End: 0);
        foreach (var (start, end) in stretches)
        {
            var node = record.LeafAt(start, Math.Max(found.Node, 0));
            if (node == found.Node) { found.End = end; continue; }
            if (found.Node >= 0) { yield return found; }
            found = (node, start, end);
        }
        if (found.Node >= 0) { yield return found; }
    }

    /// <summary>Bytes that are no UTF-8.</summary>
    internal static List<(int Start, int End)> Damaged(ReadOnlySpan<byte> message, int start)
    {
        var found = new List<(int, int)>();
        for (var at = 0; found.Count < Limits.ToldStretches && DamagedUtf8.NextBad(message, at, out var length) is >= 0 and var next; at = next + length) { found.Add((start + next, start + next + length)); }
        return found;
    }

    /// <summary>Escape sequences that switch to sets which are not known.</summary>
    internal static List<(int Start, int End)> Unknown(ReadOnlySpan<byte> message, int start, byte escape)
    {
        var found = new List<(int, int)>();
        for (var at = 0; found.Count < Limits.ToldStretches && CharsetSwitch.Next(message, at, escape, out var each) is >= 0 and var next; at = next + each.Length)
        {
            if (each.Set is null) { found.Add((start + next, start + next + each.Length)); }
        }
        return found;
    }

    /// <summary>Values whose hexadecimal escapes give what is no character, each from the first to the last of these.</summary>
    internal static List<(int Node, int Start, int End)> Lacking(Hl7v2Record record, MappedText text, int start, int end, Delimiters delimiters)
    {
        var found = new List<(int, int, int)>();
        if (delimiters.Escape == 0) { return found; }
        byte[] mark = [delimiters.Escape, (byte)'X'];
        for (var (at, node) = (start, 0); found.Count < Limits.ToldStretches && at < end && text.Bytes.Span[at..end].IndexOf(mark) is >= 0 and var next;)
        {
            node = record.LeafAt(at + next, node);
            var (from, to) = record.StretchOf(node);
            at += next + 1;
            if (record.KindOf(node) <= NodeKind.Segment || record.HasChildren(node)) { continue; }
            at = Math.Max(at, to);
            if (Escapes.Lacking(record.WrittenOf(node), delimiters, text) is { Count: > 0 } lacking) { found.Add((node, from + lacking[0].Start, from + lacking[^1].End)); }
        }
        return found;
    }
}
