using System.Globalization;
using Ontotwin.Sources.Packed;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>What is wrong with the gzip that a document was unpacked from, and what of the document is not to be believed for it.</summary>
internal static class ContainerFlaw
{
    /// <summary>What is to be said of how a document in a container ended.</summary>
    public static Diagnostic Of(string path, string name, UnpackEnd end)
    {
        var (document, here) = ($"{path}/{name}", new ByteRange(end.At, end.At));
        var packedAt = string.Create(CultureInfo.InvariantCulture, $"{end.PackedAt}");
        return end.Why switch
        {
            UnpackFault.Grows => SourceContainer.Limited(document, $"grows to more than {ContainerLimits.MaxRatio} times what it takes in the container", "what follows is not read") with { Place = new SourcePlace(document, "", here) },
            UnpackFault.Followed => new("OT3006", Severity.Information, $"bytes that are no gzip lie behind the last member of the gzip, at byte {packedAt}: they are not read")
            {
                Place = new SourcePlace(path, "", new ByteRange(end.PackedAt ?? 0, end.PackedAt ?? 0)),
                Hint = "if they are padding, nothing is lost",
            },
            UnpackFault.Unchecked => Unreadable($"is cut in its checksum: its container ends at byte {packedAt}, before its end. All of it was unpacked, and whether it is what was packed cannot be checked") with { Severity = Severity.Warning },
            UnpackFault.Cut => Unreadable($"is cut: its container ends {(end.PackedAt is null ? "" : $"at byte {packedAt}, ")}before its end. What was unpacked is read, but for the record that the cut runs through"),
            _ => Unreadable($"cannot be unpacked to its end: the container is damaged{(end.PackedAt is null ? " or cut" : $", at about byte {packedAt}")}"),
        };

        Diagnostic Unreadable(string why) => SourceContainer.Unreadable(document, why) with { Place = new SourcePlace(document, "", here) };
    }

    /// <summary>What is to be said of a zip without its directory.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cut">Where what could be found ends.</param>
    /// <param name="found">What was found.</param>
    public static Diagnostic Of(string path, ZipCut cut, IReadOnlyList<ZipItem> found)
    {
        var (whole, at) = (found.Count(i => i.Checksum is not null && i.Name.Length > 0), cut.At.ToString(CultureInfo.InvariantCulture));
        var lost = cut.IsAtDirectory ? $"its documents end at byte {at}" : $"what stood behind byte {at} is lost or cannot be found";
        return SourceContainer.Unreadable(path, $"is a zip without the directory at its end, which is cut off or damaged: {whole} documents that are whole are read, {lost}") with
        {
            Place = new SourcePlace(path, "", new ByteRange(cut.At, cut.At)),
            Hint = "make the container again: more may have been in it",
        };
    }

    /// <summary>
    /// The items of a document, and what is wrong with its container at their end. Of a document that is cut the record that the cut runs through is left out: its reader
    /// has met the end before it gives it.
    /// </summary>
    /// <param name="items">What its reader gives.</param>
    /// <param name="flaw">What is wrong, as far as it is known.</param>
    public static IEnumerable<SourceItem> Told(IEnumerable<SourceItem> items, Func<Diagnostic?> flaw)
    {
        foreach (var item in items)
        {
            var isCutThrough = item.Record is { } record && flaw() is { Severity: Severity.Error } known && IsCutThrough(record, known.Place!.Value.Bytes.Start);
            if (!isCutThrough) { yield return item; }
        }
        if (flaw() is { } told) { yield return new(null, [told]); }
    }

    // Half a number is a wrong number. DICOM alone says how long its values are, and its reader leaves out those that are cut.
    private static bool IsCutThrough(SourceRecord record, long end) => record.Format != SourceFormat.Dicom && record.Bytes.End >= end;
}
