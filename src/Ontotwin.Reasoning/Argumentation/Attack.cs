using Ontotwin.Language;

namespace Ontotwin.Reasoning.Argumentation;

/// <summary>Why one rule speaks against another.</summary>
/// <param name="From">Full name of the attacker.</param>
/// <param name="To">Full name of the attacked.</param>
/// <param name="Kind">contraindication, override, conflict, deferral, opposite, specificity; noted where a declared conflict lets both stand.</param>
/// <param name="Reason">In words.</param>
internal sealed record Attack(string From, string To, string Kind, BilingualText Reason)
{
    /// <summary>Whether it can defeat; a noted conflict is only shown.</summary>
    public bool CanDefeat => Kind != "noted";
}
