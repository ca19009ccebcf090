using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Functions that call functions. A call is compiled as the body that it stands for, so that one which reaches itself has no end, and a tower of them is as
/// large as two to the power of its height.
/// </summary>
internal static class FunctionNesting
{
    /// <summary>Functions whose calls end, and a diagnostic for each that is left out.</summary>
    public static IEnumerable<FunctionDeclaration> Sound(IReadOnlyList<FunctionDeclaration> functions, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var byName = functions.ToDictionary(f => f.Name);
        var heights = new Dictionary<string, int?>();
        foreach (var function in functions)
        {
            var height = Height(function, byName, heights, []);
            if (height <= Limits.MaxFunctionNesting) { yield return function; continue; }
            diagnostics.Add(height is null
                ? new Diagnostic("OT1214", Severity.Error, $"'{function.Name}' calls itself, by itself or by others") { Span = function.Span, Hint = "a function of a map is a formula: it has an end" }
                : new Diagnostic("OT1215", Severity.Error, $"'{function.Name}' calls functions that call functions, more than {Limits.MaxFunctionNesting} deep") { Span = function.Span, Hint = "write out the innermost ones" });
        }
    }

    // Null: it never ends.
    private static int? Height(FunctionDeclaration function, Dictionary<string, FunctionDeclaration> byName, Dictionary<string, int?> known, HashSet<string> open)
    {
        if (known.TryGetValue(function.Name, out var height)) { return height; }
        if (!open.Add(function.Name)) { return null; }
        var inner = Calls(function.Body).Where(byName.ContainsKey).Distinct().Select(c => Height(byName[c], byName, known, open)).ToList();
        open.Remove(function.Name);
        height = inner.Contains(null) ? null : 1 + (inner.Max() ?? 0);
        return known[function.Name] = height;
    }

    private static IEnumerable<string> Calls(Expression expression) => expression switch
    {
        CallExpression call => call.Arguments.SelectMany(Calls).Prepend(call.Function),
        OperatorExpression op => op.Operands.SelectMany(Calls),
        ConditionalExpression c => Calls(c.Condition).Concat(Calls(c.Then)).Concat(Calls(c.Else)),
        TupleExpression tuple => tuple.Items.SelectMany(Calls),
        CoalesceExpression coalesce => coalesce.Choices.SelectMany(Calls),
        ReferenceExpression reference => reference.Key.SelectMany(k => Calls(k.Value)).Concat(reference.Of is null ? [] : Calls(reference.Of)),
        PathExpression path => path.Steps.OfType<FilterStep>().SelectMany(f => Calls(f.Condition)),
        _ => [],
    };
}
