using System.Globalization;
using System.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>Human paths of DICOM fields: <c>(0010,0020) PatientID</c>, <c>ContentSequence[2].TextValue</c>.</summary>
internal static class DicomPath
{
    public static string Of(ReadOnlySpan<DicomNode> nodes, ReadOnlySpan<DicomElement> elements, int node)
    {
        var steps = new Stack<int>();
        for (; node > 0; node = nodes[node].Parent) { steps.Push(node); }
        if (steps.Count == 0) { return ""; }
        var path = new StringBuilder();
        if (nodes[steps.Peek()].Kind is not DicomNodeKind.Item) { path.Append(TagText(elements[nodes[steps.Peek()].Element].Tag)).Append(' '); }
        var isFirst = true;
        foreach (var step in steps)
        {
            if (!isFirst) { path.Append('.'); }
            isFirst = false;
            path.Append(NameOf(nodes[step], elements));
            if (nodes[step].Index > 0) { path.Append(CultureInfo.InvariantCulture, $"[{nodes[step].Index}]"); }
        }
        return path.ToString();
    }

    public static string NameOf(in DicomNode node, ReadOnlySpan<DicomElement> elements) =>
        node.Kind == DicomNodeKind.NamePart ? PersonName.PartNames[node.Part] : node.Element < 0 ? "" : elements[node.Element].Name;

    public static string TagText(uint tag) => string.Create(CultureInfo.InvariantCulture, $"({tag >> 16:X4},{tag & 0xFFFF:X4})");
}
