using System.Globalization;
using System.Text.Json;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>
/// Reads one document, match by match. The open containers on the way to a match are the frames; what does not lead to one is skipped.
/// </summary>
internal sealed class JsonReading
{
    private readonly SourceDocument document;
    private readonly MappedText text;
    private readonly JsonPath.Parts path;
    private readonly string written;
    private readonly bool isLines;
    private readonly NameTable names = new();
    private readonly TreeBuilder builder = new();
    private readonly Stack<Frame> frames = new();
    private readonly Queue<SourceItem> ready = new();
    private readonly List<Field> matches = [];
    private Frame frame;
    private JsonReaderState state;
    private int from;
    private int end;
    private int position;
    private int number;
    private bool isOver;
    private bool hasFailed;

    public JsonReading(SourceDocument document, MappedText text, JsonPath path)
    {
        (this.document, this.text, written) = (document, text, path.Text);
        this.path = path.Split();
        position = DocumentText.MarkLength(text);
        isLines = FhirLines.IsOnePerLine(text.Bytes.Span[position..]);
        end = position;
        if (!DocumentText.IsValid(text))
        {
            var at = FhirLines.FirstInvalidUtf8(text.Bytes.Span);
            ready.Enqueue(Rejects.Of(document, "OT3504", "bytes that are no UTF-8 are read as U+FFFD", text.RangeOf(at, at + 1), "name the encoding", Severity.Warning));
        }
    }

    private ReadOnlySpan<byte> Bytes => text.Bytes.Span;

    /// <summary>The next record or reject; null at the end.</summary>
    public SourceItem? Next()
    {
        while (ready.Count == 0 && !isOver) { Advance(); }
        return ready.TryDequeue(out var item) ? item : null;
    }

    /// <summary>Starts the next stretch (a line, or the document) when the one before is read, and reads on to the next match.</summary>
    private void Advance()
    {
        if (position >= end || FhirLines.SkipBlank(Bytes[..end], position) >= end)
        {
            position = FhirLines.SkipBlank(Bytes, end);
            if (position >= Bytes.Length) { Finish(); return; }
            end = isLines ? FhirLines.EndOfLine(Bytes, position) : Bytes.Length;
            from = position;
            Restart();
        }
        ReadOn();
    }

    private void Restart()
    {
        frames.Clear();
        frame = default;
        // Two levels more than ours, so that our own limit is met first and can be told from a syntax error.
        state = new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonLimits.MaxDepth + 2, AllowMultipleValues = true });
    }

    private void Finish()
    {
        isOver = true;
        if (number > 0 || ready.Count > 0) { return; }
        var whole = new ByteRange(0, document.Bytes.Length);
        if (from == 0 && FhirLines.SkipBlank(Bytes, DocumentText.MarkLength(text)) >= Bytes.Length)
        {
            ready.Enqueue(Rejects.Of(document, "OT3501", "the document is empty", whole));
        }
        else if (!hasFailed)
        {
            ready.Enqueue(Rejects.Of(document, JsonReader.NoMatchCode, $"the path '{written}' matches nothing in the document", whole, "'ontotwin read FILE' shows the paths there are", Severity.Warning));
        }
    }

    private void ReadOn()
    {
        var reader = new Utf8JsonReader(Bytes[position..end], isFinalBlock: false, state);
        var start = position;
        try
        {
            while (ready.Count == 0)
            {
                if (!reader.Read())
                {
                    Ended(ref reader, start);
                    return;
                }
                if (Step(ref reader, start) is { } failed) { Fail(failed.Code, failed.Message, start + (int)reader.TokenStartIndex); return; }
            }
            position = start + (int)reader.BytesConsumed;
            state = reader.CurrentState;
        }
        catch (JsonException)
        {
            Fail("OT3501", "not well-formed JSON from here on", start + (int)Math.Max(reader.BytesConsumed, reader.TokenStartIndex));
        }
    }

    // A bare number or literal at the very end has no delimiter after it, so the reader waits for more of it: read it again as the last of all.
    private void Ended(ref Utf8JsonReader reader, int start)
    {
        var at = FhirLines.SkipBlank(Bytes[..end], start + (int)reader.BytesConsumed);
        if (frames.Count == 0 && at < end && reader.CurrentDepth == 0)
        {
            var last = new Utf8JsonReader(Bytes[at..end], isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonLimits.MaxDepth + 2 }));
            if (last.Read() && last.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) { Value(ref last, at, 0); position = end; return; }
        }
        if (at < end || reader.CurrentDepth > 0) { Fail("OT3501", "the JSON ends before its value does", end); }
        else { position = end; }
    }

    private void Fail(string code, string message, int at)
    {
        hasFailed = true;
        var range = text.RangeOf(Math.Min(at, Bytes.Length), end);
        ready.Enqueue(Rejects.Of(document, code, $"{message} (byte {range.Start})", range));
        position = end;
    }

    private (string Code, string Message)? Step(ref Utf8JsonReader reader, int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                frame.Name = names.Intern(reader.ValueSpan);
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                frame = frames.Pop();
                return null;
        }
        if (frame.IsArray) { frame.Index++; }
        var isOnWay = frames.Count == 0 || path.Way[frames.Count - 1].Matches(names, frame.IsArray, frame.Name, frame.Index);
        return isOnWay ? Value(ref reader, start, frames.Count) : Skip(ref reader);
    }

    /// <summary>A value that the first <paramref name="level"/> steps lead to.</summary>
    private (string Code, string Message)? Value(ref Utf8JsonReader reader, int start, int level)
    {
        if (level == path.Way.Length) { return Build(ref reader, start); }
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        if ((!isArray && reader.TokenType != JsonTokenType.StartObject) || !path.Way[level].Enters(isArray)) { return Skip(ref reader); }
        var inner = new Frame { IsArray = isArray, Path = Here(), Name = frame.Name };
        frames.Push(frame);
        frame = inner;
        return null;
    }

    private string Here()
    {
        if (frames.Count == 0) { return ""; }
        if (frame.IsArray) { return string.Create(CultureInfo.InvariantCulture, $"{frame.Path}[{frame.Index}]"); }
        return string.IsNullOrEmpty(frame.Path) ? names[frame.Name] : $"{frame.Path}.{names[frame.Name]}";
    }

    private static (string Code, string Message)? Skip(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) { return null; }
        while (reader.Read())
        {
            if (reader.CurrentDepth > JsonLimits.MaxDepth) { return TooDeep; }
            if (reader.CurrentDepth == depth) { return null; }
        }
        return Cut;
    }

    private (string Code, string Message)? Build(ref Utf8JsonReader reader, int start)
    {
        builder.Clear();
        if (JsonSubtree.Read(ref reader, start, builder, names, frame.Name) is { } failed) { return failed; }
        var record = new JsonRecord(document, number + 1, builder.ToArray(), names, text, Here());
        if (path.Gate is { } gate && !gate.Holds(record, 0)) { return null; }
        if (path.Rest.IsRoot)
        {
            number++;
            ready.Enqueue(new SourceItem(record, []));
            return null;
        }
        matches.Clear();
        path.Rest.Select(record.Root, matches);
        foreach (var match in matches) { ready.Enqueue(new SourceItem(record.Cut(match.Node, ++number), [])); }
        return null;
    }

    internal static readonly (string Code, string Message) TooDeep = ("OT3502", $"nested deeper than the limit of {JsonLimits.MaxDepth}");
    internal static readonly (string Code, string Message) Cut = ("OT3501", "the JSON ends before its value does");

    /// <summary>An object or array on the way to a match.</summary>
    private struct Frame
    {
        public bool IsArray;
        public string? Path;
        public int Name;
        public int Index;
    }
}
