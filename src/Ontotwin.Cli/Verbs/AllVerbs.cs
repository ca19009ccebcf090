using System.CommandLine;

namespace Ontotwin.Cli.Verbs;

/// <summary>The verbs that exist.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        DemoVerb.Create(),
        ReadVerb.Create(),
        RmlVerb.Create(),
        CheckVerb.Create(),
        FmtVerb.Create(),
        TestVerb.Create(),
        InferVerb.Create(),
        MapVerb.Create(),
        CoverageVerb.Create(),
        IngestVerb.Create(),
        PlanVerb.Create(),
        RejectsVerb.Create(),
        AliasesVerb.Create(),
        SeriesVerb.Create(),
        TwinsVerb.Create(),
        ShowVerb.Create(),
        ReasonVerb.Create(),
        ExplainVerb.Create(),
        WhyNotVerb.Create(),
        ScoreVerb.Create(),
        ServeVerb.Create(),
        VerifyVerb.Create(),
        BackupVerb.Create(),
        RestoreVerb.Create(),
        QueryVerb.Create(),
        UpdateVerb.Create(),
        ConvertVerb.Create(),
        CompareVerb.Create(),
        ValidateVerb.Create(),
        UnitVerb.Create(),
        LspVerb.Create(),
        LimitsVerb.Create(),
    ];
}
