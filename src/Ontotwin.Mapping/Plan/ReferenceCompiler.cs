using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Compiles references to nodes declared elsewhere. <c>ref C of r</c> follows a FHIR reference: the node's key is (authority, id), as
/// <see cref="ReferenceKey"/> tells them.
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
            var stub = frame.BeginNode(made.Node, reference.Class, frame.Scope.Stub);
            (stub.At, stub.Person) = (place, twin);
            stub.Say(RdfTerms.Type, reference.Class, frame.From(place, frame.Scope.Stub));
            frame.Nodes.Add(stub);
        }
        return Value.OfNode(made.Node, place);
    }
}

/// <summary>Follows FHIR references to nodes of one class.</summary>
internal sealed class ReferenceResolver
{
    private readonly NodeNamer namer;
    private readonly ReferenceKey key;
    private readonly string wanted;

    public ReferenceResolver(Iri type, MapScope scope)
    {
        var ontology = scope.Services.Program.Ontology;
        var isPerson = ontology.IsSubClass(type, KeyCompiler.Person);
        namer = new NodeNamer(type, isPerson, recurs: true, scope.Services);
        key = new ReferenceKey(type, isPerson, ontology);
        wanted = type.LocalName;
    }

    /// <summary>The node; unreadable, and told, where the reference leads to something else or to nothing that has a key.</summary>
    public Value Resolve(Frame frame, Value reference)
    {
        if (reference.Kind != ValueKind.Field) { return Value.Absent; }
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        buffer.Append(namer.Prefix);
        var outcome = key.Append(frame, reference.Field, buffer);
        var made = outcome == ReferenceOutcome.Named ? namer.Name(buffer.From(start)) : default;
        buffer.Length = start;
        if (outcome != ReferenceOutcome.Named) { return Refused(frame, reference.Field, outcome); }
        if (made.Twin is { } twin) { frame.People.TryAdd(made.Node, twin); }
        return Value.OfNode(made.Node, reference.Field);
    }

    private Value Refused(Frame frame, Field reference, ReferenceOutcome outcome)
    {
        if (outcome == ReferenceOutcome.Absent) { return Value.Absent; }
        if (outcome == ReferenceOutcome.OtherType) { frame.Report("OT4213", reference, $"the reference leads to a resource that is no {wanted}", "what it leads to has an id of its own kind: the same id of another type is something else"); }
        else { frame.Report("OT4214", reference, $"the reference names no one resource that could be the {wanted}", "a contained or conditional reference needs its one resource in the same document"); }
        return Value.Unreadable(reference);
    }
}
