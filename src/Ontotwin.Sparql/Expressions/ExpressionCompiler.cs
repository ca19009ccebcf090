using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Computes an expression over a row; null is an error, or unbound.</summary>
internal delegate Value? Evaluator(Row row);

/// <summary>Expressions to delegates over the columns of one operator's input.</summary>
/// <param name="query">The query being run.</param>
/// <param name="variables">Names of the columns.</param>
/// <param name="exists">Makes the test of a pattern for EXISTS.</param>
internal sealed class ExpressionCompiler(QueryContext query, IReadOnlyList<string> variables, Func<Pattern, Func<Row, bool>> exists)
{
    public Evaluator Compile(Expression expression) => expression switch
    {
        ConstantExpression constant => Constant(ValueReader.Of(constant.Term)),
        VariableExpression variable => Variable(variable.Name),
        ExistsExpression e => Exists(exists(e.Pattern)),
        FunctionExpression f => Function(f),
        CallExpression call => Call(call),
        _ => throw new InvalidOperationException("an aggregate outside its group: the builder refuses it"),
    };

    private static Evaluator Constant(Value value) => _ => value;

    private static Evaluator Exists(Func<Row, bool> test) => row => BooleanValue.Of(test(row));

    private int ColumnOf(string name)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i] == name) { return i; }
        }
        return -1;
    }

    private Evaluator Variable(string name)
    {
        var column = ColumnOf(name);
        return column < 0 ? _ => null : row => row.Id(column) is not 0 and var id ? row.Terms.ValueOf(id) : null;
    }

    private Evaluator Function(FunctionExpression function)
    {
        if (!Casts.Knows(function.Name) || function.Arguments.Length != 1) { return _ => null; }
        var argument = Compile(function.Arguments[0]);
        return row => Read(argument, row) is { } value ? Casts.Apply(function.Name, value) : null;
    }

    private Evaluator Call(CallExpression call)
    {
        switch (call.Name)
        {
            case "||": return Or(Compile(call.Arguments[0]), Compile(call.Arguments[1]));
            case "&&": return And(Compile(call.Arguments[0]), Compile(call.Arguments[1]));
            case "BOUND":
                var column = ColumnOf(((VariableExpression)call.Arguments[0]).Name);
                return row => BooleanValue.Of(column >= 0 && row.Id(column) != 0);
            case "IF":
                var (test, yes, no) = (Compile(call.Arguments[0]), Compile(call.Arguments[1]), Compile(call.Arguments[2]));
                return row => Comparison.Truth(test(row)) is { } truth ? (truth ? yes(row) : no(row)) : null;
            case "REGEX" when call.Arguments[0] is VariableExpression text && ColumnOf(text.Name) is >= 0 and var of && call.Arguments.Skip(1).All(IsPlain):
                return query.Functions.Regexes.OnColumn(of, Lexical(call.Arguments[1]), call.Arguments.Length > 2 ? Lexical(call.Arguments[2]) : "");
            case "COALESCE": return Coalesce([.. call.Arguments.Select(Compile)]);
            case "IN": return In(Compile(call.Arguments[0]), [.. call.Arguments.Skip(1).Select(Compile)]);
        }
        var arguments = call.Arguments.Select(Compile).ToArray();
        return arguments.Length switch
        {
            1 when Operators.One(call.Name) is { } one => row => arguments[0](row) is { } a ? one(a) : null,
            2 when Operators.Two(call.Name) is { } two => row => Read(arguments[0], row) is { } a && arguments[1](row) is { } b ? two(a, b) : null,
            _ => Strict(arguments, query.Functions.Of(call.Name)),
        };
    }

    private static bool IsPlain(Expression expression) => expression is ConstantExpression { Term: Literal { Language: null } literal } && literal.Datatype == Xsd.String;

    private static string Lexical(Expression constant) => ((Literal)((ConstantExpression)constant).Term).Lexical;

    // What it reads takes time by its characters. Two that are compared are read as far as the shorter one.
    private Value? Read(Evaluator argument, Row row)
    {
        var value = argument(row);
        query.Work(value);
        return value;
    }

    private Evaluator Strict(Evaluator[] arguments, Func<Row, Value[], Value?> function) => row =>
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Read(arguments[i], row) is not { } value) { return null; }
            values[i] = value;
        }
        var result = function(row, values);
        query.Work(result);
        return result;
    };

    // True or an error is true (section 17.2).
    private static Evaluator Or(Evaluator left, Evaluator right) => row =>
    {
        var a = Comparison.Truth(left(row));
        if (a == true) { return BooleanValue.True; }
        var b = Comparison.Truth(right(row));
        return b == true ? BooleanValue.True : a is null || b is null ? null : BooleanValue.False;
    };

    private static Evaluator And(Evaluator left, Evaluator right) => row =>
    {
        var a = Comparison.Truth(left(row));
        if (a == false) { return BooleanValue.False; }
        var b = Comparison.Truth(right(row));
        return b == false ? BooleanValue.False : a is null || b is null ? null : BooleanValue.True;
    };

    private static Evaluator Coalesce(Evaluator[] arguments) => row =>
    {
        foreach (var argument in arguments)
        {
            if (argument(row) is { } value) { return value; }
        }
        return null;
    };

    private Evaluator In(Evaluator sought, Evaluator[] among) => row =>
    {
        if (sought(row) is not { } value) { return null; }
        var isUnknown = false;
        foreach (var candidate in among)
        {
            query.Work(value);
            var isEqual = candidate(row) is { } other ? Comparison.AreEqual(value, other) : null;
            if (isEqual == true) { return BooleanValue.True; }
            isUnknown |= isEqual is null;
        }
        return isUnknown ? null : BooleanValue.False;
    };
}
