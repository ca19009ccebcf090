namespace Ontotwin.Sources.Hl7v2;

/// <summary>A message structure of one HL7 v2 version (<c>ORU_R01</c>): the order and nesting of its segments.</summary>
public sealed class MessageStructure
{
    internal MessageStructure(string name, StructureNode root) => (Name, Root) = (name, root);

    /// <summary>Name by HL7 table 0354.</summary>
    public string Name { get; }

    /// <summary>The message itself as a group, whose children are its segments and groups in order.</summary>
    public StructureNode Root { get; }

    /// <summary>The node at a path of names from the root (<c>PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION/OBX</c>), or null.</summary>
    public StructureNode? Find(string path)
    {
        var node = Root;
        foreach (var part in path.Split('/'))
        {
            if (node.Child(part) is not { } child) { return null; }
            node = child;
        }
        return node;
    }
}
