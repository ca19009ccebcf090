using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Compiles references to nodes declared elsewhere. <c>ref C of r</c> follows a FHIR reference: the node's key is (site.authority, id), the id that of the
/// resource found in the same document, else the last part of the reference.
/// </summary>
internal static class ReferenceCompiler
{
    public static Func<Frame, Value> Compile(ReferenceExpression reference, ExpressionCompiler compiler)
    {
        if (reference.Of is { } of)
        {
            var source = compiler.Compile(of);
            return frame => Resolve(frame, reference.Class, source(frame));
        }
        var key = new KeyCompiler(reference.Class, reference.Key, compiler);
        return frame => key.Make(frame, out var place) is { } made ? Remember(frame, reference, made, place) : Value.Absent;
    }

    private static Value Remember(Frame frame, ReferenceExpression reference, (Iri Node, TwinId? Twin) made, Field place)
    {
        if (made.Twin is { } twin && frame.People.TryAdd(made.Node, twin) && reference.OrStub)
        {
            var type = new LiftedFact(new Triple(made.Node, RdfTerms.Type, reference.Class), frame.OriginOf(place, "stub"));
            frame.Nodes.Add(new PendingNode(made.Node, reference.Class, frame.Rule("stub"), LifeCycleKind.Assert, false, null, [type], place, twin));
        }
        return Value.OfNode(made.Node, place);
    }

    public static Value Resolve(Frame frame, Iri type, Value reference)
    {
        if (reference.Kind != ValueKind.Field) { return Value.Absent; }
        var id = IdOf(reference.Field);
        if (id.Length == 0) { return Value.Absent; }
        var authority = SenderScope.Of(frame.Record, frame.Site);
        var made = KeyCompiler.IriOf(frame, type, [authority, id]);
        if (made.Twin is { } twin) { frame.People.TryAdd(made.Node, twin); }
        return Value.OfNode(made.Node, reference.Field);
    }

    private static string IdOf(Field reference)
    {
        if (FhirReferences.Resolve(reference) is { IsAbsent: false } target && target.First("id") is { IsAbsent: false } id) { return id.Text; }
        var text = reference.First("reference") is { IsAbsent: false } inner ? inner.Text : reference.Text;
        var tail = text[(text.LastIndexOfAny(['/', ':']) + 1)..];
        return tail.Contains('?', StringComparison.Ordinal) ? "" : tail;
    }
}
