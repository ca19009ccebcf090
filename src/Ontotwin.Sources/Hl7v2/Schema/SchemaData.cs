using System.Collections.Frozen;

namespace Ontotwin.Sources.Hl7v2.Schema;

/// <summary>The definitions of one version, as read from its file.</summary>
internal sealed record SchemaData(
    string Version,
    FrozenDictionary<string, MessageStructure> Structures,
    FrozenDictionary<string, string> Aliases,
    FrozenDictionary<string, SegmentDefinition> Segments,
    FrozenDictionary<string, DataTypeDefinition> DataTypes);
