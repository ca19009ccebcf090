using System.Text.Json;

namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>Finds the entries of a bundle in JSON, stretch after stretch. One use.</summary>
internal sealed class JsonOutliner
{
    // What is nested too deep, reading the entry tells.
    private const int MaxDepth = 1000;
    private readonly DocumentWindows windows;
    private readonly BundleOutline outline;
    private readonly EntryFrame frame;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    private Place place;
    private bool isEntry;
    private bool isType;
    private bool isOfType;
    private int position;
    private int partStart;
    private int partEnd;

    public JsonOutliner(LargeDocument document, DocumentWindows windows, BundleOutline outline)
    {
        (this.windows, this.outline) = (windows, outline);
        frame = new(document, "{\"resourceType\":\"Bundle\",\"entry\":["u8.ToArray(), "]}"u8.ToArray(), 0);
        position = FhirLines.BomLength(windows.Current.Bytes.Span);
        outline.AddHead(windows.Current, windows.Current.Bytes.Span[..position]);
    }

    private enum Place
    {
        Before,
        Among,
        Behind,
        Over,
    }

    /// <summary>Whether the document is one object with one array of entries that are objects; else it is to be read whole, or says what is at fault.</summary>
    public bool TryRead()
    {
        while (TryReadStretch())
        {
            if (!ClosePart()) { return false; }
            if (place == Place.Over)
            {
                // Something else may follow the bundle.
                position = FhirLines.SkipBlank(windows.Current.Bytes.Span, position);
                if (position < windows.Current.Bytes.Length || windows.IsLast) { return position == windows.Current.Bytes.Length; }
            }
            else if (windows.IsLast) { return outline.Refuse(windows.Current, "OT3401", "the JSON ends before its object does", windows.Current.Bytes.Length); }
            if (!outline.TryAdvance(windows, position)) { return false; }
            position = 0;
        }
        return false;
    }

    private bool ClosePart()
    {
        var isTaken = outline.AddPart(windows.Current, partStart, partEnd, frame);
        (partStart, partEnd) = (0, 0);
        return isTaken;
    }

    private bool TryReadStretch()
    {
        var start = position;
        var reader = new Utf8JsonReader(windows.Current.Bytes.Span[start..], isFinalBlock: false, state);
        try
        {
            while (place != Place.Over)
            {
                var before = reader;
                if (!reader.Read()) { return Keep(reader, start); }
                if (place == Place.Among && reader.TokenType == JsonTokenType.StartObject)
                {
                    var at = start + (int)reader.TokenStartIndex;
                    if (!reader.TrySkip()) { return Keep(before, start); }
                    if (partEnd == 0) { partStart = at; }
                    partEnd = start + (int)reader.BytesConsumed;
                    if (partEnd - partStart >= FhirLimits.PartBytes && !ClosePart()) { return false; }
                }
                else if (!TryStep(ref reader, start)) { return false; }
            }
            return Keep(reader, start);
        }
        catch (JsonException)
        {
            return outline.Refuse(windows.Current, "OT3401", "not well-formed JSON from here on", start + (int)Math.Max(reader.BytesConsumed, reader.TokenStartIndex));
        }
    }

    // Takes what was read of the stretch, but for the entries.
    private bool Keep(Utf8JsonReader reader, int start)
    {
        var end = start + (int)reader.BytesConsumed;
        state = reader.CurrentState;
        var bytes = windows.Current.Bytes.Span[position..end];
        var isTaken = place switch
        {
            Place.Before => outline.AddHead(windows.Current, bytes),
            Place.Among => true,
            _ => outline.AddTail(windows.Current, windows.Current.Offset + position, bytes),
        };
        position = end;
        return isTaken;
    }

    private bool TryStep(ref Utf8JsonReader reader, int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                isEntry = reader.ValueTextEquals("entry"u8);
                isType = reader.ValueTextEquals("resourceType"u8);
                // Two arrays of entries are no bundle that can be told apart.
                return !isEntry || place == Place.Before;
            case JsonTokenType.String when reader.CurrentDepth == 1 && isType:
                isOfType = reader.ValueTextEquals("Bundle"u8);
                return true;
            case JsonTokenType.StartArray when reader.CurrentDepth == 1 && isEntry && place == Place.Before:
                Keep(reader, start);
                place = Place.Among;
                return outline.Fault is null;
            case JsonTokenType.EndArray when place == Place.Among:
                place = Place.Behind;
                position = start + (int)reader.TokenStartIndex;
                return true;
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                var isBundle = place == Place.Behind && isOfType && Keep(reader, start);
                place = Place.Over;
                return isBundle;
            default:
                return place != Place.Among;
        }
    }
}
