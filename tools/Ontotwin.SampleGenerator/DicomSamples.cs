namespace Ontotwin.SampleGenerator;

/// <summary>The clinic's two images: a chest CT slice of person B and a knee radiograph of person C. Nobody was ever imaged: both are drawn from circles.</summary>
internal static class DicomSamples
{
    private const int Size = 64;

    /// <summary>CT Image IOD (PS3.3 A.3): patient, study, series, frame of reference, equipment, image plane, pixel, CT image, SOP common.</summary>
    public static byte[] ChestCt()
    {
        var pixels = new ushort[Size * Size];
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                // Hounsfield units + 1024: air -1000, soft tissue 40, lung -850, spine 400.
                var hounsfield = Inside(x, y, 32, 32, 28) ? 40 : -1000;
                hounsfield = Inside(x, y, 21, 30, 9) || Inside(x, y, 43, 30, 9) ? -850 : hounsfield;
                hounsfield = Inside(x, y, 32, 50, 5) ? 400 : hounsfield;
                pixels[(y * Size) + x] = (ushort)(hounsfield + 1024);
            }
        }

        return Person("BRANDL^BERND", "P-7730", "19680614", "M")
            .Text(0x0008_0008, "CS", "ORIGINAL", "PRIMARY", "AXIAL")
            .Text(0x0008_0020, "DA", "20261029").Text(0x0008_0030, "TM", "101500")
            .Text(0x0008_0021, "DA", "20261029").Text(0x0008_0031, "TM", "101622")
            .Text(0x0008_0050, "SH", "ACC-26-4471")
            .Text(0x0008_0060, "CS", "CT")
            .Text(0x0008_1030, "LO", "Chest CT").Text(0x0008_103E, "LO", "Axial 5 mm")
            .Text(0x0018_0015, "CS", "CHEST")
            .Text(0x0018_0050, "DS", "5").Text(0x0018_0060, "DS", "120")
            .Text(0x0018_1030, "LO", "Thorax routine")
            .Text(0x0018_5100, "CS", "HFS")
            .Double(0x0018_9345, 4.2)
            .Text(0x0020_000D, "UI", "2.25.204930617405118233091452286314207710101")
            .Text(0x0020_000E, "UI", "2.25.204930617405118233091452286314207710102")
            .Text(0x0020_0010, "SH", "1").Text(0x0020_0011, "IS", "2").Text(0x0020_0012, "IS", "1").Text(0x0020_0013, "IS", "1")
            .Text(0x0020_0032, "DS", "-160", "-160", "0")
            .Text(0x0020_0037, "DS", "1", "0", "0", "0", "1", "0")
            .Text(0x0020_0052, "UI", "2.25.204930617405118233091452286314207710103")
            .Text(0x0020_1040, "LO")
            .Text(0x0028_0030, "DS", "5", "5")
            .Text(0x0028_1050, "DS", "40").Text(0x0028_1051, "DS", "400")
            .Text(0x0028_1052, "DS", "-1024").Text(0x0028_1053, "DS", "1").Text(0x0028_1054, "LO", "HU")
            .Image(pixels, "MONOCHROME2")
            .ToFile("1.2.840.10008.5.1.4.1.1.2", "2.25.204930617405118233091452286314207710104");
    }

    /// <summary>Computed Radiography Image IOD (PS3.3 A.2): patient, study, series, CR series, equipment, image, pixel, CR image, SOP common.</summary>
    public static byte[] KneeRadiograph()
    {
        var pixels = new ushort[Size * Size];
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var bone = Math.Abs(x - 32) < 7 && (y < 28 || y > 36) ? 2200 : 700;
                var prosthesis = Inside(x, y, 32, 26, 9) && y < 30 || (Math.Abs(x - 32) < 11 && y is > 34 and < 39);
                pixels[(y * Size) + x] = (ushort)(prosthesis ? 3900 : bone);
            }
        }

        return Person("CZERNY^CLARA", "P-6120", "19590220", "F")
            .Text(0x0008_0008, "CS", "ORIGINAL", "PRIMARY")
            .Text(0x0008_0020, "DA", "20261031").Text(0x0008_0030, "TM", "163000")
            .Text(0x0008_0021, "DA", "20261031").Text(0x0008_0031, "TM", "163105")
            .Text(0x0008_0050, "SH", "ACC-26-4502")
            .Text(0x0008_0060, "CS", "CR")
            .Text(0x0008_1030, "LO", "Knee after replacement").Text(0x0008_103E, "LO", "Knee AP")
            .Text(0x0018_0015, "CS", "KNEE")
            .Text(0x0018_5101, "CS", "AP")
            .Text(0x0020_000D, "UI", "2.25.204930617405118233091452286314207710201")
            .Text(0x0020_000E, "UI", "2.25.204930617405118233091452286314207710202")
            .Text(0x0020_0010, "SH", "1").Text(0x0020_0011, "IS", "1").Text(0x0020_0013, "IS", "1")
            .Text(0x0020_0020, "CS", "L", "F")
            .Text(0x0020_0060, "CS", "R")
            .Image(pixels, "MONOCHROME2")
            .ToFile("1.2.840.10008.5.1.4.1.1.1", "2.25.204930617405118233091452286314207710204");
    }

    // Patient, General Study and General Equipment as the clinic's PACS fills them: its own patient number and its own name as issuer.
    private static DicomWriter Person(string name, string id, string birthDate, string sex) => new DicomWriter()
        .Text(0x0008_0005, "CS", "ISO_IR 192")
        .Text(0x0008_0070, "LO", "Ontotwin samples")
        .Text(0x0008_0080, "LO", "Greenhill Hospital")
        .Text(0x0008_0090, "PN")
        .Text(0x0008_0201, "SH", "+0100")
        .Text(0x0010_0010, "PN", name)
        .Text(0x0010_0020, "LO", id)
        .Text(0x0010_0021, "LO", "GREENHILL-PACS")
        .Text(0x0010_0030, "DA", birthDate)
        .Text(0x0010_0040, "CS", sex);

    private static DicomWriter Image(this DicomWriter writer, ReadOnlySpan<ushort> pixels, string photometric) => writer
        .UnsignedShorts(0x0028_0002, 1)
        .Text(0x0028_0004, "CS", photometric)
        .UnsignedShorts(0x0028_0010, Size).UnsignedShorts(0x0028_0011, Size)
        .UnsignedShorts(0x0028_0100, 16).UnsignedShorts(0x0028_0101, 12).UnsignedShorts(0x0028_0102, 11).UnsignedShorts(0x0028_0103, 0)
        .Pixels(pixels);

    private static bool Inside(int x, int y, int centreX, int centreY, int radius) =>
        ((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY)) <= radius * radius;
}
