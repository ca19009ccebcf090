using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Compiles a key into the IRI of its node. A person's key is (authority, id): the identity table says whose twin that is.</summary>
internal sealed class KeyCompiler
{
    private static readonly Iri Person = OntologyModel.Term("Person");
    private readonly Iri type;
    private readonly (Func<Frame, Value> Value, bool IsOptional)[] parts;

    public KeyCompiler(Iri type, ImmutableArray<KeyPart> key, ExpressionCompiler compiler)
    {
        this.type = type;
        parts = [.. key.Select(k => (compiler.Compile(k.Value), k.IsOptional))];
    }

    /// <summary>The node's IRI, and the twin when it is a person; null when a part that must be there is not.</summary>
    public (Iri Node, TwinId? Twin)? Make(Frame frame, out Field first)
    {
        first = default;
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Value(frame);
            if (!value.IsThere && !parts[i].IsOptional)
            {
                first = value.Field;
                return frame.Services.KeysByDocument ? ByDocument(frame) : null;
            }
            if (first.IsAbsent) { first = value.Field; }
            texts[i] = value.IsThere ? value.AsText() : "";
        }
        return IriOf(frame, type, texts);
    }

    public static (Iri Node, TwinId? Twin) IriOf(Frame frame, Iri type, string[] parts)
    {
        if (parts.Length == 2 && frame.Services.Program.Ontology.IsSubClass(type, Person))
        {
            var twin = frame.Services.Identities.Twin(new Identifier(parts[0], parts[1]));
            return (twin.Subject, twin);
        }
        return (frame.Services.Iris.Node(type.LocalName, string.Join('\u001f', parts)), null);
    }

    private (Iri, TwinId?)? ByDocument(Frame frame)
    {
        var key = new Identifier("urn:sha256:" + frame.Record.Document.Hash, frame.Record.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return IriOf(frame, type, [key.Authority, key.Value]);
    }
}
