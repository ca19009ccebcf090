namespace Ontotwin.Values;

/// <summary>A coded value as a source wrote it or a lookup gave it.</summary>
/// <param name="System">Code system as a URI (<c>http://loinc.org</c>); empty when the source named none.</param>
/// <param name="Value">The code within the system.</param>
/// <param name="Display">The words beside the code; null when there are none.</param>
public sealed record Code(string System, string Value, string? Display = null)
{
    /// <summary><c>system|code</c> or <c>system|code|display</c>, the form kept beside every mapped code.</summary>
    public override string ToString() => Display is null ? $"{System}|{Value}" : $"{System}|{Value}|{Display}";
}
