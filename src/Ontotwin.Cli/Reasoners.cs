using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Prediction;

namespace Ontotwin.Cli;

/// <summary>Puts together what reasons: the program, the models beside it, the causal graphs in it.</summary>
internal static class Reasoners
{
    /// <summary>The twin service over a store. A model that cannot be used is told of and left out: its rules see an unknown.</summary>
    public static TwinService Service(IGraphStore store, TwinProgram program)
    {
        if (Causal(program) is not CausalClaims causal) { return new TwinService(store, program, NoModels.Instance, NoCausalClaims.Instance); }
        var models = ModelOutputs.Load(program, causal);
        Terminal.Diagnostics(models.Diagnostics);
        return new TwinService(store, program, models.Value!, causal);
    }

    /// <summary>The causal graphs of a program; a graph that is not one is told of, and no claim is then made.</summary>
    public static ICausalClaims Causal(TwinProgram program)
    {
        var claims = CausalClaims.From(program);
        Terminal.Diagnostics(claims.Diagnostics);
        return claims.Value is { } causal ? causal : NoCausalClaims.Instance;
    }
}
