using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Mapping.Rml.Reading;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml;

/// <summary>
/// An RML mapping, read and checked: triples maps over CSV, JSON and XML files in the vocabularies of the RML modules (Core, IO, FNML, LV, CC) or of RML 1.1 with R2RML.
/// </summary>
public sealed class RmlMapping
{
    internal RmlMapping(IReadOnlyList<RmlTriplesMap> triplesMaps, IReadOnlyList<RmlTargetFile> targets, string? baseIri, bool isOld) =>
        (TriplesMaps, Targets, BaseIri, IsOld) = (triplesMaps, targets, baseIri, isOld);

    /// <summary>What the file's <c>@base</c> says; null when it has none.</summary>
    public string? BaseIri { get; }

    /// <summary>Whether it is written in RML 1.1 and R2RML: then JSON values have no datatypes of their own.</summary>
    public bool IsOld { get; }

    internal IReadOnlyList<RmlTriplesMap> TriplesMaps { get; }

    internal IReadOnlyList<RmlTargetFile> Targets { get; }

    /// <summary>Reads a mapping from Turtle. Everything wrong with it is told in one run, each with its place where it can be found.</summary>
    /// <param name="text">The Turtle.</param>
    /// <param name="file">Its name for diagnostics.</param>
    public static Outcome<RmlMapping> Parse(string text, string file) => MappingReader.Read(text, file);
}
