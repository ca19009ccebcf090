using System.Text;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>What became of a reference.</summary>
internal enum ReferenceOutcome
{
    /// <summary>It refers to nothing.</summary>
    Absent,

    /// <summary>Its key was made.</summary>
    Named,

    /// <summary>It names a resource that is nothing of the class.</summary>
    OtherType,

    /// <summary>It leads to no one resource that has a key.</summary>
    Nowhere,
}

/// <summary>
/// Makes the key (authority, id) of what a FHIR reference names. An id is unique among one server's resources of one type (FHIR R4 2.3.0), a contained
/// resource's within the resource around it (2.3.0.5), a URN's that no entry bears within the document: no two of these are one key.
/// </summary>
internal sealed class ReferenceKey(Iri type, bool isPerson, OntologyModel ontology)
{
    private const byte Separator = 0x1f;
    private readonly byte[] name = Encoding.UTF8.GetBytes(type.LocalName);
    private readonly bool isResource = FhirSchema.Resource(type.LocalName) is not null;

    /// <summary>Appends the key; what it appended means nothing unless the outcome is <see cref="ReferenceOutcome.Named"/>.</summary>
    public ReferenceOutcome Append(Frame frame, Field reference, Utf8Buffer buffer)
    {
        var target = FhirReferences.Resolve(reference);
        if (target.IsAbsent) { return AppendText(frame, reference, buffer); }
        if (!MayBe(target.First("resourceType").Utf8)) { return ReferenceOutcome.OtherType; }
        if (target.Name == "contained") { return AppendContained(frame, target, buffer); }
        var id = target.First("id");
        // The shipped maps know people without an id by their first identifier.
        if (id.IsAbsent && isPerson) { id = target.First("identifier").First("value"); }
        return id.Utf8.IsEmpty ? AppendKey(buffer, OfDocument(frame), Encoding.UTF8.GetBytes(target.Path)) : AppendKey(buffer, frame.Sender, id.Utf8);
    }

    private static ReferenceOutcome AppendContained(Frame frame, Field target, Utf8Buffer buffer)
    {
        var around = target.Parent;
        var id = around.First("id").Utf8;
        AppendKey(buffer, id.IsEmpty ? OfDocument(frame) : frame.Sender, around.First("resourceType").Utf8);
        buffer.Append((byte)'/');
        if (id.IsEmpty) { buffer.Append(around.Path); }
        else { buffer.Append(id); }
        buffer.Append((byte)'#');
        buffer.Append(target.First("id").Utf8);
        return ReferenceOutcome.Named;
    }

    private ReferenceOutcome AppendText(Frame frame, Field reference, Utf8Buffer buffer)
    {
        var text = reference.First("reference") is { IsAbsent: false } inner ? inner.Utf8 : reference.Utf8;
        if (text.IsEmpty) { return ReferenceOutcome.Absent; }
        var said = reference.First("type").Utf8;
        if (!MayBe(said[(said.LastIndexOf((byte)'/') + 1)..])) { return ReferenceOutcome.OtherType; }
        if (text.StartsWith("urn:"u8)) { return AppendKey(buffer, OfDocument(frame), text); }
        if (text[0] == (byte)'#' || text.Contains((byte)'?')) { return ReferenceOutcome.Nowhere; }
        var history = text.IndexOf("/_history/"u8);
        return AppendPath(frame, reference, history < 0 ? text : text[..history], buffer);
    }

    // [server/]Type/id, or an id alone.
    private ReferenceOutcome AppendPath(Frame frame, Field reference, ReadOnlySpan<byte> path, Utf8Buffer buffer)
    {
        var slash = path.LastIndexOf((byte)'/');
        var id = path[(slash + 1)..];
        if (id.IsEmpty) { return ReferenceOutcome.Nowhere; }
        if (slash < 0) { return AppendKey(buffer, frame.Sender, id); }
        var before = path[..slash];
        var start = before.LastIndexOf((byte)'/') + 1;
        if (!MayBe(before[start..])) { return ReferenceOutcome.OtherType; }
        if (path.IndexOf("://"u8) < 0) { return AppendKey(buffer, frame.Sender, id); }
        var server = Encoding.UTF8.GetString(before[..start]).TrimEnd('/');
        var isOwn = frame.Site?.Authority?.TrimEnd('/') == server || FhirReferences.IsFrom(reference, server);
        return AppendKey(buffer, isOwn ? frame.Sender : SenderScope.OfServer(server, frame.Services.Program), id);
    }

    /// <summary>Whether a resource of a FHIR type can be of the class; a type that is not said can be any.</summary>
    private bool MayBe(ReadOnlySpan<byte> resourceType)
    {
        if (resourceType.IsEmpty || resourceType.SequenceEqual(name)) { return true; }
        var said = Encoding.UTF8.GetString(resourceType);
        if (FhirSchema.Resource(said) is null) { return false; }
        var found = OntologyModel.Term(said);
        if (ontology.IsSubClass(found, type)) { return true; }
        // A class that is named otherwise than FHIR names things may be made of any type that is no class of its own.
        return !isPerson && !isResource && (!ontology.Classes.ContainsKey(found) || ontology.IsSubClass(type, found));
    }

    private static string OfDocument(Frame frame) => "urn:sha256:" + frame.Record.Document.Hash;

    private static ReferenceOutcome AppendKey(Utf8Buffer buffer, string authority, ReadOnlySpan<byte> id)
    {
        buffer.Append(authority);
        buffer.Append(Separator);
        buffer.Append(id);
        return ReferenceOutcome.Named;
    }
}
