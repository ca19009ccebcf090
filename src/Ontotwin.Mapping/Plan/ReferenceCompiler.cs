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
        return frame => key.Make(frame, out _) is { } made ? Value.OfNode(made.Node) : Value.Absent;
    }

    public static Value Resolve(Frame frame, Iri type, Value reference)
    {
        if (reference.Kind != ValueKind.Field) { return Value.Absent; }
        var id = IdOf(reference.Field);
        if (id.Length == 0) { return Value.Absent; }
        var authority = frame.Site?.Authority ?? "";
        return Value.OfNode(KeyCompiler.IriOf(frame, type, [authority, id]).Node, reference.Field);
    }

    private static string IdOf(Field reference)
    {
        if (FhirReferences.Resolve(reference) is { IsAbsent: false } target && target.First("id") is { IsAbsent: false } id) { return id.Text; }
        var text = reference.First("reference") is { IsAbsent: false } inner ? inner.Text : reference.Text;
        var tail = text[(text.LastIndexOfAny(['/', ':']) + 1)..];
        return tail.Contains('?', StringComparison.Ordinal) ? "" : tail;
    }
}
