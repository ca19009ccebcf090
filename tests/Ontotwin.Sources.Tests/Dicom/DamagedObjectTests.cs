namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>Waveforms, segmentations, doses and directories whose numbers lie: nothing is made of them, and no exception.</summary>
public sealed class DamagedObjectTests
{
    private const string Huge = "9.9E27";

    [Theory]
    [InlineData("1.25", "0", "2.5", "5")]
    [InlineData(Huge, "0", null, null)]
    [InlineData("-" + Huge, "0", null, null)]
    [InlineData("1E300", "0", null, null)]
    [InlineData("NaN", "0", null, null)]
    [InlineData("1.25", Huge, null, null)]
    public void Samples_that_are_larger_than_any_quantity_are_not_given(string sensitivity, string baseline, string? first, string? second)
    {
        var values = Assert.Single(DicomWaveform.In(Read(Waveform(sensitivity, baseline)))).Values(1);
        Assert.Equal([Number(first), Number(second)], values);
    }

    [Theory]
    [InlineData("1", "2", "BINARY", 255, "0.004", 2)]
    [InlineData("1E300", "2", "BINARY", 255, null, 2)]
    [InlineData("NaN", "2", "BINARY", 255, null, 2)]
    [InlineData("1", "1E28", "BINARY", 255, null, 2)]
    [InlineData("1", "1E-28", "BINARY", 255, "0", 2)]
    [InlineData("1", "2", "FRACTIONAL", 0, null, null)]
    public void Segments_whose_voxels_have_no_size_have_no_volume(string spacing, string thickness, string type, byte most, string? volume, int? voxels)
    {
        var segments = DicomSegment.In(Read(Segmentation(spacing, thickness, type, most)));
        Assert.Equal(voxels is null ? "OT3215" : null, segments.Diagnostics.FirstOrDefault()?.Code);
        var segment = segments.Value?.Single();
        Assert.Equal((Number(volume), voxels), (segment?.VolumeMl is { } ml ? Math.Round(ml, 6) : null, (int?)segment?.Voxels));
    }

    [Theory]
    [InlineData("0.5", "2")]
    [InlineData(Huge, null)]
    public void A_dose_that_is_larger_than_any_is_told(string scaling, string? most)
    {
        var dose = DicomDose.Of(Read(Dose(scaling)));
        Assert.Equal(Number(most), dose.Value?.Most);
        Assert.Equal(most is null ? ["OT3215"] : [], dose.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Offsets_of_a_directory_that_lead_back_or_nowhere_end_their_chain()
    {
        // Three records behind the first offset and the head of the sequence.
        var at = Enumerable.Range(0, 3).Select(i => (uint)(12 + 12 + (i * DirectoryRecord(0, 0).Length))).ToArray();
        foreach (var (first, records, tree, lost) in new (uint, (uint, uint)[], int, int)[]
        {
            (at[0], [(at[1], 0), (at[0], at[2] + 4), (0, 0)], 2, 1),
            (at[0], [(at[1], at[0]), (at[2], at[1]), (at[2], at[2])], 3, 0),
            (at[0] + 1, [(0, 0), (0, 0), (0, 0)], 0, 3),
            (uint.MaxValue, [(uint.MaxValue, 0), (0, 0), (0, 0)], 0, 3),
        })
        {
            var (found, unreachable) = DicomDirectoryRecord.Of(Read(Directory(first, records)));
            Assert.Equal((tree, lost), (found.Count, unreachable.Count));
        }
    }

    /// <summary>One object of each kind, whose numbers are what they should be.</summary>
    internal static byte[][] Objects =>
    [
        Waveform("1.25", "0"), Segmentation("1", "2", "BINARY", 255), Segmentation("1", "2", "FRACTIONAL", 200), Dose("0.5"), Directory(24, (82, 0), (0, 140), (0, 0)),
        [
            .. Element(0x00080060, "CS", "RTSTRUCT"), .. Element(0x30060020, "SQ", Item(Element(0x30060022, "IS", "1"), Element(0x30060026, "LO", "R"))),
            .. Element(0x30060039, "SQ", Item(
                Element(0x30060040, "SQ", [.. Contour("0\\0\\0\\9\\0\\0\\9\\9\\0"), .. Contour("0\\0\\5\\9\\0\\5\\9\\9\\5")]), Element(0x30060084, "IS", "1"))),
        ],
    ];

    private static byte[] Contour(string points) => Item(Element(0x30060042, "CS", "CLOSED_PLANAR"), Element(0x30060046, "IS", "3"), Element(0x30060050, "DS", points));

    private static byte[] Waveform(string sensitivity, string baseline)
    {
        var channel = Item(Element(0x003A0210, "DS", sensitivity), Element(0x003A0212, "DS", "1"), Element(0x003A0213, "DS", baseline));
        return [.. Element(0x00080060, "CS", "ECG"), .. Element(0x54000100, "SQ", Item(
            Element(0x003A0005, "US", [1, 0]), Element(0x003A0010, "UL", [2, 0, 0, 0]), Element(0x003A001A, "DS", "500"), Element(0x003A0200, "SQ", channel),
            Element(0x54001004, "US", [16, 0]), Element(0x54001006, "CS", "SS"), Element(0x54001010, "OW", [2, 0, 4, 0])))];
    }

    private static byte[] Segmentation(string spacing, string thickness, string type, byte most)
    {
        var measures = Item(Element(0x00180050, "DS", thickness), Element(0x00280030, "DS", $"{spacing}\\1"));
        var frame = Item(Element(0x0062000A, "SQ", Item(Element(0x0062000B, "US", [1, 0]))));
        return
        [
            .. Element(0x00280002, "US", [1, 0]), .. Element(0x00280010, "US", [2, 0]), .. Element(0x00280011, "US", [2, 0]), .. Element(0x00280100, "US", [8, 0]), .. Element(0x00280101, "US", [8, 0]),
            .. Element(0x00620001, "CS", type), .. Element(0x00620002, "SQ", Item(Element(0x00620004, "US", [1, 0]))), .. Element(0x0062000E, "US", [most, 0]),
            .. Element(0x52009229, "SQ", Item(Element(0x00289110, "SQ", measures))), .. Element(0x52009230, "SQ", frame), .. Element(0x7FE00010, "OW", [0, 1, 1, 0]),
        ];
    }

    private static byte[] Dose(string scaling) =>
    [
        .. Element(0x00280002, "US", [1, 0]), .. Element(0x00280010, "US", [1, 0]), .. Element(0x00280011, "US", [2, 0]), .. Element(0x00280100, "US", [16, 0]), .. Element(0x00280101, "US", [16, 0]),
        .. Element(0x3004000E, "DS", scaling), .. Element(0x7FE00010, "OW", [4, 0, 2, 0]),
    ];

    private static byte[] Directory(uint first, params (uint Next, uint Lower)[] records) =>
        [.. Element(0x00041200, "UL", BitConverter.GetBytes(first)), .. Element(0x00041220, "SQ", [.. records.SelectMany(r => DirectoryRecord(r.Next, r.Lower))])];

    private static byte[] DirectoryRecord(uint next, uint lower) =>
        Item(Element(0x00041400, "UL", BitConverter.GetBytes(next)), Element(0x00041420, "UL", BitConverter.GetBytes(lower)), Element(0x00041430, "CS", "IMAGE "));

    private static SourceRecord Read(byte[] elements) => Assert.Single(DicomReader.Read(new("x.dcm", elements))).Record!;

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Element(uint tag, string vr, byte[] value) => DicomReaderTests.Element(tag, vr, value);

    private static byte[] Element(uint tag, string vr, string value) => DicomReaderTests.Element(tag, vr, value);

    private static byte[] Item(params byte[][] elements) => DicomReaderTests.Item(elements);
}
