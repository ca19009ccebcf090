using Hl7.FhirPath.Expressions;

namespace Ontotwin.Sources.Fhir;

/// <summary>What of an expression can be told before any data is read: clocks, servers, variables and elements that do not exist.</summary>
internal static class FhirPathCheck
{
    private static readonly string[] Clocks = ["today", "now", "timeOfDay"];
    private static readonly string[] Outside = ["resolve", "memberOf", "conformsTo", "subsumes", "subsumedBy"];
    private static readonly string[] Steps = ["where", "ofType", "children", "descendants", "extension", "first", "last", "skip", "take", "tail", "repeat"];
    private static readonly string[] Variables = ["resource", "rootResource", "context", "ucum", "sct", "loinc"];
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal)
    {
        "first", "last", "single", "count", "exists", "empty", "all", "allTrue", "anyTrue", "allFalse", "anyFalse", "join", "not", "sum", "min", "max", "avg", "isDistinct", "hasValue",
        // These take one value, and say so where they are given more.
        "toString", "toInteger", "toDecimal", "toQuantity", "toDate", "toDateTime", "toBoolean", "upper", "lower", "substring", "replace", "replaceMatches", "length", "matches", "startsWith", "endsWith", "contains",
        "indexOf", "trim", "abs", "round", "truncate", "ceiling", "floor", "lowBoundary", "highBoundary",
    };

    private static readonly Lazy<HashSet<string>> Names = new(AllNames);

    /// <summary>What is wrong with an expression; null where nothing is.</summary>
    public static (string Message, string? Hint)? ProblemIn(Expression expression)
    {
        foreach (var part in Parts(expression))
        {
            if (Problem(part) is { } problem) { return problem; }
        }
        return null;
    }

    /// <summary>Whether an expression gives one value at most, by its last function or operator.</summary>
    public static bool IsSingle(Expression expression) => expression switch
    {
        BracketExpression bracket => IsSingle(bracket.Operand),
        ConstantExpression or IndexerExpression => true,
        BinaryExpression binary => binary.Op is not ("|" or "as" or "union"),
        UnaryExpression => true,
        ChildExpression => false,
        FunctionCallExpression { FunctionName: "iif" } choice => choice.Arguments.Skip(1).All(IsSingle),
        FunctionCallExpression call => Single.Contains(call.FunctionName),
        _ => false,
    };

    // Of names that look like a choice with its type only a device's properties have these two.
    private static (string, string?)? Problem(Expression part) => part switch
    {
        ChildExpression child when !Names.Value.Contains(child.ChildName) => OfName(child.ChildName),
        ChildExpression { ChildName: "valueQuantity" or "valueCode", Focus: not ChildExpression { ChildName: "property" } } child => OfName(child.ChildName),
        VariableRefExpression variable when !Variables.Contains(variable.Name) && !IsBuiltIn(variable.Name) => ($"there is no variable '%{variable.Name}' here", "%resource and %context are the resource and the place it is asked of"),
        FunctionCallExpression call when Clocks.Contains(call.FunctionName) =>
            ($"'{call.FunctionName}()' asks a clock: the same record must give the same facts whenever it is read", "compare with a date of the record, or leave it to a rule (within 30 'd')"),
        FunctionCallExpression { FunctionName: "repeat" } call when !call.Arguments.All(IsWay) =>
            ("'repeat(…)' of what is computed may never end", "repeat leads from element to element: repeat(item), repeat(item | answer.item), repeat(children())"),
        FunctionCallExpression call when Outside.Contains(call.FunctionName) =>
            ($"'{call.FunctionName}()' asks for what lies outside of the resource", call.FunctionName == "resolve" ? "the path's own step follows references: o.subject.resolve().fhirpath(\"…\")" : "a lookup (via) or the code's class says what a code belongs to"),
        _ => null,
    };

    // Whether an expression leads to elements, of which a resource has so many and no more.
    private static bool IsWay(Expression? expression) => expression switch
    {
        null or VariableRefExpression or AxisExpression => true,
        BracketExpression bracket => IsWay(bracket.Operand),
        ChildExpression child => IsWay(child.Focus),
        BinaryExpression { Op: "|" } both => IsWay(both.Left) && IsWay(both.Right),
        IndexerExpression or BinaryExpression or UnaryExpression => false,
        FunctionCallExpression { FunctionName: "union" or "combine" } several => IsWay(several.Focus) && several.Arguments.All(IsWay),
        FunctionCallExpression call => Steps.Contains(call.FunctionName) && IsWay(call.Focus),
        _ => false,
    };

    private static (string, string?) OfName(string name)
    {
        var stem = FhirFields.StemOf(name);
        return stem != name && Names.Value.Contains(stem)
            ? ($"FHIRPath has no '{name}': it calls a choice by its stem", $"{stem}.ofType({name[stem.Length..]})")
            : ($"no type of FHIR R4 has an element '{name}'", null);
    }

    // The parser's own names for the places it stands at, and the specification's for value sets and extensions.
    private static bool IsBuiltIn(string name) => name.StartsWith("builtin.", StringComparison.Ordinal) || name.StartsWith("vs-", StringComparison.Ordinal) || name.StartsWith("ext-", StringComparison.Ordinal);

    private static IEnumerable<Expression> Parts(Expression expression)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var part))
        {
            yield return part;
            switch (part)
            {
                case BracketExpression bracket: pending.Push(bracket.Operand); break;
                case NewNodeListInitExpression list: foreach (var each in list.Contents) { pending.Push(each); } break;
                case FunctionCallExpression call:
                    if (call.Focus is not null) { pending.Push(call.Focus); }
                    // The type that `is`, `as` and `ofType` name is no element.
                    if (call.FunctionName is "is" or "as" or "ofType" || part is BinaryExpression { Op: "is" or "as" }) { if (part is BinaryExpression typed) { pending.Push(typed.Left); } break; }
                    foreach (var argument in call.Arguments) { pending.Push(argument); }
                    break;
            }
        }
    }

    // Names of elements as FHIRPath has them, and of types, by which a path may begin.
    private static HashSet<string> AllNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "FHIR", "System" };
        foreach (var type in FhirSchema.AllTypes)
        {
            names.Add(type.Name);
            foreach (var child in type.PropertyMappings) { names.Add(child.Name); }
        }
        return names;
    }
}
