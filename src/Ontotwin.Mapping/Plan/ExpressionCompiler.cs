using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Adds all values of an expression to a list.</summary>
internal delegate void Collector(Frame frame, List<Value> into);

/// <summary>Compiles bound expressions of a map to delegates, once a program.</summary>
internal sealed class ExpressionCompiler(MapScope scope, Arguments? arguments = null)
{
    public MapScope Scope => scope;

    /// <summary>What the parameters of the function stand for whose body is compiled; null outside functions.</summary>
    public Arguments? Arguments => arguments;

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
                if (path.Steps.IsEmpty && Argument(path) is { } argument) { return argument; }
                var evaluator = new PathEvaluator(path, this);
                return evaluator.One;
            case CoalesceExpression coalesce:
                return CompileCoalesce(coalesce);
            case TupleExpression tuple:
                var items = tuple.Items.Select(Compile).ToArray();
                return frame => Join(frame, items, "\u001f");
            case NodeExpression node:
                var slot = scope.Node(node.Node);
                return frame => frame.Node(slot) is { } iri ? Value.OfNode(iri) : Value.Absent;
            case ParameterExpression parameter:
                var place = scope.Parameter(parameter.Name);
                return frame => frame.Parameter(place);
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

    /// <summary>A part of a key: several values in one are there only when all of them are.</summary>
    public Func<Frame, Value> CompileKeyPart(Expression part)
    {
        if (part is not TupleExpression tuple) { return Compile(part); }
        var items = tuple.Items.Select(Compile).ToArray();
        return frame => Concat(frame, items, "\u001f");
    }

    /// <summary>Every value of an expression: repetitions of a path, of the first choice that is there, of a reference's path.</summary>
    public Collector CompileAll(Expression expression)
    {
        switch (expression)
        {
            case PathExpression path when !path.Steps.IsEmpty || Argument(path) is null:
                return new PathEvaluator(path, this).All;
            case CoalesceExpression coalesce:
                var choices = coalesce.Choices.Select(CompileAll).ToArray();
                return (frame, into) => CollectFirst(frame, choices, into);
            case ReferenceExpression { Of: { } of } reference:
                var (sources, resolver) = (CompileAll(of), new ReferenceResolver(reference.Class, scope));
                return (frame, into) => CollectResolved(frame, sources, resolver, into);
            default:
                var single = Compile(expression);
                return (frame, into) => into.Add(single(frame));
        }
    }

    // The values of the first choice that has any.
    private static void CollectFirst(Frame frame, Collector[] choices, List<Value> into)
    {
        var start = into.Count;
        foreach (var choice in choices)
        {
            choice(frame, into);
            for (var i = start; i < into.Count; i++)
            {
                if (into[i].Kind is not (ValueKind.Absent or ValueKind.Empty)) { return; }
            }
            into.RemoveRange(start, into.Count - start);
        }
    }

    private static void CollectResolved(Frame frame, Collector sources, ReferenceResolver resolver, List<Value> into)
    {
        var start = into.Count;
        sources(frame, into);
        for (var i = start; i < into.Count; i++) { into[i] = resolver.Resolve(frame, into[i]); }
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
        var (texts, first) = (new string[items.Length], Value.Absent);
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i](frame);
            texts[i] = value.AsText();
            if (!first.IsThere) { first = value; }
        }
        return first.IsThere ? Value.OfText(string.Join(separator, texts), first.Field) : Value.Absent;
    }

    // All of them or nothing: a text with a part left out is another text, and another node's key.
    private static Value Concat(Frame frame, Func<Frame, Value>[] items, string separator)
    {
        var (texts, first) = (new string[items.Length], default(Field));
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i](frame);
            if (!value.IsThere) { return value; }
            if (Value.IsGroup(value)) { frame.ReportGroup(value); return Value.Unreadable(value.Field); }
            texts[i] = value.AsText();
            if (first.IsAbsent) { first = value.Field; }
        }
        return Value.OfText(string.Join(separator, texts), first);
    }

    private static Value SiteValue(Frame frame, string setting)
    {
        var text = setting switch { "authority" => frame.Site?.Authority is null ? null : frame.Sender, "zone" => frame.Site?.Zone, _ => frame.Site?.Name };
        return text is null ? Value.Absent : Value.OfText(text);
    }

    private Func<Frame, Value> CompileCall(CallExpression call)
    {
        var values = call.Arguments.Select(Compile).ToArray();
        switch (call.Function)
        {
            case "authority":
                var reader = new AuthorityReader();
                return frame => reader.Read(frame, values[0](frame));
            case "exists":
                return frame => Exists(values[0](frame));
            case "count":
                return Count(CompileAll(call.Arguments[0]));
            case "position":
                return frame => Position(values[0](frame).Field);
            case "isSctid":
                return frame => SnomedIdentifiers.IsConcept(values[0](frame));
            case "isLoinc":
                return frame => LoincNumbers.IsNumber(values[0](frame));
            case "isPlaceholder":
                return frame => SourceTests.IsPlaceholder(values[0](frame));
            case "isSaid":
                return frame => SourceTests.IsSaid(frame, values[0](frame));
            case "isLater":
                return SourceTests.IsLater(values, new InstantReader(null, [], this));
            case "dataSize":
                return frame => EmbeddedReader.Size(frame, values[0](frame));
            case "dataHash":
                return frame => EmbeddedReader.Hash(frame, values[0](frame));
            case "concat":
                return frame => Concat(frame, values, "");
            case "lower":
                return frame => Map(values[0](frame), t => t.ToLowerInvariant());
            case "upper":
                return frame => Map(values[0](frame), t => t.ToUpperInvariant());
            case "startsWith":
                return frame => Test(values[0](frame), values[1](frame), static (a, b) => a.StartsWith(b, StringComparison.Ordinal));
            case "contains":
                return frame => Test(values[0](frame), values[1](frame), static (a, b) => a.Contains(b, StringComparison.Ordinal));
            case "after":
                return frame => Cut(values[0](frame), values[1](frame), after: true);
            case "before":
                return frame => Cut(values[0](frame), values[1](frame), after: false);
            case "rowNumber":
                return static frame => Value.OfNumber(frame.Record is CsvRow row ? row.Position : frame.Record.Number);
            case "header":
                return frame => values[0](frame).Field is { IsAbsent: false } cell ? Value.OfText(cell.WrittenName, cell) : Value.Absent;
            case "file":
                return frame => Value.OfText(Path.GetFileName(frame.Record.Document.Name));
            default:
                return CompileDeclared(call.Function, values);
        }
    }

    // That it is there is what the rule wants to know of it.
    private static Value Exists(Value value)
    {
        value.Field.MarkRead();
        return Value.OfTruth(value.IsThere.ToTruth());
    }

    // How many there are, empty ones too; the first is where the number comes from.
    private static Func<Frame, Value> Count(Collector all) => frame =>
    {
        var values = frame.Scratch.Values;
        var start = values.Count;
        all(frame, values);
        var (count, first) = (0, default(Field));
        for (var i = start; i < values.Count; i++)
        {
            if (values[i].Kind == ValueKind.Absent) { continue; }
            if (count++ == 0) { first = values[i].Field; }
            values[i].Field.MarkRead();
        }
        values.RemoveRange(start, values.Count - start);
        return Value.OfNumber(count, first);
    };

    // The numbers of the items around a field and its own: 8.1.6.
    private static Value Position(Field field)
    {
        var text = "";
        for (var at = field; !at.IsAbsent; at = at.Parent)
        {
            if (at.Record!.ItemNumberOf(at.Node) is > 0 and var number) { text = string.Create(CultureInfo.InvariantCulture, $"{number}{(text.Length == 0 ? "" : ".")}{text}"); }
        }
        return text.Length == 0 ? Value.Absent : Value.OfText(text, field);
    }

    // A declared function's parameters are read by name: it is compiled where it is called, with its arguments in place of them.
    private Func<Frame, Value> CompileDeclared(string name, Func<Frame, Value>[] values)
    {
        if (!scope.Services.Program.Functions.TryGetValue(name, out var function)) { return static _ => Value.Absent; }
        var given = new Arguments(function.Parameters.Zip(values).ToDictionary(p => p.First, p => p.Second), scope.HiddenVariable());
        return given.Call(new ExpressionCompiler(scope, given).Compile(function.Body));
    }

    private Func<Frame, Value>? Argument(PathExpression path) => path.Start is { } name && arguments is not null ? arguments.Of(name) : null;

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
