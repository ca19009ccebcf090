using Ontotwin.SampleGenerator;

// Writes the parts of samples/ that nobody can type by hand: the DICOM objects and the long wearable files.
// The same program gives the same bytes on every machine: no clock, no random seed from outside.
if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("usage: Ontotwin.SampleGenerator SAMPLES-FOLDER TESTDATA-FOLDER");
    return 2;
}

var folder = Directory.CreateDirectory(args[0]).FullName;
var dicom = Directory.CreateDirectory(Path.Combine(folder, "dicom")).FullName;
var wearable = Directory.CreateDirectory(Path.Combine(folder, "wearable")).FullName;

var ct = DicomSamples.ChestCt();
await File.WriteAllBytesAsync(Path.Combine(dicom, "b-ct-chest.dcm"), ct);
await File.WriteAllBytesAsync(Path.Combine(dicom, "c-cr-knee.dcm"), DicomSamples.KneeRadiograph());
await File.WriteAllBytesAsync(Path.Combine(dicom, "x-truncated.dcm"), ct[..900]);   // the deliberately bad one: cut off in the middle of an element

WearableSamples.WriteAll(wearable);

var tested = Directory.CreateDirectory(Path.Combine(args[1], "dicom")).FullName;
foreach (var (name, bytes) in DicomObjects.All)
{
    await File.WriteAllBytesAsync(Path.Combine(tested, name), bytes);
}

return 0;
