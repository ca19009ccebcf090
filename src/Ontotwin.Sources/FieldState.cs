namespace Ontotwin.Sources;

/// <summary>The four states of a field. <c>default</c> is <see cref="Absent"/>.</summary>
public enum FieldState : byte
{
    /// <summary>The source does not have the field.</summary>
    Absent = 0,

    /// <summary>The field is there and says nothing: it means what its absence means.</summary>
    Empty,

    /// <summary>The source says that there is no value any more (HL7 v2 <c>""</c>).</summary>
    Null,

    /// <summary>The field has a value, or parts that may have one.</summary>
    Value,
}
