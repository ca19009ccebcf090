namespace Ontotwin.Mapping.Reading;

/// <summary>Whether clocks show a time once.</summary>
internal enum ClockDoubt
{
    /// <summary>They do.</summary>
    None,

    /// <summary>Twice: it is of the hour in which they are put back.</summary>
    Twice,

    /// <summary>Never: it is of the hour that is left out.</summary>
    Never,
}
