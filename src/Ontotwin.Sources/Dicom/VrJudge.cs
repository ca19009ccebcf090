namespace Ontotwin.Sources.Dicom;

/// <summary>
/// Whether a VR that a file gives to an element of the standard can be the element's: PS3.6 says what it should be, and the value what it is. Only what changes the
/// value is judged (a number for text, one width for another, items for none), never one kind of text for another.
/// </summary>
internal static class VrJudge
{
    /// <summary>The VR to read by: the written one, or the meant one where the value is such.</summary>
    /// <param name="entry">What the standard says of the element.</param>
    /// <param name="written">The VR in the file.</param>
    /// <param name="value">The value field.</param>
    /// <param name="isStrange">Whether the written VR is none that the element can have.</param>
    public static Vr Read(DicomEntry entry, Vr written, ReadOnlySpan<byte> value, out bool isStrange)
    {
        isStrange = false;
        var meant = new Vr(entry.Vrs[0]);
        if (written == meant || written == Vr.UN || meant == Vr.UN || MayBe(entry, written)) { return written; }
        if (!written.IsKnown) { isStrange = true; return meant; }
        if (written.IsSequence || meant.IsSequence) { return OfItems(meant, written, value, ref isStrange); }
        if (written.IsText && meant.IsText) { return written; }
        if (meant.IsBulk && written.IsBulk) { return written; }
        isStrange = true;
        if (meant.IsText) { return Fits(meant, value) ? meant : written; }
        if (meant.NumberBytes == 0) { return written; }
        var isWhole = value.Length > 0 && value.Length % meant.NumberBytes == 0;
        if (written.IsText) { return isWhole && IsBinary(value) ? meant : written; }
        // Of two widths, the one that gives as many values as there may be.
        if (written.NumberBytes != meant.NumberBytes && entry.Multiplicity == "1") { return value.Length == meant.NumberBytes ? meant : written; }
        return written;
    }

    private static bool MayBe(DicomEntry entry, Vr written)
    {
        for (var i = 1; i < entry.Vrs.Count; i++)
        {
            if (new Vr(entry.Vrs[i]) == written) { return true; }
        }
        return false;
    }

    private static Vr OfItems(Vr meant, Vr written, ReadOnlySpan<byte> value, ref bool isStrange)
    {
        var hasItems = value.IsEmpty ? meant.IsSequence : value is [0xFE, 0xFF, 0x00, 0xE0, ..] or [0xFF, 0xFE, 0xE0, 0x00, ..];
        isStrange = true;
        return hasItems == meant.IsSequence ? meant : written;
    }

    // Text has no bytes below a blank but those of lines and escapes.
    private static bool IsBinary(ReadOnlySpan<byte> value)
    {
        foreach (var each in value.TrimEnd("\0 "u8))
        {
            if (each < 0x20 && each is not ((byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'\f' or 0x1B)) { return true; }
        }
        return value.TrimEnd("\0 "u8).IsEmpty;
    }

    private static bool Fits(Vr meant, ReadOnlySpan<byte> value)
    {
        const int DateBytes = 8;
        value = value.TrimEnd("\0 "u8);
        if (value.IsEmpty) { return false; }
        var allowed = meant.ToString() switch
        {
            "DA" => "0123456789.-\\ ",
            "TM" => "0123456789.:-\\ ",
            "DT" => "0123456789.+-\\ ",
            "UI" => "0123456789.\\\0",
            "IS" => "0123456789+-\\ ",
            "DS" => "0123456789+-.eE\\ ",
            "AS" => "0123456789DWMY\\ ",
            _ => null,
        };
        if (allowed is null) { return !IsBinary(value); }
        if (meant.ToString() == "DA" && value.Length < DateBytes) { return false; }
        foreach (var each in value)
        {
            if (!allowed.Contains((char)each, StringComparison.Ordinal)) { return false; }
        }
        return true;
    }
}
