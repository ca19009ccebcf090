using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>Binds <c>join csv "tests.csv" (…) on test = code</c>.</summary>
internal sealed class JoinBinder(BindingScope scope)
{
    /// <summary>Binds a join; null after a report.</summary>
    /// <param name="tree">Where it stands.</param>
    /// <param name="first">The layout of the file that it is joined to; null when that is no CSV.</param>
    /// <param name="left">The columns before it.</param>
    /// <param name="layout">Its own layout.</param>
    public CsvJoin? Bind(TwinParser.JoinContext tree, CsvLayout? first, SourceShape left, CsvLayout? layout)
    {
        if (first is null || SyntaxText.Name(tree.name()) != "csv" || layout is null)
        {
            scope.Report("OT1103", tree, "a join reads a CSV file beside a CSV file", "join csv \"tests.csv\" (code text, loinc text) on test = code");
            return null;
        }
        if (layout.FilePattern.AsSpan().ContainsAny("*?") || Path.IsPathRooted(layout.FilePattern))
        {
            scope.Report("OT1103", tree, $"'{layout.FilePattern}' does not name one file beside the first", "join csv \"tests.csv\" (…)");
            return null;
        }
        var name = Path.GetFileNameWithoutExtension(layout.FilePattern);
        if (left.Child(name) is not null)
        {
            scope.Report("OT1103", tree, $"'{name}' is a column, and what the joined file's columns are found under", "give the file another name");
            return null;
        }
        var right = new CsvShape(layout.Columns);
        var keys = ImmutableArray.CreateBuilder<JoinKey>();
        return Add(tree.expression(), left, right, keys) ? new CsvJoin(name, layout with { Decimal = first.Decimal }, keys.ToImmutable()) : null;
    }

    private bool Add(TwinParser.ExpressionContext tree, SourceShape left, CsvShape right, ImmutableArray<JoinKey>.Builder keys)
    {
        if (tree is TwinParser.AndExpressionContext and) { return and.expression().All(e => Add(e, left, right, keys)); }
        if (tree is TwinParser.ComparisonExpressionContext { op.Text: "=" } equal && Column(equal.expression(0)) is { } one && Column(equal.expression(1)) is { } other)
        {
            // Written either way round; where both files have both columns, the first one named is the first file's.
            if (left.Child(one) is not null && right.Child(other) is not null) { keys.Add(new JoinKey(one, other)); return true; }
            if (left.Child(other) is not null && right.Child(one) is not null) { keys.Add(new JoinKey(other, one)); return true; }
            var missing = left.Child(one) is null && right.Child(one) is null ? one : left.Child(other) is null && right.Child(other) is null ? other : null;
            scope.Report(
                "OT1202", tree, missing is null ? $"'{one}' and '{other}' are columns of the same file" : $"neither file has a column '{missing}'",
                missing is null ? "a join says which column of one file equals which of the other" : Suggest.From(missing, left.ChildNames.Concat(right.ChildNames)));
            return false;
        }
        scope.Report("OT1103", tree, $"'{tree.GetText()}' does not say which columns are equal", "on test = code, or on a = b and c = d");
        return false;
    }

    private static string? Column(TwinParser.ExpressionContext tree) =>
        tree is TwinParser.PrimaryExpressionContext primary && primary.primary() is TwinParser.PathPrimaryContext path
        && path.path().pathHead() is TwinParser.NameHeadContext head && path.path().pathStep().Length == 0 ? SyntaxText.Name(head.name()) : null;
}
