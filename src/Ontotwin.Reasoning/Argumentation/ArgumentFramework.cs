using System.Collections.Immutable;

namespace Ontotwin.Reasoning.Argumentation;

/// <summary>Label of an argument in the grounded extension.</summary>
internal enum Label
{
    Undecided = 0,
    In,
    Out,
}

/// <summary>
/// An abstract argumentation framework (Dung PM. Artificial Intelligence 1995;77:321-357) under grounded semantics: an argument is in when all its
/// attackers are out, and out when one of them is in; what neither settles is undecided.
/// </summary>
internal static class ArgumentFramework
{
    /// <summary>The grounded labelling. Cost: O(arguments × attacks).</summary>
    public static ImmutableDictionary<string, Label> Ground(IReadOnlyCollection<string> arguments, IReadOnlyCollection<(string From, string To)> attacks)
    {
        var labels = arguments.ToDictionary(a => a, _ => Label.Undecided);
        var attackers = attacks.Where(a => labels.ContainsKey(a.From) && labels.ContainsKey(a.To)).ToLookup(a => a.To, a => a.From);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var argument in arguments.Where(a => labels[a] == Label.Undecided))
            {
                var against = attackers[argument];
                var label = against.All(a => labels[a] == Label.Out) ? Label.In : against.Any(a => labels[a] == Label.In) ? Label.Out : Label.Undecided;
                if (label == Label.Undecided) { continue; }
                labels[argument] = label;
                changed = true;
            }
        }
        return labels.ToImmutableDictionary();
    }
}
