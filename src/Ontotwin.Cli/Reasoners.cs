using System.CommandLine;
using Ontotwin.Cli.Verbs;
using Ontotwin.Engine;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli;

/// <summary>Puts together what reasons: the program, the models beside it, the causal graphs in it.</summary>
internal static class Reasoners
{
    public static TwinService Service(IGraphStore store, TwinProgram program) => new(store, program, Models(program), Causal(program));

    public static IModelOutputs Models(TwinProgram program) => new Prediction.ModelOutputs(program);

    public static ICausalClaims Causal(TwinProgram program) => new Causal.CausalClaims(program);
}
