using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Ontology;

/// <summary>One thing that a node is not as its shape wants it (SHACL, section 3.6.2).</summary>
/// <param name="FocusNode">The node that was checked.</param>
/// <param name="Path">The path from it to what is wrong, as it stands in the shapes graph; null for the node itself.</param>
/// <param name="Value">What is wrong, if it is one value.</param>
/// <param name="SourceShape">The shape.</param>
/// <param name="Component">The kind of constraint, such as sh:MinCountConstraintComponent.</param>
/// <param name="Severity">sh:Violation, sh:Warning, sh:Info or one of the shape's own.</param>
/// <param name="Messages">In words: the shape's, or ours in English.</param>
public sealed record ValidationResult(Term FocusNode, Term? Path, Term? Value, Term SourceShape, Iri Component, Iri Severity, ImmutableArray<Literal> Messages);
