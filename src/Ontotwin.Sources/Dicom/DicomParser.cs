using System.Buffers.Binary;
using System.Globalization;

namespace Ontotwin.Sources.Dicom;

/// <summary>Reads the elements of a data set into a tree, with a stack of its own: nesting in the file is not nesting of calls.</summary>
internal sealed class DicomParser(DicomContent content, DicomTree tree, DicomReport report)
{
    private const int HeaderBytes = 8;

    // The longest header, a value of 16 bits' length that a VR that is none is checked by, and the next header.
    private const int LookAheadBytes = 1 << 17;
    private const uint ItemTag = 0xFFFEE000, ItemEnd = 0xFFFEE00D, SequenceEnd = 0xFFFEE0DD;
    private readonly Stack<DicomFrame> open = new();
    private readonly DicomValues values = new(content, tree, report);
    private int at;
    private int depth;

    /// <summary>Transfer Syntax UID (0002,0010); empty when the file meta information has none.</summary>
    public string TransferSyntax => values.TransferSyntax;

    /// <summary>Media Storage SOP Class UID (0002,0002); empty when the file meta information has none.</summary>
    public string MediaStorage => values.MediaStorage;

    /// <summary>The last node below the root.</summary>
    public int LastChild { get; set; } = -1;

    private ReadOnlySpan<byte> Bytes => content.Bytes.Span;

    // Where the parser is; bytes that are left out of what is held are counted, as they are in the ends of frames.
    private long Here => content.PlaceOf(at);

    private long Left(DicomFrame frame) => frame.End - Here;

    /// <summary>Reads elements of group 0002, always Explicit VR Little Endian (PS3.10 7.1); returns the offset after them.</summary>
    public int ReadMeta(int start)
    {
        var frame = new DicomFrame { Node = 0, End = content.Length, IsExplicit = true, IsBigEndian = false, LastChild = LastChild };
        open.Push(frame);
        at = start;
        while (Left(frame) >= 8 && LooksAhead() && BinaryPrimitives.ReadUInt16LittleEndian(Bytes[at..]) == 2 && open.Count > 0) { Step(open.Peek()); }
        LastChild = frame.LastChild;
        return at;
    }

    public void ReadDataSet(int start, DicomSyntax syntax)
    {
        open.Push(new DicomFrame { Node = 0, End = content.Length, IsExplicit = syntax.IsExplicit, IsBigEndian = syntax.IsBigEndian, LastChild = LastChild });
        at = start;
        while (open.Count > 0)
        {
            if (tree.Count >= DicomLimits.MaxNodes)
            {
                report.Error("OT3204", "more values than the limit of one document: the rest was not read", "", at, content.Length - Here);
                return;
            }
            if (!LooksAhead())
            {
                report.Error("OT3204", "more bytes beside bulk data than the limit of one document: the rest was not read", "", at, content.Length - Here);
                return;
            }
            Step(open.Peek());
        }
    }

    private bool LooksAhead() => content.Held?.Load(at, LookAheadBytes) != false;

    // Goes to the end of a frame, of which all that is left is held or of no use.
    private void GoToEnd(DicomFrame frame) => GoOn(Left(frame));

    // What is not held is left out.
    private void GoOn(long bytes)
    {
        if (content.Held is not { } held || at + bytes <= held.Bytes.Length) { at += (int)bytes; }
        else { held.Skip(at, bytes); }
    }

    private void Step(DicomFrame frame)
    {
        if (Here >= frame.End) { Leave(frame, isDelimited: false); }
        else if (frame.IsSequence && RunsIntoOwner(frame))
        {
            report.Error("OT3218", "the length of a sequence is too long: what follows its items is read as elements of the data set that it stands in", SequencePath(frame), at, Left(frame));
            Leave(frame, isDelimited: true);
        }
        else if (Left(frame) < HeaderBytes)
        {
            report.Warning("OT3205", "bytes after the last element are too few for another one", "", at, Left(frame));
            GoToEnd(frame);
        }
        else if (frame.IsSequence) { StepSequence(frame); }
        else { StepDataSet(frame); }
    }

    private void Leave(DicomFrame frame, bool isDelimited)
    {
        open.Pop();
        if (frame.IsUndefinedLength && !isDelimited) { report.Warning("OT3206", "the delimiter that ends a sequence or an item is missing", "", at, 0); }
        if (!frame.IsSequence)
        {
            if (frame.Node > 0) { tree.EndAt(frame.Node, at); }
            return;
        }
        depth--;
        var owner = open.Peek();
        if (frame.Items == 0) { tree.Add(owner.Node, ref owner.LastChild, frame.Element, DicomNodeKind.Empty, at, 0); }
    }

    private void StepSequence(DicomFrame frame)
    {
        var tag = TagAt(at, frame.IsBigEndian);
        if (tag == SequenceEnd)
        {
            at += 8;
            Leave(frame, isDelimited: true);
            return;
        }
        if (tag != ItemTag)
        {
            report.Error("OT3206", "no item where a sequence's next item should begin", "", at, 8);
            if (!frame.IsUndefinedLength) { GoToEnd(frame); }
            Leave(frame, isDelimited: true);
            return;
        }
        OpenItem(frame);
    }

    // Whether an element of the data set around begins here: its tag follows, and its header is that of one.
    private bool RunsIntoOwner(DicomFrame sequence)
    {
        var owner = Owner(sequence);
        if (sequence.IsUndefinedLength || Left(owner) < HeaderBytes) { return false; }
        var tag = TagAt(at, owner.IsBigEndian);
        if (tag <= owner.LastTag || tag >> 16 == ItemTag >> 16) { return false; }
        if (owner.IsExplicit) { return Vr.LooksLikeOne(Bytes[(at + 4)..]) && Vr.Of(Bytes[(at + 4)..]).IsKnown; }
        var length = LengthAt(at + 4, owner.IsBigEndian);
        return DicomDictionary.ByTag(tag) is not null && (length == uint.MaxValue || length <= Left(owner) - HeaderBytes);
    }

    private string SequencePath(DicomFrame sequence) => report.IsFull ? "" : values.PathOf(Owner(sequence), tree.TagOf(sequence.Element));

    private void OpenItem(DicomFrame sequence)
    {
        var length = LengthAt(at + 4, sequence.IsBigEndian);
        at += 8;
        sequence.Items++;
        var owner = Owner(sequence);
        var node = tree.Add(owner.Node, ref owner.LastChild, sequence.Element, DicomNodeKind.Item, at, 0, sequence.Items);
        open.Push(new DicomFrame
        {
            Node = node, End = EndOf(length, sequence.End), IsExplicit = sequence.IsExplicit, IsBigEndian = sequence.IsBigEndian, IsUndefinedLength = length == uint.MaxValue,
            Characters = owner.Characters, IsSigned = owner.IsSigned, LookupEntries = owner.LookupEntries,
        });
    }

    private DicomFrame Owner(DicomFrame sequence)
    {
        open.Pop();
        var owner = open.Peek();
        open.Push(sequence);
        return owner;
    }

    private void StepDataSet(DicomFrame frame)
    {
        var tag = TagAt(at, frame.IsBigEndian);
        if (tag is ItemTag or ItemEnd or SequenceEnd) { StepDelimiter(frame, tag); return; }
        if (!ReadHeader(frame, tag, out var vr, out var inFile, out var length)) { return; }
        if (tag <= frame.LastTag && !frame.IsDisorderReported)
        {
            frame.IsDisorderReported = true;
            report.Warning("OT3207", "an element stands twice or out of order", values.PathOf(frame, tag), at, 0);
        }
        frame.LastTag = Math.Max(tag, frame.LastTag);
        if (IsSequence(vr, tag, length)) { OpenSequence(frame, tag, inFile, length); }
        else { ReadValue(frame, tag, vr, inFile, length); }
    }

    private void StepDelimiter(DicomFrame frame, uint tag)
    {
        var isItem = frame.Node > 0;
        if (tag == ItemEnd && isItem)
        {
            Leave(frame, isDelimited: true);
            at += 8;
            return;
        }
        // The end of the sequence ends an item that lacks its own delimiter; the sequence below will read it.
        if (tag == SequenceEnd && isItem) { Leave(frame, isDelimited: false); return; }
        // An item in an item is the sequence's next one: the length of this one is too long, or its delimiter is missing.
        if (tag == ItemTag && isItem)
        {
            if (!frame.IsUndefinedLength) { report.Error("OT3218", "the length of an item is too long: another item begins in it", report.IsFull ? "" : tree.PathOf(frame.Node), at, Left(frame)); }
            Leave(frame, isDelimited: false);
            return;
        }
        report.Warning("OT3206", "a delimiter that ends nothing", values.PathOf(frame, tag), at, 8);
        at += 8;
    }

    private bool ReadHeader(DicomFrame frame, uint tag, out Vr vr, out Vr inFile, out uint length)
    {
        (vr, inFile, length) = (default, default, 0);
        var isExplicit = frame.IsExplicit;
        if (isExplicit && !Vr.LooksLikeOne(Bytes[(at + 4)..]))
        {
            isExplicit = false;
            if (LeadsOn(frame, tag))
            {
                report.Warning("OT3208", "an element's VR is none: read by the VR that the dictionary has", values.PathOf(frame, tag), at, 8);
                (length, vr) = (ShortAt(at + 6, frame.IsBigEndian), DicomValues.VrOf(frame, tag));
                at += 8;
                return true;
            }
            report.Warning("OT3208", "an element has no VR though its data set is in Explicit VR: read as Implicit VR", values.PathOf(frame, tag), at, 8);
        }
        if (isExplicit) { inFile = vr = Vr.Of(Bytes[(at + 4)..]); }
        if (isExplicit && !HasShortLength(frame, tag, vr))
        {
            if (Left(frame) < 12)
            {
                report.Warning("OT3205", "bytes after the last element are too few for another one", values.PathOf(frame, tag), at, Left(frame));
                GoToEnd(frame);
                return false;
            }
            length = LengthAt(at + 8, frame.IsBigEndian);
            at += 12;
        }
        else
        {
            length = isExplicit ? ShortAt(at + 6, frame.IsBigEndian) : LengthAt(at + 4, frame.IsBigEndian);
            at += 8;
        }
        if (!isExplicit || vr == Vr.UN) { vr = DicomValues.VrOf(frame, tag); }
        else if (length != uint.MaxValue && DicomDictionary.ByTag(tag) is { } entry) { vr = Judged(frame, entry, vr, length); }
        if (inFile == Vr.UN && vr.IsSequence && length != uint.MaxValue && !BeginsWithItem(length)) { vr = Vr.UN; }
        return true;
    }

    // A VR that is wrong may have another form of length than the element has: the form is believed that leads to a next element.
    private bool HasShortLength(DicomFrame frame, uint tag, Vr written)
    {
        const int LongHeaderBytes = 12;
        var reserved = ShortAt(at + 6, frame.IsBigEndian);
        if (!written.HasShortLength) { return reserved != 0 && LeadsOn(frame, tag); }
        if (reserved != 0 || Left(frame) < LongHeaderBytes || DicomDictionary.ByTag(tag) is not { } entry || new Vr(entry.Vrs[0]).HasShortLength || LeadsOn(frame, tag)) { return true; }
        return !LeadsOn(frame, tag, at + LongHeaderBytes + (long)LengthAt(at + 8, frame.IsBigEndian));
    }

    private Vr Judged(DicomFrame frame, DicomEntry entry, Vr written, uint length)
    {
        var bytes = Math.Min(length, Left(frame));
        // A value that is not held is not looked at.
        if (bytes > Bytes.Length - at) { return written; }
        var value = Bytes.Slice(at, (int)bytes);
        var read = VrJudge.Read(entry, written, value, out var isStrange);
        if (isStrange && !report.IsFull)
        {
            var why = read == written ? "read as written" : $"read as {read}, which its value is";
            report.Warning("OT3217", $"VR {written} where PS3.6 has {string.Join(" or ", entry.Vrs)}: {why}", values.PathOf(frame, entry.Tag), at, value.Length);
        }
        return read;
    }

    // Whether the 16 bits behind a VR that is none are a length: then the next element, with a VR, begins where it ends.
    private bool LeadsOn(DicomFrame frame, uint tag) => LeadsOn(frame, tag, at + HeaderBytes + ShortAt(at + 6, frame.IsBigEndian));

    private bool LeadsOn(DicomFrame frame, uint tag, long next)
    {
        var rest = Left(frame) - (next - at);
        if (rest == 0) { return true; }
        if (rest < HeaderBytes || next + HeaderBytes > Bytes.Length) { return false; }
        var follows = TagAt((int)next, frame.IsBigEndian);
        return follows == ItemEnd || (follows > tag && Vr.LooksLikeOne(Bytes[((int)next + 4)..]));
    }

    private bool BeginsWithItem(uint length) => length == 0 || Bytes[at..] is [0xFE, 0xFF, 0x00, 0xE0, ..];

    /// <summary>
    /// Whether what follows are items: SQ; UN of undefined length (PS3.5 6.2.2); and any other of undefined length that is no bulk data, whose VR is
    /// then wrong. A SQ of defined length that was written as UN is believed only when it begins with an item.
    /// </summary>
    private static bool IsSequence(Vr vr, uint tag, uint length)
    {
        if (length == uint.MaxValue) { return tag != 0x7FE00010 && (vr == Vr.UN || vr.IsSequence || !vr.IsBulk); }
        return vr.IsSequence;
    }

    private void OpenSequence(DicomFrame frame, uint tag, Vr inFile, uint length)
    {
        var isImplicit = inFile == Vr.UN;
        var element = tree.AddElement(values.ElementOf(frame, tag, Vr.SQ, inFile, at, 0, length == uint.MaxValue));
        var end = EndOf(length, frame.End);
        if (++depth > DicomLimits.MaxDepth)
        {
            depth--;
            var message = string.Create(CultureInfo.InvariantCulture, $"sequences nested deeper than the limit of {DicomLimits.MaxDepth}: not read");
            report.Error("OT3209", message, values.PathOf(frame, tag), at, end - Here);
            GoOn(end - Here);
            return;
        }
        open.Push(new DicomFrame
        {
            Node = frame.Node, End = end, IsExplicit = frame.IsExplicit && !isImplicit, IsBigEndian = frame.IsBigEndian && !isImplicit,
            IsSequence = true, IsUndefinedLength = length == uint.MaxValue, Element = element,
        });
    }

    private void ReadValue(DicomFrame frame, uint tag, Vr vr, Vr inFile, uint length)
    {
        // Encapsulated Pixel Data is OB, whatever a data set without VRs would make of it (PS3.5 A.4).
        if (length == uint.MaxValue && vr == Vr.OW && inFile == default) { vr = Vr.OB; }
        if (length == uint.MaxValue)
        {
            ReadFragments(frame, tag, vr, inFile);
            return;
        }
        var isCut = length > Left(frame);
        if (isCut)
        {
            const string Message = "the value's length lies beyond the end of its file, item or sequence: what is left of it is not taken as a value";
            report.Error("OT3211", Message, values.PathOf(frame, tag), at, Left(frame));
        }
        var bytes = Math.Min(length, Left(frame));
        if (content.Held is { } held && ((vr.IsBulk && bytes >= held.SkippedBytes) || bytes > int.MaxValue || !held.Load(at, (int)bytes)))
        {
            if (!vr.IsBulk) { report.Error("OT3204", "more bytes beside bulk data than the limit of one document: the value was not read", values.PathOf(frame, tag), at, bytes); }
            Skip(frame, tag, vr, inFile, bytes, isUndefinedLength: false);
            return;
        }
        values.Add(frame, values.ElementOf(frame, tag, vr, inFile, at, (int)bytes, isUndefinedLength: false), isCut);
        at += (int)bytes;
    }

    private void ReadFragments(DicomFrame frame, uint tag, Vr vr, Vr inFile)
    {
        const string Message = "the fragments of encapsulated data are cut or lack their delimiter";
        if (content.Held is { } held)
        {
            var (bytes, withEnd, isWhole) = held.WalkFragments(at, frame.End, frame.IsBigEndian);
            if (!isWhole) { report.Error("OT3210", Message, values.PathOf(frame, tag), at, bytes); }
            Skip(frame, tag, vr, inFile, bytes, isUndefinedLength: true);
            // The delimiter, which is no part of the value.
            if (held.Load(at, (int)(withEnd - bytes))) { at += (int)(withEnd - bytes); }
            return;
        }
        var fragments = DicomFragments.Walk(Bytes[..(int)frame.End], at, frame.IsBigEndian);
        if (!fragments.IsWhole) { report.Error("OT3210", Message, values.PathOf(frame, tag), at, fragments.End - at); }
        values.Add(frame, values.ElementOf(frame, tag, vr, inFile, at, fragments.End - at, isUndefinedLength: true), isCut: false);
        at = fragments.Next;
    }

    // The place of what is left out is that of the value; what follows it lies at one of its own.
    private void Skip(DicomFrame frame, uint tag, Vr vr, Vr inFile, long bytes, bool isUndefinedLength)
    {
        var element = values.ElementOf(frame, tag, vr, inFile, at, 0, isUndefinedLength) with { IsSkipped = bytes > 0 };
        content.Held!.Skip(at, bytes);
        values.Add(frame, element, isCut: false);
    }

    private long EndOf(uint length, long limit)
    {
        if (length == uint.MaxValue) { return limit; }
        if (length <= limit - Here) { return Here + length; }
        report.Error("OT3211", "the length of a sequence or item lies beyond the end of what it stands in", "", at, limit - Here);
        return limit;
    }

    private uint TagAt(int offset, bool isBigEndian) => ((uint)ShortAt(offset, isBigEndian) << 16) | ShortAt(offset + 2, isBigEndian);

    private ushort ShortAt(int offset, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[offset..]) : BinaryPrimitives.ReadUInt16LittleEndian(Bytes[offset..]);

    private uint LengthAt(int offset, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Bytes[offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes[offset..]);
}
