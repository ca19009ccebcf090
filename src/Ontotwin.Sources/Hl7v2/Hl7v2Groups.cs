namespace Ontotwin.Sources.Hl7v2;

/// <summary>Groups of messages by their names. Version 2.3 names the outer group of ORU_R01 RESPONSE where every other version names it PATIENT_RESULT.</summary>
public static class Hl7v2Groups
{
    private const string Current = "PATIENT_RESULT";
    private const string In23 = "RESPONSE";

    /// <summary>Repetitions of a group below a message or group, by the name of any version.</summary>
    public static FieldSequence All(Field parent, string name)
    {
        var other = name switch { Current => In23, In23 => Current, _ => null };
        return other is null || !parent.First(name).IsAbsent ? parent.All(name) : parent.All(other);
    }
}
