namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>An order of packets, and the resolutions, components and layers it is of (POC, table A.32); ends lie outside.</summary>
internal readonly record struct Progression(int Order, int Layers, int FirstResolution, int Resolutions, int FirstComponent, int Components);
