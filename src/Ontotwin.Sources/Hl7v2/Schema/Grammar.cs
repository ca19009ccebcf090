using System.Collections.Immutable;

namespace Ontotwin.Sources.Hl7v2.Schema;

/// <summary>Reads a structure's grammar: <c>MSH SFT* PATIENT?( PID PD1? ) &lt;OBR|RQD&gt;?</c>.</summary>
internal sealed class Grammar(string text)
{
    private readonly string[] tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private int position;

    internal StructureNode Root(string name) => new(name, isRequired: true, isRepeating: false, Children());

    // Our own files nest about eight deep.
    private ImmutableArray<StructureNode> Children()
    {
        var children = ImmutableArray.CreateBuilder<StructureNode>();
        while (position < tokens.Length && tokens[position] != ")")
        {
            var token = tokens[position++];
            var isGroup = token.EndsWith('(');
            if (isGroup) { token = token[..^1]; }
            var cardinality = token[^1];
            var name = token.TrimEnd('?', '*', '+');
            var (required, repeating) = (cardinality is not ('?' or '*'), cardinality is '*' or '+');
            if (name[0] == '<') { AddChoice(children, name); continue; }
            var inside = isGroup ? Children() : [];
            if (isGroup) { position++; }
            children.Add(new(name, required, repeating, inside));
        }
        return children.ToImmutable();
    }

    // One of several segments at a place is, for finding places, a row of optional ones.
    private static void AddChoice(ImmutableArray<StructureNode>.Builder children, string choice)
    {
        foreach (var name in choice.Trim('<', '>').Split('|')) { children.Add(new(name, isRequired: false, isRepeating: false, [])); }
    }
}
