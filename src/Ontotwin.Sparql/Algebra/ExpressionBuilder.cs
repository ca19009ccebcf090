using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>Expressions of the algebra from those of the text.</summary>
/// <param name="context">What builders share.</param>
/// <param name="patterns">Builds the patterns of EXISTS.</param>
internal sealed class ExpressionBuilder(BuildContext context, Func<SparqlParser.GroupGraphPatternContext, Pattern> patterns)
{
    public Expression Of(SparqlParser.ExpressionContext expression) => Chain(expression, expression.conditionalAnd().Select(And), "||");

    public Expression Of(SparqlParser.ConstraintContext constraint) =>
        constraint.expression() is { } e ? Of(e) : constraint.builtInCall() is { } b ? Of(b) : Of(constraint.functionCall());

    public Expression Of(SparqlParser.FunctionCallContext call)
    {
        if (call.arguments().GetText().StartsWith("(DISTINCT", StringComparison.OrdinalIgnoreCase))
        {
            throw context.Error("OT9209", call, "DISTINCT in a call of a function by its IRI", "aggregates of other makers are not known here: use COUNT, SUM, MIN, MAX, AVG, SAMPLE or GROUP_CONCAT");
        }
        return context.Checked(Expression.Function(context.Iri(call.iri()), [.. call.arguments().expression().Select(Of)]), call);
    }

    public Expression Of(SparqlParser.BuiltInCallContext call)
    {
        if (call.aggregate() is { } aggregate) { return Aggregate(aggregate); }
        if (call.groupGraphPattern() is { } pattern)
        {
            var exists = new ExistsExpression(patterns(pattern));
            return call.GetChild(0).GetText().Equals("NOT", StringComparison.OrdinalIgnoreCase) ? Expression.Call("!", exists) : exists;
        }
        var name = call.FUNCTION().GetText().ToUpperInvariant();
        var arguments = call.expression().Select(Of).ToImmutableArray();
        var (least, most) = FunctionArity.Of(name);
        if (arguments.Length < least || arguments.Length > most)
        {
            throw context.Error("OT9209", call, $"{name} with {arguments.Length} arguments", $"it takes {(least == most ? least : most == int.MaxValue ? "any number" : $"{least} to {most}")}");
        }
        if (name == "BOUND" && arguments[0] is not VariableExpression) { throw context.Error("OT9209", call, "BOUND of what is no variable", "write BOUND(?name)"); }
        // A relative IRI that an expression makes is resolved against the base of the place where it stands.
        if (name is "IRI" or "URI" && context.BaseIri is { } baseIri) { arguments = arguments.Add(new ConstantExpression(Literal.Text(baseIri))); }
        return context.Checked(Expression.Call(name is "URI" or "ISURI" ? name.Replace("URI", "IRI", StringComparison.Ordinal) : name, arguments), call);
    }

    private Expression Chain(ParserRuleContext at, IEnumerable<Expression> operands, string sign) => operands.Aggregate((a, b) => context.Checked(Expression.Call(sign, a, b), at));

    private Expression And(SparqlParser.ConditionalAndContext and) => Chain(and, and.relational().Select(Relational), "&&");

    private Expression Relational(SparqlParser.RelationalContext relational)
    {
        var left = Additive(relational.additive(0));
        if (relational.ChildCount == 1) { return left; }
        if (relational.additive().Length > 1) { return context.Checked(Expression.Call(relational.GetChild(1).GetText(), left, Additive(relational.additive(1))), relational); }
        var isIn = context.Checked(Expression.Call("IN", [left, .. relational.expression().Select(Of)]), relational);
        return relational.GetChild(1).GetText().Equals("NOT", StringComparison.OrdinalIgnoreCase) ? Expression.Call("!", isIn) : isIn;
    }

    private Expression Additive(SparqlParser.AdditiveContext additive)
    {
        var result = Multiplicative(additive.multiplicative(0));
        for (var i = 1; i < additive.multiplicative().Length; i++)
        {
            result = context.Checked(Expression.Call(additive.GetChild((2 * i) - 1).GetText(), result, Multiplicative(additive.multiplicative(i))), additive);
        }
        return result;
    }

    private Expression Multiplicative(SparqlParser.MultiplicativeContext multiplicative)
    {
        var result = Unary(multiplicative.unary(0));
        for (var i = 1; i < multiplicative.unary().Length; i++)
        {
            result = context.Checked(Expression.Call(multiplicative.GetChild((2 * i) - 1).GetText(), result, Unary(multiplicative.unary(i))), multiplicative);
        }
        return result;
    }

    private Expression Unary(SparqlParser.UnaryContext unary)
    {
        if (unary.ChildCount == 1) { return Primary(unary.primary()); }
        var sign = unary.GetChild(0).GetText();
        // A sign before a number is part of it: +5 is a term of its own.
        if (sign != "!" && unary.primary().number() is { } number) { return new ConstantExpression(BuildContext.Number(number, sign)); }
        return context.Checked(Expression.Call(sign switch { "-" => "NEG", "+" => "POS", _ => "!" }, Primary(unary.primary())), unary);
    }

    private Expression Primary(SparqlParser.PrimaryContext primary)
    {
        if (primary.expression() is { } inner) { return Of(inner); }
        if (primary.builtInCall() is { } call) { return Of(call); }
        if (primary.functionCall() is { } function) { return Of(function); }
        if (primary.var() is { } variable) { return new VariableExpression(BuildContext.Variable(variable)); }
        return new ConstantExpression(primary.iri() is { } iri ? context.Iri(iri)
            : primary.rdfLiteral() is { } literal ? context.Literal(literal)
            : primary.number() is { } number ? BuildContext.Number(number)
            : BuildContext.Boolean(primary.booleanLiteral()));
    }

    private AggregateExpression Aggregate(SparqlParser.AggregateContext aggregate)
    {
        var argument = aggregate.expression() is { } e ? Of(e) : null;
        if (argument is not null && HasAggregate(argument)) { throw context.Error("OT9207", aggregate, "an aggregate within an aggregate", "compute the inner one in a sub-select"); }
        var isDistinct = aggregate.GetChild(2).GetText().Equals("DISTINCT", StringComparison.OrdinalIgnoreCase);
        return new AggregateExpression(aggregate.GetChild(0).GetText().ToUpperInvariant(), isDistinct, argument, aggregate.@string() is { } s ? BuildContext.String(s) : " ");
    }

    /// <summary>Whether an aggregate is in it.</summary>
    public static bool HasAggregate(Expression expression) => expression is AggregateExpression || expression.Parts.Any(HasAggregate);
}
