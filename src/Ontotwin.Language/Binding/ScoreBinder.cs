using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds scores: points by terms, or formulas with inputs, lets and coefficient tables.</summary>
internal sealed class ScoreBinder(BindingScope scope)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, Expression>> tables = [];
    private readonly List<string> tableFiles = [];
    private readonly HashSet<string> locals = [];
    private QuantityLiteral? within;

    private RuleExpressionBinder Expressions => new(scope, locals, tables, within);

    public ScoreDeclaration? Bind(TwinParser.ScoreDeclarationContext tree)
    {
        var items = tree.scoreItem().Where(i => !SyntaxText.IsBroken(i)).ToList();
        within = items.OfType<TwinParser.ScoreWithinContext>().Select(w => Expressions.Quantity(w.quantity())).FirstOrDefault();
        var inputs = items.OfType<TwinParser.ScoreInputContext>().Select(BindInput).OfType<ScoreInput>().ToImmutableArray();
        foreach (var table in items.OfType<TwinParser.ScoreTableContext>()) { BindTable(table); }
        var lets = ImmutableArray.CreateBuilder<LetDeclaration>();
        foreach (var let in items.OfType<TwinParser.ScoreLetContext>())
        {
            if (BindLet(let.letValue()) is { } value) { lets.Add(new LetDeclaration(SyntaxText.Name(let.name()), value)); }
            locals.Add(SyntaxText.Name(let.name()));
        }
        var valueTree = items.OfType<TwinParser.ScoreValueContext>().FirstOrDefault();
        var formula = valueTree is not null ? Expressions.Bind(valueTree.expression()) : tree.expression() is { } e ? Expressions.Bind(e) : null;
        var terms = items.Select(BindTerm).OfType<ScoreTerm>().ToImmutableArray();
        if (terms.IsEmpty && formula is null) { if (scope.IsDamaged(tree)) { return null; } scope.Report("OT1330", tree.name(), "a score has terms with points, or a formula", "value = …"); return null; }
        var citation = new Citation(SyntaxText.String(tree.STRING()), null, null, null, null);
        return new ScoreDeclaration(SyntaxText.Name(tree.name()), scope.Module, citation, terms, formula, scope.SpanOf(tree))
        {
            Unit = scope.Unit(tree.UNIT() ?? valueTree?.UNIT(), tree.name()),
            Inputs = inputs,
            Lets = lets.ToImmutable(),
            TableFiles = [.. tableFiles],
            Missing = items.OfType<TwinParser.ScoreMissingContext>().FirstOrDefault()?.GetChild(1).GetText() switch
            {
                "partial" => MissingInput.Partial,
                "interval" => MissingInput.Interval,
                _ => MissingInput.Unknown,
            },
        };
    }

    private ScoreInput? BindInput(TwinParser.ScoreInputContext tree)
    {
        var name = SyntaxText.Name(tree.name());
        var value = Expressions.Bind(tree.expression());
        locals.Add(name);
        var ends = tree.signedNumber();
        return value is null ? null : new ScoreInput(
            name, value, scope.Unit(tree.UNIT(), tree), ends.Length == 2 ? SyntaxText.Number(ends[0]) : null, ends.Length == 2 ? SyntaxText.Number(ends[1]) : null);
    }

    // `A when C, B when D`: the first whose condition holds; none: unknown.
    private Expression? BindLet(TwinParser.LetValueContext tree)
    {
        var all = tree.expression();
        if (all.Length == 1) { return Expressions.Bind(all[0]); }
        var bound = all.Select(e => Expressions.Bind(e)).ToList();
        return bound.Contains(null) ? null : Choice(Enumerable.Range(0, bound.Count / 2).Select(i => (bound[2 * i]!, bound[(2 * i) + 1]!)).ToList());
    }

    private static Expression Choice(IReadOnlyList<(Expression Value, Expression When)> cases)
    {
        Expression result = new TruthLiteral(Truth.Unknown);
        foreach (var (value, when) in cases.Reverse()) { result = new ConditionalExpression(when, value, result) { Span = value.Span }; }
        return result;
    }

    private void BindTable(TwinParser.ScoreTableContext tree)
    {
        if (TableFile.Read(scope.File, SyntaxText.String(tree.STRING()), out var why) is not { } table)
        {
            scope.Report("OT1331", tree, why!, "the path is relative to the .twin file");
            return;
        }
        tableFiles.Add(table.Path);
        tables[SyntaxText.Name(tree.name())] = tree.expression() is { } row ? RowTable(tree, table, row) : ColumnTable(tree, table);
    }

    // Each row a name, its value from the column whose condition holds.
    private Dictionary<string, Expression> ColumnTable(TwinParser.ScoreTableContext tree, TableFile table)
    {
        var choices = tree.choice().Select(c => (Column: SyntaxText.Name(c.name()), When: Expressions.Bind(c.expression()), Tree: c)).ToList();
        foreach (var missing in choices.Where(c => !table.Has(c.Column))) { scope.Report("OT1305", missing.Tree, $"the table has no column '{missing.Column}'", Suggest.From(missing.Column, table.Columns)); }
        var usable = choices.Where(c => c.When is not null && table.Has(c.Column)).ToList();
        var names = new Dictionary<string, Expression>();
        foreach (var row in table.Rows)
        {
            var cases = usable.Select(c => (Value: Number(tree, table.Cell(row, c.Column)), c.When)).Where(c => c.Value is not null).Select(c => ((Expression)c.Value!, c.When!)).ToList();
            if (row.Count > 0) { names[row[0]] = Choice(cases); }
        }
        return names;
    }

    // Each column a name, its value from the row whose first cell is the greatest one not above the expression.
    private Dictionary<string, Expression> RowTable(TwinParser.ScoreTableContext tree, TableFile table, TwinParser.ExpressionContext by)
    {
        var names = new Dictionary<string, Expression>();
        if (Expressions.Bind(by) is not { } key) { return names; }
        foreach (var column in table.Columns.Skip(1))
        {
            var cases = new List<(Expression, Expression)>();
            foreach (var row in table.Rows)
            {
                if (Number(tree, row[0]) is not { } from || Number(tree, table.Cell(row, column)) is not { } value) { continue; }
                cases.Add((value, new OperatorExpression(">=", [key, from]) { Span = scope.SpanOf(tree) }));
            }
            cases.Reverse();
            names[column] = Choice(cases);
        }
        return names;
    }

    private QuantityLiteral? Number(TwinParser.ScoreTableContext tree, string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) { return new QuantityLiteral(number, null) { Span = scope.SpanOf(tree) }; }
        if (text.Length > 0) { scope.Report("OT1332", tree, "the table holds a cell that is not a number"); }
        return null;
    }

    private ScoreTerm? BindTerm(TwinParser.ScoreItemContext item) => item switch
    {
        TwinParser.ScoreConditionTermContext term when Expressions.Bind(term.expression()) is { } condition =>
            new ScoreTerm(SyntaxText.Name(term.name()), condition, true, null, null, [new PointCase(null, null, false, SyntaxText.Number(term.signedNumber()))]),
        TwinParser.ScoreTermContext term => BindPoints(term),
        _ => null,
    };

    private ScoreTerm? BindPoints(TwinParser.ScoreTermContext tree)
    {
        var name = SyntaxText.Name(tree.termSubject().name());
        Expression? value = name == "age" ? new NamedExpression(NamedKind.Age, name)
            : locals.Contains(name) ? new NamedExpression(NamedKind.Let, name)
            : scope.Names.Features.Contains(name) ? new NamedExpression(NamedKind.Feature, name)
            : scope.Class(tree.termSubject().name()) is { } type ? new WindowExpression("latest", name, type.Iri, within, null) : null;
        var when = tree.expression() is { } condition ? Expressions.Bind(condition) : null;
        var cases = tree.pointCase().Select(BindCase).OfType<PointCase>().ToImmutableArray();
        if (value is null || (tree.expression() is not null && when is null)) { return null; }
        int? decimals = tree.NUMBER() is { } digits ? (int)SyntaxText.Number(digits.GetText())
            : tree.children.Any(c => c.GetText() == "integer") ? 0 : null;
        ScoreChecks.CheckTiling(scope, tree, name, cases, decimals);
        return new ScoreTerm(name, value with { Span = scope.SpanOf(tree.termSubject()) }, false, decimals, when, cases);
    }

    private PointCase? BindCase(TwinParser.PointCaseContext tree)
    {
        var points = SyntaxText.Number(tree.signedNumber());
        switch (tree.pointRange())
        {
            case TwinParser.BoundedRangeContext bounded:
                scope.Unit(bounded.UNIT(), bounded);
                return new PointCase(Bounded(bounded.op.Text, SyntaxText.Number(bounded.signedNumber())), null, false, points);
            case TwinParser.ClosedRangeContext closed:
                return new PointCase(new Interval(SyntaxText.Number(closed.signedNumber(0)), SyntaxText.Number(closed.signedNumber(1))), null, false, points);
            case TwinParser.CategoryRangeContext category:
                return scope.Class(category.name()) is { } type ? new PointCase(null, type.Iri, false, points) : null;
            default:
                return new PointCase(null, null, true, points);
        }
    }

    private static Interval Bounded(string op, decimal bound) => op switch
    {
        "<=" => new(null, bound),
        "<" => new(null, bound, HighOpen: true),
        ">=" => new(bound, null),
        _ => new(bound, null, LowOpen: true),
    };
}
