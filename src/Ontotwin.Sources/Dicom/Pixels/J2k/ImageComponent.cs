namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A component: bits of its samples, and each how many columns and rows of the grid it has one.</summary>
internal readonly record struct ImageComponent(int Depth, bool IsSigned, int StepX, int StepY);
