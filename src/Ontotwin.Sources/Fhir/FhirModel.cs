using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace Ontotwin.Sources.Fhir;

/// <summary>A resource of a record as the Firely SDK's model has it, and the way from a node of either to the same node of the other.</summary>
internal sealed class FhirModel
{
    private static readonly DeserializerSettings Strict = new DeserializerSettings().UsingMode(DeserializationMode.Strict);

    // FHIR's own limit of nesting is that of the reader; the model's reader is given no more.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = FhirLimits.MaxDepth };

    private readonly Field resource;
    private readonly PocoNode root;

    private FhirModel(Field resource, PocoNode root) => (this.resource, this.root) = (resource, root);

    /// <summary>The model's root.</summary>
    public PocoNode Root => root;

    /// <summary>The node of the resource in its record.</summary>
    public int Node => resource.Node;

    /// <summary>The model of the resource that a field lies in; null where none can be made of it.</summary>
    /// <param name="field">A field of the resource, or the resource itself.</param>
    public static FhirModel? Around(Field field)
    {
        var resource = field;
        while (resource.First("resourceType").IsAbsent && resource.Node != 0) { resource = resource.Parent; }
        if (resource.Record is not FhirRecord record) { return null; }
        if (record.LastModel is { } last && last.Node == resource.Node) { return last; }
        return Read(resource, out _) is { } model ? record.LastModel = new FhirModel(resource, model.ToPocoNode()) : null;
    }

    /// <summary>The model of a resource, and what is against R4 in it; the model is null where none can be made.</summary>
    /// <param name="resource">The resource; its bytes are read once more.</param>
    /// <param name="faults">What the model's reader has to say.</param>
    public static Resource? Read(Field resource, out IReadOnlyList<ExtendedCodedException> faults)
    {
        var record = (FhirRecord)resource.Record!;
        return FhirXmlParser.LooksLike(record.Document.Bytes.Span) ? FromXml(resource, record.Document, out faults) : FromJson(record.WrittenOf(resource.Node).Span, out faults);
    }

    /// <summary>The same for bytes in JSON that stand for a resource.</summary>
    public static Resource? FromJson(ReadOnlySpan<byte> bytes, out IReadOnlyList<ExtendedCodedException> faults)
    {
        faults = [];
        // What is no UTF-8 is read with replacement, as the record's texts are.
        var reader = new Utf8JsonReader(System.Text.Unicode.Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)), Options);
        try
        {
            new FhirJsonDeserializer(Strict).TryDeserializeResource(ref reader, out var read, out var found);
            faults = [.. found.OfType<ExtendedCodedException>()];
            return read;
        }
        // Syntax that our reader is more lenient about.
        catch (Exception fault) when (fault is JsonException || IsThrownByModel(fault))
        {
            return null;
        }
    }

    /// <summary>What the SDK throws at documents that are not what its authors thought of.</summary>
    public static bool IsThrownByModel(Exception fault) =>
        fault is CodedException or InvalidOperationException or ArgumentException or FormatException or NotSupportedException or OverflowException or InvalidCastException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException;

    /// <summary>The model's node of a field of this resource; null where the model has none.</summary>
    public PocoNode? At(Field field)
    {
        var path = new Stack<Field>();
        for (; field != resource; field = field.Parent)
        {
            if (field.IsAbsent) { return null; }
            path.Push(field);
        }
        var node = root;
        while (path.TryPop(out var step))
        {
            if (Child(node, step) is not { } child) { return null; }
            node = child;
        }
        return node;
    }

    /// <summary>The field of a model's node; absent for what was computed and stands nowhere.</summary>
    public Field FieldOf(PocoNode node)
    {
        var path = new Stack<PocoNode>();
        PocoNode? at = node;
        for (; at is not null && at.Parent is not null; at = at.Parent) { path.Push(at); }
        if (at is null || !ReferenceEquals(at.Poco, root.Poco)) { return default; }
        var field = resource;
        while (path.TryPop(out var step))
        {
            // A primitive and its value are one field.
            if (step.Name == "value" && path.Count == 0 && FhirFields.IsPrimitive(step.Parent!.Poco.TypeName)) { return field; }
            field = FhirFields.Child(field, step.Name!, step.Index);
            if (field.IsAbsent) { return default; }
        }
        return field;
    }

    // In XML an entry does not say its namespaces itself: the whole record is read, and the entry is looked for in it.
    private static Resource? FromXml(Field resource, SourceDocument document, out IReadOnlyList<ExtendedCodedException> faults)
    {
        faults = [];
        // The bytes at hand are UTF-8, whatever the document declares.
        using var text = new StreamReader(new MemoryStream(document.Bytes.ToArray(), writable: false), Encoding.UTF8);
        try
        {
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            new FhirXmlDeserializer(Strict).TryDeserializeResource(reader, out var read, out var found);
            faults = [.. found.OfType<ExtendedCodedException>()];
            return read is null || resource.Node == 0 ? read : new FhirModel(resource.Record!.Root, read.ToPocoNode()).At(resource)?.Poco as Resource;
        }
        catch (Exception fault) when (fault is XmlException || IsThrownByModel(fault))
        {
            return null;
        }
    }

    private static PocoNode? Child(PocoNode node, Field step)
    {
        var index = 0;
        foreach (var each in step.Parent.All(step.Name))
        {
            if (each == step) { break; }
            index++;
        }
        if ((node.Child(step.Name) ?? node.Child(FhirFields.StemOf(step.Name))) is not { } found) { return null; }
        return found.ElementAtOrDefault(index);
    }
}
