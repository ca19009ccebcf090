using System.Text.RegularExpressions;
using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Compiles bound expressions of maps to delegates, once a program.</summary>
internal sealed class ExpressionCompiler(TwinProgram program)
{
    public Func<Frame, Value> Compile(Expression expression)
    {
        switch (expression)
        {
            case TextLiteral text:
                var textValue = Value.OfText(text.Value);
                return _ => textValue;
            case QuantityLiteral number:
                var numberValue = Value.OfNumber(number.Value);
                return _ => numberValue;
            case TruthLiteral truth:
                var truthValue = Value.OfTruth(truth.Value);
                return _ => truthValue;
            case PathExpression path:
                var evaluator = new PathEvaluator(path, this);
                return frame => Value.Of(frame, evaluator.First(frame));
            case CoalesceExpression coalesce:
                return CompileCoalesce(coalesce);
            case TupleExpression tuple:
                var items = tuple.Items.Select(Compile).ToArray();
                return frame => Join(frame, items, "\u001f");
            case NodeExpression node:
                return frame => frame.Node(node.Node) is { } iri ? Value.OfNode(iri) : Value.Absent;
            case ReferenceExpression reference:
                return ReferenceCompiler.Compile(reference, this);
            case SiteExpression site:
                return frame => SiteValue(frame, site.Setting);
            case ConditionalExpression conditional:
                var (condition, then, otherwise) = (Compile(conditional.Condition), Compile(conditional.Then), Compile(conditional.Else));
                return frame => condition(frame).Truth == Truth.True ? then(frame) : otherwise(frame);
            case CallExpression call:
                return CompileCall(call);
            case OperatorExpression op:
                return OperatorCompiler.Compile(op, this);
            default:
                return static _ => Value.Absent;
        }
    }

    /// <summary>Every value of an expression: repetitions of a path, of the first choice that is there, of a reference's path.</summary>
    public Func<Frame, IEnumerable<Value>> CompileAll(Expression expression)
    {
        switch (expression)
        {
            case PathExpression path:
                var evaluator = new PathEvaluator(path, this);
                return frame => evaluator.All(frame).Select(f => Value.Of(frame, f));
            case CoalesceExpression coalesce:
                var choices = coalesce.Choices.Select(CompileAll).ToArray();
                return frame => choices.Select(c => c(frame).ToList()).FirstOrDefault(l => l.Exists(v => v.Kind is not (ValueKind.Absent or ValueKind.Empty))) ?? [];
            case ReferenceExpression { Of: { } of } reference:
                var sources = CompileAll(of);
                return frame => sources(frame).Select(v => ReferenceCompiler.Resolve(frame, reference.Class, v));
            default:
                var single = Compile(expression);
                return frame => [single(frame)];
        }
    }

    // Absent and empty are skipped; an explicit null stops.
    private Func<Frame, Value> CompileCoalesce(CoalesceExpression coalesce)
    {
        var choices = coalesce.Choices.Select(Compile).ToArray();
        return frame =>
        {
            var last = Value.Absent;
            foreach (var choice in choices)
            {
                last = choice(frame);
                if (last.Kind is not (ValueKind.Absent or ValueKind.Empty)) { return last; }
            }
            return last;
        };
    }

    private static Value Join(Frame frame, Func<Frame, Value>[] items, string separator)
    {
        var values = items.Select(i => i(frame)).ToList();
        var first = values.Find(v => v.IsThere);
        return first.IsThere ? Value.OfText(string.Join(separator, values.Select(v => v.AsText())), first.Field) : Value.Absent;
    }

    private static Value SiteValue(Frame frame, string setting)
    {
        var text = setting switch { "authority" => frame.Site?.Authority is null ? null : SenderScope.Of(frame.Record, frame.Site), "zone" => frame.Site?.Zone, _ => frame.Site?.Name };
        return text is null ? Value.Absent : Value.OfText(text);
    }

    private Func<Frame, Value> CompileCall(CallExpression call)
    {
        var arguments = call.Arguments.Select(Compile).ToArray();
        switch (call.Function)
        {
            case "authority":
                return frame => AuthorityReader.Read(frame, arguments[0](frame));
            case "exists":
                return frame => Value.OfTruth(arguments[0](frame).IsThere.ToTruth());
            case "concat":
                return frame => Join(frame, arguments, "");
            case "lower":
                return frame => Map(arguments[0](frame), t => t.ToLowerInvariant());
            case "upper":
                return frame => Map(arguments[0](frame), t => t.ToUpperInvariant());
            case "startsWith":
                return frame => Test(arguments[0](frame), arguments[1](frame), static (a, b) => a.StartsWith(b, StringComparison.Ordinal));
            case "contains":
                return frame => Test(arguments[0](frame), arguments[1](frame), static (a, b) => a.Contains(b, StringComparison.Ordinal));
            case "after":
                return frame => Cut(arguments[0](frame), arguments[1](frame), after: true);
            case "before":
                return frame => Cut(arguments[0](frame), arguments[1](frame), after: false);
            case "file":
                return frame => Value.OfText(Path.GetFileName(frame.Record.Document.Name));
            default:
                return CompileDeclared(call.Function, arguments);
        }
    }

    // A declared function's parameters are read by name: it is compiled where it is called, with its arguments in place of them.
    private Func<Frame, Value> CompileDeclared(string name, Func<Frame, Value>[] arguments)
    {
        if (!program.Functions.TryGetValue(name, out var function)) { return static _ => Value.Absent; }
        var byName = function.Parameters.Zip(arguments).ToDictionary(p => p.First, p => p.Second);
        return new FunctionCompiler(this, byName).Compile(function.Body);
    }

    private static Value Map(Value value, Func<string, string> change) => value.IsThere ? Value.OfText(change(value.AsText()), value.Field) : value;

    private static Value Test(Value left, Value right, Func<string, string, bool> test) =>
        left.IsThere && right.IsThere ? Value.OfTruth(test(left.AsText(), right.AsText()).ToTruth()) : Value.OfTruth(Truth.False);

    private static Value Cut(Value value, Value mark, bool after)
    {
        var text = value.AsText();
        var at = mark.IsThere ? text.IndexOf(mark.AsText(), StringComparison.Ordinal) : -1;
        return at < 0 ? Value.Absent : Value.OfText(after ? text[(at + mark.AsText().Length)..] : text[..at], value.Field);
    }
}
