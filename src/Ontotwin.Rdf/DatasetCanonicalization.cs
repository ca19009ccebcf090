using System.Security.Cryptography;
using Ontotwin.Rdf.Comparing;

namespace Ontotwin.Rdf;

/// <summary>
/// RDF Dataset Canonicalization (W3C Recommendation RDFC-1.0, 21 May 2024): datasets that say the same become the same quads in the same order, so that they can be
/// hashed, signed and compared line by line.
/// </summary>
public static class DatasetCanonicalization
{
    /// <summary>
    /// The canonical form of a dataset. Cost: near linear where blank nodes differ by what is said of them; where many look alike it grows with their permutations,
    /// up to <see cref="Limits.MaxCanonicalizationSteps"/>.
    /// </summary>
    /// <param name="quads">The dataset; quads count once.</param>
    /// <param name="algorithm">What hashes; RDFC-1.0's default is SHA-256.</param>
    /// <exception cref="BlankNodesAlikeException">So many blank nodes look alike that the limit ended the search without an answer.</exception>
    public static CanonicalDataset Canonicalize(IEnumerable<Quad> quads, HashAlgorithmName? algorithm = null) =>
        new Canonicalizer([.. new HashSet<Quad>(quads)], algorithm ?? HashAlgorithmName.SHA256).Run();
}
