using System.Globalization;
using System.Text;
using Ontotwin.Evaluation;

namespace Ontotwin.Cli.Output;

/// <summary>A proof as a Graphviz graph.</summary>
internal static class ProofDot
{
    public static string Render(ProofNode proof, string language)
    {
        var text = new StringBuilder("digraph proof {\n  rankdir=BT; node [shape=box, fontname=\"sans-serif\"];\n");
        var number = 0;
        var waiting = new Stack<(ProofNode Node, int Parent)>([(proof, -1)]);
        while (waiting.TryPop(out var next))
        {
            var id = number++;
            var label = next.Node.Text.In(language) + (next.Node.Origin is { } origin ? "\n" + ProofText.Place(origin) : "");
            text.Append(CultureInfo.InvariantCulture, $"  n{id} [label=\"{label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"];\n");
            if (next.Parent >= 0) { text.Append(CultureInfo.InvariantCulture, $"  n{id} -> n{next.Parent};\n"); }
            foreach (var child in next.Node.Children) { waiting.Push((child, id)); }
        }
        return text.Append('}').ToString();
    }
}
