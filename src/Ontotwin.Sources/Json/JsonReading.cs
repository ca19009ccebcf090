using System.Globalization;
using System.Text.Json;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>
/// Reads one document, match by match. The open containers on the way to a match are the frames; what does not lead to one is passed over. Where a stretch of
/// a large document ends, reading goes on in the next: with the token it was at, or, of a match, from its first.
/// </summary>
internal sealed class JsonReading
{
    // Two levels more than ours, so that our own limit is met first and can be told from a syntax error.
    private static readonly JsonReaderOptions Values = new() { MaxDepth = JsonLimits.MaxDepth + 2, AllowMultipleValues = true };
    private readonly TextStretches stretches;
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
    private SourceDocument? read;
    private int end;
    private int position;
    private int passedOver = -1;
    private int number;
    private bool hasBegun;
    private bool hasFailed;
    private bool isLineLeft;
    private bool isOver;

    public JsonReading(TextStretches stretches, JsonPath path)
    {
        (this.stretches, written) = (stretches, path.Text);
        this.path = path.Split();
        position = DocumentText.MarkLength(stretches.Text);
        isLines = FhirLines.IsOnePerLine(Bytes[position..]);
        end = position;
        TellOfBytes();
    }

    private ReadOnlySpan<byte> Bytes => stretches.Text.Bytes.Span;

    /// <summary>The next record or reject; null at the end.</summary>
    public SourceItem? Next()
    {
        while (ready.Count == 0 && !isOver) { Advance(); }
        return ready.TryDequeue(out var item) ? item : null;
    }

    /// <summary>Starts the next line, or the document, when what was before is read, and reads on to the next match.</summary>
    private void Advance()
    {
        if (position >= end || FhirLines.SkipBlank(Bytes[..end], position) >= end)
        {
            position = isLineLeft ? FhirLines.EndOfLine(Bytes, position) : FhirLines.SkipBlank(Bytes, end);
            if (position >= Bytes.Length)
            {
                if (!TryAdvance()) { Finish(); }
                return;
            }
            if (!TryBegin()) { return; }
        }
        ReadOn();
    }

    private bool TryBegin()
    {
        isLineLeft = false;
        end = isLines ? FhirLines.EndOfLine(Bytes, position) : Bytes.Length;
        if (isLines && end == Bytes.Length && !stretches.IsLast)
        {
            if (!TryAdvance()) { TooLong(); }
            return false;
        }
        // The values of a document follow one another, and one may lie in two of its stretches.
        if (isLines || !hasBegun)
        {
            frames.Clear();
            (frame, passedOver, state) = (default, -1, new JsonReaderState(Values));
        }
        return hasBegun = true;
    }

    private bool TryAdvance()
    {
        if (!stretches.TryAdvance(position, read)) { return false; }
        (position, end) = (0, 0);
        TellOfBytes();
        return true;
    }

    private void TellOfBytes()
    {
        if (stretches.BadBytes("OT3504") is { } remark) { ready.Enqueue(remark); }
    }

    private void Finish()
    {
        isOver = true;
        if (number > 0 || ready.Count > 0) { return; }
        var whole = new ByteRange(0, stretches.Document.Extent.End);
        if (!hasBegun)
        {
            ready.Enqueue(Rejects.Of(stretches.Document, "OT3501", "the document is empty", whole));
        }
        else if (!hasFailed)
        {
            ready.Enqueue(Rejects.Of(stretches.Document, JsonReader.NoMatchCode, $"the path '{written}' matches nothing in the document", whole, "'ontotwin read FILE' shows the paths there are", Severity.Warning));
        }
    }

    private void ReadOn()
    {
        var isWhole = isLines || stretches.IsLast;
        var reader = new Utf8JsonReader(Bytes[position..end], isFinalBlock: false, state);
        var start = position;
        try
        {
            while (ready.Count == 0)
            {
                var before = reader;
                var index = frame.Index;
                if (passedOver < 0 && !reader.Read())
                {
                    if (isWhole) { Ended(ref reader, start); } else { GoOn(reader, start); }
                    return;
                }
                var failed = passedOver < 0 ? Step(ref reader, start) : PassOver(ref reader);
                if (failed is null) { continue; }
                if (failed != Cut || isWhole) { Fail(failed.Value.Code, failed.Value.Message, start + (int)reader.TokenStartIndex); return; }
                frame.Index = passedOver < 0 ? index : frame.Index;
                GoOn(passedOver < 0 ? before : reader, start);
                return;
            }
            position = start + (int)reader.BytesConsumed;
            state = reader.CurrentState;
        }
        catch (JsonException)
        {
            Fail("OT3501", "not well-formed JSON from here on", start + (int)Math.Max(reader.BytesConsumed, reader.TokenStartIndex));
        }
    }

    // With the next stretch, from where a reader stands.
    private void GoOn(Utf8JsonReader reader, int start)
    {
        position = start + (int)reader.BytesConsumed;
        state = reader.CurrentState;
        if (TryAdvance()) { end = Bytes.Length; } else { TooLong(); }
    }

    // A bare number or literal at the very end has no delimiter after it, so the reader waits for more of it: read it again as the last of all.
    private void Ended(ref Utf8JsonReader reader, int start)
    {
        var at = FhirLines.SkipBlank(Bytes[..end], start + (int)reader.BytesConsumed);
        if (frames.Count == 0 && at < end && reader.CurrentDepth == 0)
        {
            var last = new Utf8JsonReader(Bytes[at..end], isFinalBlock: true, new JsonReaderState(Values with { AllowMultipleValues = false }));
            if (last.Read() && last.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) { Value(ref last, at, 0); position = end; return; }
        }
        if (at < end || reader.CurrentDepth > 0) { Fail("OT3501", "the JSON ends before its value does", end); }
        else { position = end; }
    }

    private void TooLong()
    {
        isLineLeft = isLines;
        Fail("OT3503", $"a value is longer than the limit of {WindowLimits.MaxWindowBytes >> 20} MiB", position);
    }

    private void Fail(string code, string message, int at)
    {
        hasFailed = true;
        var range = stretches.Text.RangeOf(Math.Min(at, Bytes.Length), end);
        ready.Enqueue(Rejects.Of(stretches.Document, code, $"{message} (byte {range.Start})", range));
        position = end;
        isOver = !isLines;
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

    private (string Code, string Message)? Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) { return null; }
        passedOver = reader.CurrentDepth;
        return PassOver(ref reader);
    }

    // To the end of the object or array at that depth, which may lie in a later stretch.
    private (string Code, string Message)? PassOver(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.CurrentDepth > JsonLimits.MaxDepth) { return TooDeep; }
            if (reader.CurrentDepth == passedOver) { passedOver = -1; return null; }
        }
        return Cut;
    }

    private (string Code, string Message)? Build(ref Utf8JsonReader reader, int start)
    {
        builder.Clear();
        if (JsonSubtree.Read(ref reader, start, builder, names, frame.Name) is { } failed) { return failed; }
        var record = new JsonRecord(stretches.Document, number + 1, builder.ToArray(), names, stretches.Text, Here());
        if (path.Gate is { } gate && !gate.Holds(record, 0)) { return null; }
        if (path.Rest.IsRoot)
        {
            read = stretches.Document;
            number++;
            ready.Enqueue(new SourceItem(record, []));
            return null;
        }
        matches.Clear();
        path.Rest.Select(record.Root, matches);
        if (matches.Count > 0) { read = stretches.Document; }
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
