using System.Collections.Immutable;
using Ontotwin.Language.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// A call of a declared function in a key, bound as the formula that it stands for: with the places that it is given, so that a number that the source gives to
/// one thing is known as one, as it would be if the formula were written there.
/// </summary>
internal static class FormulaInKey
{
    /// <summary>The formula; null where the call stays one: outside keys, of anything but loop variables and parameters alone, or where it does not fit them.</summary>
    public static Expression? Of(string function, IReadOnlyList<Expression> arguments, BindingScope scope, MapScope names)
    {
        if (!names.IsKey || names.Formulas.Contains(function) || names.Formulas.Count == Limits.MaxFunctionNesting || !scope.Names.Formulas.TryGetValue(function, out var declared)) { return null; }
        var inner = names.OfFormula(function);
        foreach (var (parameter, argument) in declared.Tree.name().Skip(1).Select(SyntaxText.Name).Zip(arguments))
        {
            if (argument is not PathExpression { Start: { } variable and not ".", Steps.IsEmpty: true }) { return null; }
            inner.AddAlias(parameter, names.PlaceOf(variable), variable);
        }
        var told = ImmutableArray.CreateBuilder<Diagnostic>();
        var bound = new MapExpressionBinder(scope.Silent(declared.File, told)).Bind(declared.Tree.expression(), inner, out _, out var repeats);
        return told.Count == 0 && !repeats ? bound : null;
    }
}
