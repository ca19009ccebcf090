namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>Some entries of a bundle that is read in parts, one after another.</summary>
/// <param name="Whole">The bundle.</param>
/// <param name="First">The first entry's number in the bundle, from 1.</param>
/// <param name="Count">How many there are.</param>
internal sealed record BundlePart(WholeBundle Whole, int First, int Count)
{
    /// <summary>Whether an entry is one of them.</summary>
    public bool Holds(int entry) => entry >= First && entry < First + Count;
}
