using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Compiles a key into the IRI of its node. A person's key is (authority, id): the identity table says whose twin that is.</summary>
internal sealed class KeyCompiler
{
    public static readonly Iri Person = OntologyModel.Term("Person");
    private const byte Separator = 0x1f;
    private readonly NodeNamer namer;
    private readonly NodeNamer byDocument;
    private readonly NodeNamer records;
    private readonly bool isTwin;
    private readonly bool hasOptional;
    private readonly (Func<Frame, Value> Value, bool IsOptional)[] parts;
    private readonly Func<Frame, bool>[] numbers;

    /// <summary>A key of a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="key">Its parts.</param>
    /// <param name="compiler">Compiles the parts.</param>
    /// <param name="recurs">Whether many records name the same node: then names are remembered.</param>
    public KeyCompiler(Iri type, ImmutableArray<KeyPart> key, ExpressionCompiler compiler, bool recurs = true)
    {
        var services = compiler.Scope.Services;
        var isPerson = services.Program.Ontology.IsSubClass(type, Person);
        namer = new NodeNamer(type, isPerson && key.Length == 2, recurs, services);
        isTwin = isPerson && key.Length == 2;
        byDocument = new NodeNamer(type, isTwin, recurs: false, services);
        records = new NodeNamer(type, isPerson: false, recurs: true, services);
        parts = [.. key.Select(k => (compiler.CompileKeyPart(k.Value), k.IsOptional))];
        numbers = [.. key.Select(k => KeyNumber.Of(k.Value, compiler)).OfType<Func<Frame, bool>>()];
        hasOptional = key.Any(k => k.IsOptional);
    }

    /// <summary>Whether the key has a number that the source gives to one thing, or a node's that has.</summary>
    public bool IsNumbered(Frame frame)
    {
        foreach (var number in numbers)
        {
            if (number(frame)) { return true; }
        }
        return false;
    }

    /// <summary>The node's name; null when a part that must be there is not.</summary>
    public NodeName? Make(Frame frame, out Field first)
    {
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        buffer.Append(namer.Prefix);
        var isWhole = AppendParts(frame, buffer, out first);
        var made = isWhole ? namer.Name(buffer.From(start)) : frame.Services.KeysByDocument ? ByDocument(frame, buffer, start) : (NodeName?)null;
        buffer.Length = start;
        if (made is { } name && isWhole) { TellFormerNames(frame, name); }
        return made;
    }

    // Who is several twins may have records under each of them.
    private void TellFormerNames(Frame frame, NodeName made)
    {
        if (made.Twin is { } twin)
        {
            if (frame.Services.Identities.OthersOf?.Invoke(twin) is not { Count: > 0 } others) { return; }
            var authority = parts[0].Value(frame).AsText();
            frame.SetFormerNames(made.Node, [.. others.Select(o => new FormerName(o.Twin.Subject, o.Authorities.Contains(authority), false))]);
        }
        else if (frame.HasFormerNames && FormerNames(frame) is { Length: > 0 } names) { frame.SetFormerNames(made.Node, names); }
    }

    private FormerName[] FormerNames(Frame frame)
    {
        var values = Array.ConvertAll(parts, p => p.Value(frame));
        var names = new FormerName[values.Max(v => v.Node is { } node ? frame.FormerNames(node)?.Length ?? 0 : 0)];
        var isNumbered = names.Length > 0 && IsNumbered(frame);
        for (var n = 0; n < names.Length; n++) { names[n] = FormerNameOf(frame, values, n, isNumbered); }
        return names;
    }

    private FormerName FormerNameOf(Frame frame, Value[] values, int n, bool isNumbered)
    {
        var buffer = frame.Scratch.Text;
        var (start, isOfRegister) = (buffer.Length, true);
        buffer.Append(namer.Prefix);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) { buffer.Append(Separator); }
            if (values[i].Node is { } node && frame.FormerNames(node) is { } all)
            {
                var former = all[Math.Min(n, all.Length - 1)];
                (isOfRegister, isNumbered) = (isOfRegister && former.IsOfRegister, isNumbered || former.IsNumbered);
                buffer.Append(former.Name.Value);
            }
            else if (values[i].IsThere) { values[i].AppendTo(buffer); }
        }
        var name = namer.Name(buffer.From(start)).Node;
        buffer.Length = start;
        return new FormerName(name, isOfRegister, isNumbered);
    }

    /// <summary>
    /// Tells of a key with optional parts whether this record leaves all of them out, and if not, the name that its node would have if it did: by it a correction
    /// that leaves them out finds the node.
    /// </summary>
    public Iri? Shorter(Frame frame, out bool isShort)
    {
        isShort = hasOptional && !HasOptional(frame);
        if (!hasOptional || isShort) { return null; }
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        buffer.Append(namer.Prefix);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) { buffer.Append(Separator); }
            if (!parts[i].IsOptional) { parts[i].Value(frame).AppendTo(buffer); }
        }
        var name = namer.Name(buffer.From(start)).Node;
        buffer.Length = start;
        return name;
    }

    private bool HasOptional(Frame frame)
    {
        foreach (var (value, isOptional) in parts)
        {
            if (isOptional && value(frame).IsThere) { return true; }
        }
        return false;
    }

    /// <summary>The name of a person's record by its key, whoever the person is; null where the key is not whole.</summary>
    public string? Record(Frame frame)
    {
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        buffer.Append(records.Prefix);
        var name = AppendParts(frame, buffer, out _) ? records.Name(buffer.From(start)).Node.LocalName : null;
        buffer.Length = start;
        return name;
    }

    /// <summary>What is wrong with the part of a key that <see cref="Make"/> stopped at.</summary>
    public static string Problem(string name, Field part) => part.IsGroup ? $"a part of the key of '{name}' is an object, and no text or number" : $"a part of the key of '{name}' is missing";

    // Blanks are no key, and an object has no text: all records would be one.
    private static bool IsMissing(Value value) => !value.IsThere || (value.Kind == ValueKind.Field && (value.Field.IsGroup || value.Field.Utf8.TrimStart(" \t"u8).IsEmpty));

    private bool AppendParts(Frame frame, Utf8Buffer buffer, out Field first)
    {
        first = default;
        for (var i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Value(frame);
            if (IsMissing(value) && (!parts[i].IsOptional || value.Kind == ValueKind.Unreadable || Value.IsGroup(value)))
            {
                first = value.Field;
                return false;
            }
            if (first.IsAbsent) { first = value.Field; }
            if (i > 0) { buffer.Append(Separator); }
            if (value.IsThere) { value.AppendTo(buffer); }
        }
        return true;
    }

    private NodeName ByDocument(Frame frame, Utf8Buffer buffer, int start)
    {
        buffer.Length = start;
        buffer.Append(byDocument.Prefix);
        buffer.Append("urn:sha256:" + frame.Record.Document.Hash);
        buffer.Append(Separator);
        buffer.Append(frame.Record.Number.ToString(CultureInfo.InvariantCulture));
        // A record is of one person; what else it holds is told apart by its place.
        if (!isTwin && !frame.Loop.IsAbsent)
        {
            buffer.Append(Separator);
            buffer.Append(frame.Loop.Path);
        }
        return byDocument.Name(buffer.From(start));
    }
}
