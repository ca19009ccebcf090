namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>How a value reaches its type in Neo4j.</summary>
internal enum NativeKind
{
    /// <summary>As JSON has it.</summary>
    AsIs,

    /// <summary>A text that <c>toFloat</c> reads: JSON would make an integer of 4.0.</summary>
    Real,

    /// <summary>A text that <c>date</c> reads.</summary>
    Date,

    /// <summary>A text that <c>datetime</c> reads.</summary>
    DateTime,

    /// <summary>A text that <c>localdatetime</c> reads: a time without a zone.</summary>
    LocalDateTime,
}
