namespace Ontotwin.Sources.Tree;

/// <summary>One node; 32 bytes. Links are indexes in the record's array, -1 for none. Nodes stand in document order: a subtree is a stretch of the array.</summary>
internal struct TreeNode
{
    /// <summary>Number of its name in the document's table.</summary>
    public int Name;
    public int Parent;
    public int FirstChild;
    public int NextSibling;
    public int Start;
    public int Length;

    /// <summary>JSON: place in its array from 1, 0 outside arrays. XML: place from 1 among its siblings of one name, 0 for the only one.</summary>
    public int Index;
    public TreeKind Kind;

    /// <summary>XML: number of its namespace in the document's table; 0 for none.</summary>
    public ushort Space;
}
