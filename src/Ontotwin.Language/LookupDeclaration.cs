using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A lookup: local code → mapped code.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The table's file.</param>
/// <param name="Version">The table's version: its declared one, else the start of its content's hash.</param>
/// <param name="OnMiss">What a code that is not in it does.</param>
/// <param name="Entries">
/// Key → target. The key is <c>system|code</c>, <c>|code</c> for any system, <c>?|code</c> for a code that comes without one. A target of the ontology has the system
/// <see cref="Ontology.OntologyModel.Namespace"/>; a plain word has none.
/// </param>
/// <param name="Span">Where it stands.</param>
public sealed record LookupDeclaration(
    string Name, string File, string Version, MissPolicy OnMiss, IReadOnlyDictionary<string, Code> Entries, TextSpan Span);

/// <summary>What a code that is not in a lookup does. <c>default</c> is <see cref="Error"/>.</summary>
public enum MissPolicy
{
    /// <summary>The record is rejected.</summary>
    Error = 0,

    /// <summary>The node with its children is rejected.</summary>
    Quarantine,

    /// <summary>The original code is kept alone.</summary>
    Keep,
}
