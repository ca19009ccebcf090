namespace Ontotwin.Cli.Output;

/// <summary>The few words of the command that clinicians read, in their language.</summary>
internal static class Say
{
    public static string In(string language, string en, string zh) => language == "zh" ? zh : en;

    public static string Truth(string language, Values.Truth truth) => truth switch
    {
        Values.Truth.True => In(language, "true", "真"),
        Values.Truth.False => In(language, "false", "假"),
        _ => In(language, "unknown", "未知"),
    };

    public static string Urgency(string language, string urgency) => language != "zh" ? urgency : urgency switch { "emergency" => "急症", "urgent" => "紧急", "soon" => "尽快", _ => "常规" };
}
