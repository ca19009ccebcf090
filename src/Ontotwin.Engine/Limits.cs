namespace Ontotwin.Engine;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nodes with a life-cycle that <c>map</c> holds until the end, so that a correction in the same run replaces what it corrects.</summary>
    public const int MaxHeldNodes = 50_000;

    /// <summary>Of these, the nodes taken last, whose facts are at hand; those of the others are packed.</summary>
    public const int MaxUnpackedNodes = 256;

    /// <summary>Nodes with a life-cycle that <c>map</c> remembers to have written, so as to tell that a later version came too late.</summary>
    public const int MaxWrittenNodes = 1_000_000;

    /// <summary>Origins kept of one fact of a record that is sent again and again with the same content: the first ones.</summary>
    public const int MaxOriginsPerFact = 16;

    /// <summary>Origins kept of one fact of a person, which most messages repeat: the newest ones.</summary>
    public const int MaxOriginsOfPerson = 4;

    /// <summary>Instants after the record was read that are told of one twin.</summary>
    public const int MaxFutureInstants = 20;

    /// <summary>Values of one recommendation that are shown in a reader's other units beside its words.</summary>
    public const int MaxOtherUnits = 12;

    /// <summary>Bytes of a document from which on its memory is reclaimed before the next one is read.</summary>
    public const int CollectedDocumentBytes = 1 << 20;

    /// <summary>Samples of one series of one document held before they are written as a chunk.</summary>
    public const int MaxSamplesPerChunk = 4_000_000;

    /// <summary>Rejects kept in memory for a summary; all of them are counted and written.</summary>
    public const int MaxRejectsInSummary = 1_000;

    /// <summary>Statements and samples that changed rules give, that are compared with a store at once.</summary>
    public const long MaxRemappedFacts = 5_000_000;

    /// <summary>Facts that <c>plan</c> shows one by one; all are counted, and <c>--json</c> gives all.</summary>
    public const int MaxPlannedFactsShown = 200;

    /// <summary>Facts of samples that <c>explain</c> shows of one question; the others are counted, and <c>--json</c> gives all.</summary>
    public const int MaxExplainedSamples = 60;

    /// <summary>Fields without a fact that <c>coverage --tables</c> names of one segment map; all of them are counted.</summary>
    public const int MaxUncoveredFieldsShown = 40;

    /// <summary>Rows of a CSV file from which <c>infer</c> drafts a map.</summary>
    public const int SampledRows = 5_000;

    /// <summary>Rows by which <c>infer</c> finds the delimiter.</summary>
    public const int RowsForDelimiter = 50;

    /// <summary>Rows among which <c>infer</c> looks for the header.</summary>
    public const int RowsAboveHeader = 20;

    /// <summary>First bytes of a file in which a zero byte says that it is no text.</summary>
    public const int BytesForBinary = 1 << 16;

    /// <summary>Bytes shown before and after the highlighted ones.</summary>
    public const int SnippetMarginBytes = 200;

    /// <summary>Highlighted bytes shown of one field.</summary>
    public const int MaxHighlightBytes = 1024;

    /// <summary>Size of a source document that is read for its snippets.</summary>
    public const long MaxSourceBytes = 64L << 20;
}
