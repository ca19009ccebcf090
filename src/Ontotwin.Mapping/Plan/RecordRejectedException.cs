namespace Ontotwin.Mapping.Plan;

/// <summary>Unwinds a map whose whole record is rejected; caught where the map was started.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its reject")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class RecordRejectedException(Reject reject) : Exception(reject.Reason)
{
    public Reject Reject { get; } = reject;
}
