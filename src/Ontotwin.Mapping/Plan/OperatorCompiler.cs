using System.IO.Enumeration;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Operators of maps: texts compare as texts, numbers as numbers; an operand that is not there makes a comparison false.</summary>
internal static class OperatorCompiler
{
    // Fewer texts are compared one by one.
    private const int LongList = 8;

    public static Func<Frame, Value> Compile(OperatorExpression expression, ExpressionCompiler compiler)
    {
        var operands = expression.Operands.Select(compiler.Compile).ToArray();
        // A file's name is compared with patterns.
        if (expression.Operands[0] is CallExpression { Function: "file" }) { return FilePattern(operands); }
        var numbers = new Numbers(compiler.Scope.Decimal);
        if (expression.Operator == "in" && expression.Operands.Length > LongList && expression.Operands.Skip(1).All(o => o is TextLiteral)) { return InTexts(operands[0], [.. expression.Operands.Skip(1).Cast<TextLiteral>().Select(t => t.Value)], numbers); }
        return numbers.Arithmetic(expression.Operator, operands) ?? Compile(expression.Operator, operands, numbers);
    }

    private static Func<Frame, Value> Compile(string name, Func<Frame, Value>[] operands, Numbers numbers) => name switch
    {
        "and" => frame => Value.OfTruth(And(frame, operands)),
        "or" => frame => Value.OfTruth(Or(frame, operands)),
        "not" => frame => Value.OfTruth(operands[0](frame).Truth.Not()),
        "=" => frame => Value.OfTruth(Equal(operands[0](frame), operands[1](frame), numbers).ToTruth()),
        "!=" => frame => Value.OfTruth((!Equal(operands[0](frame), operands[1](frame), numbers)).ToTruth()),
        "in" => frame => Value.OfTruth(IsIn(frame, operands, numbers).ToTruth()),
        "in.." => frame => Value.OfTruth((numbers.Compare(operands[0](frame), operands[1](frame)) >= 0 && numbers.Compare(operands[0](frame), operands[2](frame)) <= 0).ToTruth()),
        "<" => frame => Value.OfTruth((numbers.Compare(operands[0](frame), operands[1](frame)) < 0).ToTruth()),
        "<=" => frame => Value.OfTruth((numbers.Compare(operands[0](frame), operands[1](frame)) <= 0).ToTruth()),
        ">" => frame => Value.OfTruth((numbers.Compare(operands[0](frame), operands[1](frame)) > 0).ToTruth()),
        ">=" => frame => Value.OfTruth((numbers.Compare(operands[0](frame), operands[1](frame)) >= 0).ToTruth()),
        _ => static _ => Value.Absent,
    };

    // The second operand is not asked where the first one decides.
    private static Truth And(Frame frame, Func<Frame, Value>[] operands) =>
        operands[0](frame).Truth is not Truth.False and var left ? left.And(operands[1](frame).Truth) : Truth.False;

    private static Truth Or(Frame frame, Func<Frame, Value>[] operands) =>
        operands[0](frame).Truth is not Truth.True and var left ? left.Or(operands[1](frame).Truth) : Truth.True;

    // All records of a document have one file name: it is matched once a document.
    private static Func<Frame, Value> FilePattern(Func<Frame, Value>[] operands)
    {
        Tuple<SourceDocument, bool>? last = null;
        return frame =>
        {
            if (last is not { } known || known.Item1 != frame.Record.Document)
            {
                var name = operands[0](frame).AsText();
                last = known = Tuple.Create(frame.Record.Document, operands.Skip(1).Any(p => FileSystemName.MatchesSimpleExpression(p(frame).AsText(), name)));
            }
            return Value.OfTruth(known.Item2.ToTruth());
        };
    }

    private static Func<Frame, Value> InTexts(Func<Frame, Value> operand, string[] texts, Numbers numbers)
    {
        var all = Array.ConvertAll(texts, t => Value.OfText(t));
        var known = texts.Select(Encoding.UTF8.GetBytes).ToHashSet(BytesComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        return frame =>
        {
            var value = operand(frame);
            return Value.OfTruth((value.Kind == ValueKind.Number ? Array.Exists(all, t => Equal(value, t, numbers)) : value.IsThere && known.Contains(value.AsUtf8())).ToTruth());
        };
    }

    private static bool IsIn(Frame frame, Func<Frame, Value>[] operands, Numbers numbers)
    {
        var value = operands[0](frame);
        for (var i = 1; i < operands.Length; i++)
        {
            if (Equal(value, operands[i](frame), numbers)) { return true; }
        }
        return false;
    }

    private static bool Equal(Value left, Value right, Numbers numbers) =>
        left.IsThere && right.IsThere && (left.Kind == ValueKind.Number || right.Kind == ValueKind.Number
            ? numbers.TryRead(left, out var a) && numbers.TryRead(right, out var b) && a == b
            : left.HasText(right));
}
