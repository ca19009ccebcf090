namespace Ontotwin.Sources.Hl7v2;

/// <summary>Groups of messages by their names. Version 2.3 names the outer group of ORU_R01 RESPONSE where every other version names it PATIENT_RESULT.</summary>
public static class Hl7v2Groups
{
    private const string Current = "PATIENT_RESULT";
    private const string In23 = "RESPONSE";

    /// <summary>Repetitions of a group below a message or group, by the name of any version.</summary>
    public static FieldSequence All(Field parent, string name)
    {
        if (!parent.First(name).IsAbsent) { return parent.All(name); }
        return name switch
        {
            Current => parent.All(In23),
            In23 => parent.All(Current),
            _ => parent.All(name),
        };
    }
}
