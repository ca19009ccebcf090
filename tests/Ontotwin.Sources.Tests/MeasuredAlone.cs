namespace Ontotwin.Sources.Tests;

/// <summary>Tests that measure the process, or allocate so much that others which measure would notice, run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    internal const string Name = "measured alone";
}
