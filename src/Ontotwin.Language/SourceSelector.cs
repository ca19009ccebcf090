using System.Collections.Immutable;
using Ontotwin.Sources;

namespace Ontotwin.Language;

/// <summary>What records a map or identity statement fits.</summary>
/// <param name="Format">The format.</param>
/// <param name="Version">Version of the schema it is checked against; null for CSV.</param>
/// <param name="OnlyThatVersion">Whether records of other versions are left alone (<c>only</c>).</param>
/// <param name="Types">Message structures (<c>ORU_R01</c>), message codes (<c>ADT</c>, for <c>ADT any</c>) or resource types; empty: any.</param>
/// <param name="Csv">The layout, for CSV.</param>
public sealed record SourceSelector(SourceFormat Format, string? Version, bool OnlyThatVersion, ImmutableArray<string> Types, CsvLayout? Csv)
{
    /// <summary>Condition on the record; null for none.</summary>
    public Expression? When { get; init; }

    /// <summary>Files whose rows are joined to those of the first, in order; only for CSV.</summary>
    public ImmutableArray<CsvJoin> Joins { get; init; } = [];

    /// <summary>The layout, for JSON and XML; null for others.</summary>
    public TreeLayout? Tree { get; init; }

    /// <summary>The pattern of names of the files that it reads; null where the bytes tell what they are.</summary>
    public string? FilePattern => Csv?.FilePattern ?? Tree?.FilePattern;

    /// <summary>The type of the records that it reads of a file it fits: <c>row</c>, or with the joins that make it another.</summary>
    public string RowType => Joins.IsEmpty ? "row" : $"row joined with {string.Join(" and ", Joins)}";

    /// <summary>What tells its records from those of other maps of the same files: the path of JSON or XML, the layout that a map of CSV names; null: nothing.</summary>
    public string? ReadAs => Csv is null ? Tree?.At : Csv.ReadAs;

    /// <summary>The declared column that a path names; null when it names none.</summary>
    public CsvColumn? ColumnOf(Expression path)
    {
        if (path is not PathExpression { Start: null, Steps: [ChildStep first, ..] and var steps }) { return null; }
        if (Tree is not null) { return Tree.Columns.FirstOrDefault(c => c.Name == string.Join('.', steps.Select(s => (s as ChildStep)?.Name))); }
        if (Csv is null) { return null; }
        var join = steps.Length == 2 ? Joins.FirstOrDefault(j => j.Name == first.Name) : null;
        var name = steps is [.., ChildStep last] && (steps.Length == 1 || join is not null) ? last.Name : null;
        return join is not null ? join.Layout.Columns.FirstOrDefault(c => c.Name == name)
            : Joins.Select(j => j.Layout).Prepend(Csv).SelectMany(l => l.Columns).FirstOrDefault(c => c.Name == name);
    }
}
