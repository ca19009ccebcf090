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
            var (source, resolver) = (compiler.Compile(of), new ReferenceResolver(reference.Class, compiler.Scope));
            return frame => resolver.Resolve(frame, source(frame));
        }
        var key = new KeyCompiler(reference.Class, reference.Key, compiler);
        return frame => key.Make(frame, out var place) is { } made ? Remember(frame, reference, made, place) : Value.Absent;
    }

    private static Value Remember(Frame frame, ReferenceExpression reference, NodeName made, Field place)
    {
        if (made.Twin is { } twin && frame.People.TryAdd(made.Node, twin) && reference.OrStub)
        {
            var stub = new PendingNode(made.Node, reference.Class, frame.Scope.Stub, frame.Scratch.Facts) { Place = place, Person = twin };
            stub.Add(RdfTerms.Type, reference.Class, frame.From(place, frame.Scope.Stub));
            frame.Nodes.Add(stub.Seal());
        }
        return Value.OfNode(made.Node, place);
    }
}

/// <summary>Follows FHIR references to nodes of one class.</summary>
internal sealed class ReferenceResolver(Iri type, MapScope scope)
{
    private readonly NodeNamer namer = new(type, isPerson: scope.Services.Program.Ontology.IsSubClass(type, KeyCompiler.Person), recurs: true, scope.Services);

    public Value Resolve(Frame frame, Value reference)
    {
        if (reference.Kind != ValueKind.Field) { return Value.Absent; }
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        buffer.Append(namer.Prefix);
        buffer.Append(frame.Sender);
        buffer.Append((byte)0x1f);
        var isNamed = AppendId(buffer, reference.Field);
        var made = isNamed ? namer.Name(buffer.From(start)) : default;
        buffer.Length = start;
        if (!isNamed) { return Value.Absent; }
        if (made.Twin is { } twin) { frame.People.TryAdd(made.Node, twin); }
        return Value.OfNode(made.Node, reference.Field);
    }

    private static bool AppendId(Utf8Buffer buffer, Field reference)
    {
        var start = buffer.Length;
        if (FhirReferences.Resolve(reference) is { IsAbsent: false } target && target.First("id") is { IsAbsent: false } id) { buffer.Append(id.Utf8); }
        else
        {
            var text = reference.First("reference") is { IsAbsent: false } inner ? inner.Utf8 : reference.Utf8;
            var tail = text[(text.LastIndexOfAny((byte)'/', (byte)':') + 1)..];
            if (!tail.Contains((byte)'?')) { buffer.Append(tail); }
        }
        return buffer.Length > start;
    }
}
