using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Evaluates every case of a guideline's expressions.</summary>
internal sealed class ExpressionEvaluation(Evaluator evaluator)
{
    private readonly PresenceEvaluation presence = new(evaluator);
    private readonly WindowEvaluation windows = new(evaluator);
    private readonly Dictionary<Expression, Evaluated> known = new(ReferenceEqualityComparer.Instance);
    private int depth;

    public Evaluated Evaluate(Expression expression)
    {
        if (known.TryGetValue(expression, out var before)) { return before; }
        if (depth >= Limits.MaxDepth) { return Unknowns.Of(new UnknownReason(UnknownKind.Unmapped, null, "expression", new("the expression is nested too deeply", "表达式嵌套过深"))); }
        depth++;
        var result = Dispatch(expression);
        depth--;
        return known[expression] = result;
    }

    private Evaluated Dispatch(Expression expression) => expression switch
    {
        QuantityLiteral quantity => Constant(Interval.Point(quantity.Value), quantity.Unit),
        TruthLiteral { Value: Truth.Unknown } => Unknowns.Truth(new UnknownReason(UnknownKind.Missing, null, "unknown", new("not known", "未知"))),
        TruthLiteral truth => new(new(ProofKind.Constant, truth.Value == Truth.True ? new("true", "真") : new("false", "假")) { Truth = truth.Value }) { Truth = truth.Value },
        PresenceExpression has => presence.Evaluate(has),
        WindowExpression window => windows.Evaluate(window),
        NamedExpression name => Named(name),
        DaysSinceExpression days => presence.DaysSince(days.Class),
        IsExpression { Value: null } sex => Sex(sex.Category),
        IsExpression category => Category(category),
        CollapseExpression collapse => Collapse(collapse),
        CoalesceExpression coalesce => Coalesce(coalesce),
        ConditionalExpression conditional => Conditional(conditional),
        CallExpression call => Arithmetic.Call(call.Function, [.. call.Arguments.Select(Evaluate)]),
        OperatorExpression op => Operator(op),
        _ => Unknowns.Of(new UnknownReason(UnknownKind.Unmapped, null, "expression", new("this expression belongs in maps", "该表达式仅用于映射"))),
    };

    public Evaluated Age()
    {
        var birth = Demographic(Hdt.BirthDate, out var conflict);
        if (conflict) { return Unknowns.Of(new UnknownReason(UnknownKind.Conflict, null, "age", new("sources disagree on the birth date", "出生日期来源不一致"))); }
        if (birth is null || DateText.Read(birth.Triple.Object) is not { } date) { return Unknowns.Of(Unknowns.Missing(evaluator, null, "age")); }
        var years = evaluator.Clock.AgeInYears(date);
        var shown = ClinicalText.Value(years, "a");
        return new(new(ProofKind.Value, new($"age {shown.En}", $"年龄 {ClinicalText.Value(years, null).Zh} 岁")) { Value = years, Unit = "a", Children = [evaluator.Proofs.Of(birth.Triple)] })
        {
            Value = years,
            Unit = "a",
            Reasons = years.IsPoint ? [] : [new UnknownReason(UnknownKind.Uncertain, null, "age", new("the birth date is known in part only", "出生日期不完整"))],
        };
    }

    private Graph.Fact? Demographic(Iri property, out bool conflict)
    {
        var nodes = evaluator.View.Instances(Hdt.Patient).Select(f => f.Triple.Subject).Prepend(evaluator.Twin.Id.Subject).Distinct();
        conflict = false;
        foreach (var node in nodes)
        {
            if (evaluator.View.Single(node, property, out conflict) is { } fact) { return fact; }
        }
        return null;
    }

    private Evaluated Sex(Iri category)
    {
        var fact = Demographic(Hdt.Sex, out var conflict);
        if (conflict) { return Unknowns.Truth(new UnknownReason(UnknownKind.Conflict, null, "sex", new("sources disagree on the sex", "性别来源不一致"))); }
        if (fact is null || fact.Triple.Object.Equals(Hdt.UnknownSex)) { return Unknowns.Truth(Unknowns.Missing(evaluator, null, "sex")); }
        var label = Words.Label(evaluator.Ontology, category);
        return Condition(new($"sex: {label.En}", $"性别：{label.Zh}"), fact.Triple.Object.Equals(category).ToTruth(), [evaluator.Proofs.Of(fact.Triple)]);
    }

    private Evaluated Category(IsExpression expression)
    {
        var value = Evaluate(expression.Value!);
        if (value.Node is not { } node) { return value with { Truth = Truth.Unknown, Value = null }; }
        var label = Words.Label(evaluator.Ontology, expression.Category);
        var text = new BilingualText($"{value.Proof.Text.En} is {label.En}", $"{value.Proof.Text.Zh} 为 {label.Zh}");
        if (evaluator.View.TypeFact(node, expression.Category) is { } fact) { return Condition(text, Truth.True, [value.Proof, evaluator.Proofs.Of(fact.Triple)]); }
        var findings = evaluator.Twin.About(node).Any(f => f.Triple.Predicate == Hdt.Finding);
        return findings || value.Value is not null
            ? Condition(text, Truth.False, [value.Proof, new(ProofKind.Assumption, new($"not recorded as {label.En}", $"未记录为{label.Zh}"))])
            : Unknowns.Truth(new UnknownReason(UnknownKind.Unmapped, value.Class, value.Class?.LocalName ?? "", new("what was recorded could not be read", "记录内容无法识别")));
    }

    private Evaluated Named(NamedExpression name) => name.Kind switch
    {
        NamedKind.Age => evaluator.Age(),
        NamedKind.Score => evaluator.Score(name.Name),
        NamedKind.ScoreHighest => evaluator.Highest(name.Name),
        NamedKind.Model => evaluator.Model(name.Name),
        NamedKind.Feature => evaluator.Feature(name.Name),
        _ => null,
    } ?? Unknowns.Of(new UnknownReason(UnknownKind.Missing, null, name.Name, new($"{name.Name} is not known here", $"{name.Name} 在此未知")));

    private Evaluated Collapse(CollapseExpression collapse)
    {
        var inner = Evaluate(collapse.Operand);
        if (inner.Truth != Truth.Unknown) { return inner; }
        var word = collapse.Surely ? new BilingualText("unknown counts as false (surely)", "未知视为假（surely）") : new BilingualText("unknown counts as true (possibly)", "未知视为真（possibly）");
        var truth = (!collapse.Surely).ToTruth();
        return Condition(Words.Concat(inner.Proof.Text, Words.Same(": "), word), truth, [inner.Proof, new(ProofKind.Assumption, Words.Concat(inner.Proof.Text, Words.Same(": "), word))]);
    }

    private Evaluated Coalesce(CoalesceExpression coalesce)
    {
        var tried = new List<Evaluated>();
        foreach (var choice in coalesce.Choices)
        {
            var result = Evaluate(choice);
            if (!result.IsUnknown)
            {
                return tried.Count == 0 ? result : result with { Proof = new(ProofKind.Value, result.Proof.Text) { Value = result.Value, Unit = result.Unit, Children = [result.Proof, .. tried.Select(t => t.Proof)] } };
            }
            tried.Add(result);
        }
        var reasons = Unknowns.Union(tried);
        return Unknowns.Of(reasons) with { Proof = new(ProofKind.Unknown, ClinicalText.Join(tried.Select(t => t.Proof.Text), "; ", "；")) { Reason = reasons.FirstOrDefault(), Children = [.. tried.Select(t => t.Proof)] } };
    }

    private Evaluated Conditional(ConditionalExpression conditional)
    {
        var condition = Evaluate(conditional.Condition);
        if (condition.Truth == Truth.True) { return Under(Evaluate(conditional.Then), condition); }
        if (condition.Truth == Truth.False) { return Under(Evaluate(conditional.Else), condition); }
        var (a, b) = (Evaluate(conditional.Then), Evaluate(conditional.Else));
        if (a.Value is { } x && b.Value is { } y && Units.Convert(y, b.Unit, a.Unit, evaluator.SubstanceOf(b)) is { } z)
        {
            var hull = x.Hull(z);
            var proof = new ProofNode(ProofKind.Value, ClinicalText.Value(hull, a.Unit)) { Value = hull, Unit = a.Unit, Children = [condition.Proof, a.Proof, b.Proof] };
            return new(proof) { Value = hull, Unit = a.Unit, Reasons = hull.IsPoint ? [] : Unknowns.Union([condition, a, b]) };
        }
        return a.Truth is { } p && p == b.Truth ? Under(a, condition) : Unknowns.Of(Unknowns.Union([condition, a, b])) with { Truth = a.Truth is null ? null : Truth.Unknown };
    }

    private static Evaluated Under(Evaluated result, Evaluated condition) => result with { Proof = result.Proof with { Children = result.Proof.Children.Add(condition.Proof) } };

    private Evaluated Operator(OperatorExpression op)
    {
        var operands = op.Operands.Select(Evaluate).ToImmutableArray();
        switch (op.Operator)
        {
            case "and": return Connect(operands, Truth.True, TruthExtensions.And, new("all of these", "以下全部成立"));
            case "or": return Connect(operands, Truth.False, TruthExtensions.Or, new("at least one of these", "以下至少一项成立"));
            case "not":
                var inner = operands[0];
                var truth = (inner.Truth ?? Truth.Unknown).Not();
                return Condition(Words.Concat(new("not: ", "否："), inner.Proof.Text), truth, [inner.Proof]) with { Reasons = truth == Truth.Unknown ? inner.Reasons : [] };
            case "<" or "<=" or ">" or ">=" or "=" or "!=":
                return new Comparison(evaluator).Evaluate(op.Operator, operands[0], operands[1]);
            default:
                return Arithmetic.Operator(op.Operator, operands, evaluator.SubstanceOf);
        }
    }

    private static Evaluated Connect(ImmutableArray<Evaluated> operands, Truth neutral, Func<Truth, Truth, Truth> connect, BilingualText text)
    {
        var truth = operands.Aggregate(neutral, (t, o) => connect(t, o.Truth ?? Truth.Unknown));
        var children = operands.SelectMany(o => o.Proof.Kind == ProofKind.Condition && o.Proof.Text == text ? o.Proof.Children : [o.Proof]).ToImmutableArray();
        var reasons = truth == Truth.Unknown ? Unknowns.Union(operands.Where(o => o.Truth is null or Truth.Unknown)) : [];
        return Condition(text, truth, children) with { Reasons = reasons };
    }

    public static Evaluated Condition(BilingualText text, Truth truth, ImmutableArray<ProofNode> children) =>
        new(new(ProofKind.Condition, text) { Truth = truth, Children = children }) { Truth = truth };

    private static Evaluated Constant(Interval value, string? unit) =>
        new(new(ProofKind.Constant, ClinicalText.Value(value, unit)) { Value = value, Unit = unit }) { Value = value, Unit = unit };
}
