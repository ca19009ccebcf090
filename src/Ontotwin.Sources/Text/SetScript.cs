namespace Ontotwin.Sources.Text;

/// <summary>What a set of characters that ISO 2022 designates is for.</summary>
[Flags]
internal enum SetScript
{
    /// <summary>Latin letters, and others of one byte.</summary>
    Other = 0,
    Japanese = 1,
    Korean = 2,
    Chinese = 4,
}
