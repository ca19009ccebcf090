using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// A correction that leaves out the optional parts of the key means the only record of the shorter key. Records that have such parts say what their name would be without them.
/// </summary>
internal static class ShorterKeys
{
    private static readonly Iri Property = OntologyModel.Term("shorterKey");

    /// <summary>What a node says of its shorter key.</summary>
    public static Triple Said(Iri node, Iri shorter) => new(node, Property, Literal.Text(shorter.LocalName));

    /// <summary>The change of the node that is meant; null when several are, and none is to be guessed.</summary>
    /// <param name="change">The change.</param>
    /// <param name="held">Facts held, of all nodes that may be meant.</param>
    public static NodeVersion? Resolve(NodeVersion change, IEnumerable<Fact> held)
    {
        if (!change.IsShort || change.Kind is not (LifeCycleKind.Replace or LifeCycleKind.Retract or LifeCycleKind.Absent)) { return change; }
        var own = held.Where(f => ChangePlanner.IsOwn(change, f)).ToList();
        if (own.Exists(f => f.Triple.Subject.Equals(change.Node))) { return change; }
        var name = change.Node.LocalName;
        var meant = own.Where(f => f.Triple.Predicate == Property && f.Triple.Object is Literal said && said.Lexical == name).Select(f => f.Triple.Subject).OfType<Iri>().Distinct().ToList();
        return meant.Count switch { 0 => change, 1 => change.Meaning(meant[0]), _ => null };
    }

    /// <summary>The reject of a correction that fits several records.</summary>
    public static Reject Ambiguous(NodeVersion change) => new(change.Place, change.Rule, "OT8110", "a correction that leaves out the optional parts of the key fits several records");

    /// <summary>The same where rejects are told as remarks.</summary>
    public static Diagnostic AmbiguousRemark(NodeVersion change)
    {
        var reject = Ambiguous(change);
        return new Diagnostic(reject.Code, Severity.Warning, reject.Reason) { Place = reject.Place };
    }
}
