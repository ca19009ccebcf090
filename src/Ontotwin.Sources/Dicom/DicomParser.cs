using System.Buffers.Binary;
using System.Globalization;

namespace Ontotwin.Sources.Dicom;

/// <summary>Reads the elements of a data set into a tree, with a stack of its own: nesting in the file is not nesting of calls.</summary>
internal sealed class DicomParser(DicomContent content, DicomTree tree, DicomReport report)
{
    private const int HeaderBytes = 8;
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

    /// <summary>Reads elements of group 0002, always Explicit VR Little Endian (PS3.10 7.1); returns the offset after them.</summary>
    public int ReadMeta(int start)
    {
        var frame = new DicomFrame { Node = 0, End = Bytes.Length, IsExplicit = true, IsBigEndian = false, LastChild = LastChild };
        open.Push(frame);
        at = start;
        while (frame.End - at >= 8 && BinaryPrimitives.ReadUInt16LittleEndian(Bytes[at..]) == 2 && open.Count > 0) { Step(open.Peek()); }
        LastChild = frame.LastChild;
        return at;
    }

    public void ReadDataSet(int start, DicomSyntax syntax)
    {
        open.Push(new DicomFrame { Node = 0, End = Bytes.Length, IsExplicit = syntax.IsExplicit, IsBigEndian = syntax.IsBigEndian, LastChild = LastChild });
        at = start;
        while (open.Count > 0)
        {
            if (tree.Count >= DicomLimits.MaxNodes)
            {
                report.Error("OT3204", "more values than the limit of one document: the rest was not read", "", at, Bytes.Length - at);
                return;
            }
            Step(open.Peek());
        }
    }

    private void Step(DicomFrame frame)
    {
        if (at >= frame.End) { Leave(frame, isDelimited: false); }
        else if (frame.IsSequence && RunsIntoOwner(frame))
        {
            report.Error("OT3218", "the length of a sequence is too long: what follows its items is read as elements of the data set that it stands in", SequencePath(frame), at, frame.End - at);
            Leave(frame, isDelimited: true);
        }
        else if (frame.End - at < HeaderBytes)
        {
            report.Warning("OT3205", "bytes after the last element are too few for another one", "", at, frame.End - at);
            at = frame.End;
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
            if (!frame.IsUndefinedLength) { at = frame.End; }
            Leave(frame, isDelimited: true);
            return;
        }
        OpenItem(frame);
    }

    // Whether an element of the data set around begins here: its tag follows, and its header is that of one.
    private bool RunsIntoOwner(DicomFrame sequence)
    {
        var owner = Owner(sequence);
        if (sequence.IsUndefinedLength || owner.End - at < HeaderBytes) { return false; }
        var tag = TagAt(at, owner.IsBigEndian);
        if (tag <= owner.LastTag || tag >> 16 == ItemTag >> 16) { return false; }
        if (owner.IsExplicit) { return Vr.LooksLikeOne(Bytes[(at + 4)..]) && Vr.Of(Bytes[(at + 4)..]).IsKnown; }
        var length = LengthAt(at + 4, owner.IsBigEndian);
        return DicomDictionary.ByTag(tag) is not null && (length == uint.MaxValue || length <= (uint)(owner.End - at - HeaderBytes));
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
            if (!frame.IsUndefinedLength) { report.Error("OT3218", "the length of an item is too long: another item begins in it", report.IsFull ? "" : tree.PathOf(frame.Node), at, frame.End - at); }
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
            if (frame.End - at < 12)
            {
                report.Warning("OT3205", "bytes after the last element are too few for another one", values.PathOf(frame, tag), at, frame.End - at);
                at = frame.End;
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
        if (reserved != 0 || frame.End - at < LongHeaderBytes || DicomDictionary.ByTag(tag) is not { } entry || new Vr(entry.Vrs[0]).HasShortLength || LeadsOn(frame, tag)) { return true; }
        var next = at + LongHeaderBytes + (long)LengthAt(at + 8, frame.IsBigEndian);
        return !LeadsOn(frame, tag, next);
    }

    private Vr Judged(DicomFrame frame, DicomEntry entry, Vr written, uint length)
    {
        var value = Bytes.Slice(at, (int)Math.Min(length, (uint)(frame.End - at)));
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
        if (next == frame.End) { return true; }
        if (next + HeaderBytes > frame.End) { return false; }
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
            report.Error("OT3209", message, values.PathOf(frame, tag), at, end - at);
            at = end;
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
            var fragments = DicomFragments.Walk(Bytes[..frame.End], at, frame.IsBigEndian);
            if (!fragments.IsWhole)
            {
                report.Error("OT3210", "the fragments of encapsulated data are cut or lack their delimiter", values.PathOf(frame, tag), at, fragments.End - at);
            }
            values.Add(frame, values.ElementOf(frame, tag, vr, inFile, at, fragments.End - at, isUndefinedLength: true), isCut: false);
            at = fragments.Next;
            return;
        }
        var isCut = length > (uint)(frame.End - at);
        if (isCut)
        {
            const string Message = "the value's length lies beyond the end of its file, item or sequence: what is left of it is not taken as a value";
            report.Error("OT3211", Message, values.PathOf(frame, tag), at, frame.End - at);
        }
        var bytes = isCut ? frame.End - at : (int)length;
        values.Add(frame, values.ElementOf(frame, tag, vr, inFile, at, bytes, isUndefinedLength: false), isCut);
        at += bytes;
    }

    private int EndOf(uint length, int limit)
    {
        if (length == uint.MaxValue) { return limit; }
        if (length <= (uint)(limit - at)) { return at + (int)length; }
        report.Error("OT3211", "the length of a sequence or item lies beyond the end of what it stands in", "", at, limit - at);
        return limit;
    }

    private uint TagAt(int offset, bool isBigEndian) => ((uint)ShortAt(offset, isBigEndian) << 16) | ShortAt(offset + 2, isBigEndian);

    private ushort ShortAt(int offset, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[offset..]) : BinaryPrimitives.ReadUInt16LittleEndian(Bytes[offset..]);

    private uint LengthAt(int offset, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Bytes[offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes[offset..]);
}
