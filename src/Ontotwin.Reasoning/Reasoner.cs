using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Reasoning;

/// <summary>Concludes: closes a twin under the ontology, evaluates every rule, lets the rules argue, and explains.</summary>
public static class Reasoner
{
    /// <summary>Everything that follows of one twin at one instant. Pure; safe to call from several threads.</summary>
    public static Conclusions Conclude(TwinProgram program, Twin twin, DateTimeOffset asOf, IModelOutputs models, ICausalClaims causal) =>
        throw new NotSupportedException();
}
