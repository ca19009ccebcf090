using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds <c>test</c> blocks.</summary>
/// <param name="scope">The file's scope.</param>
/// <param name="guideline">The guideline the test stands in; null at the top level.</param>
internal sealed class TestBinder(BindingScope scope, string? guideline)
{
    private readonly RuleExpressionBinder expressions = new(scope);

    public TestDeclaration? Bind(TwinParser.TestDeclarationContext tree)
    {
        if (SyntaxText.IsBroken(tree) || scope.IsDamaged(tree)) { return null; }
        var checks = new TestChecks(scope);
        if (tree.qualifiedName() is { } tested) { checks.CheckTested(tested); }
        checks.CheckFiles(tree);
        foreach (var lookup in tree.name()) { checks.CheckLookup(lookup); }
        var given = tree.testStatement().OfType<TwinParser.GivenStatementContext>().SelectMany(g => g.given()).Select(Given).ToList();
        var expect = tree.testStatement().OfType<TwinParser.ExpectStatementContext>().SelectMany(e => e.expectation()).Select(Expect).ToList();
        if (given.Contains(null) || expect.Contains(null)) { return null; }
        if (expect.Count == 0) { scope.Report("OT1360", tree, "a test expects something", "expect one LabResult { … }"); }
        return new TestDeclaration(
            SyntaxText.String(tree.STRING()), scope.Module, tree.qualifiedName() is { } of ? SyntaxText.Name(of) : guideline, [.. given.Select(g => g!)], [.. expect.Select(e => e!)], scope.SpanOf(tree))
        {
            Lookups = BindLookups(tree),
        };
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, Code>> BindLookups(TwinParser.TestDeclarationContext tree)
    {
        var result = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, Code>>();
        var entries = new Queue<TwinParser.TestLookupEntryContext>(tree.testLookupEntry());
        foreach (var lookup in tree.name())
        {
            var map = ImmutableDictionary.CreateBuilder<string, Code>();
            while (entries.TryPeek(out var entry) && entry.Start.StartIndex > lookup.Stop.StopIndex
                && (tree.name().SkipWhile(n => n != lookup).Skip(1).FirstOrDefault() is not { } next || entry.Start.StartIndex < next.Start.StartIndex))
            {
                entries.Dequeue();
                map["|" + SyntaxText.String(entry.STRING(0))] = LookupTable.ParseCode(SyntaxText.String(entry.STRING(1)));
            }
            result[SyntaxText.Name(lookup)] = map.ToImmutable();
        }
        return result.ToImmutable();
    }

    private TestGiven? Given(TwinParser.GivenContext tree)
    {
        switch (tree)
        {
            case TwinParser.GivenDocumentContext document:
                var first = SyntaxText.String(document.STRING(0));
                return document.STRING().Length == 2 ? new GivenText(first, SyntaxText.String(document.STRING(1))) : new GivenDocument(first);
            case TwinParser.GivenPresenceContext presence:
                var since = presence.quantity() is { } q ? expressions.Quantity(q) : null;
                return scope.Class(presence.name()) is { } type ? new GivenPresence(type.Iri, presence.GetChild(0).GetText() != "not", since) : null;
            case TwinParser.GivenCategoryContext category:
                return Category(category);
            case TwinParser.GivenValueContext value:
                return Value(value);
            default:
                return null;
        }
    }

    private GivenCategory? Category(TwinParser.GivenCategoryContext tree)
    {
        if (SyntaxText.Name(tree.name(0)) == "sex") { return scope.Individual(tree.name(1)) is { } sex ? new GivenCategory(null, sex) : null; }
        return scope.Class(tree.name(0)) is { } type && scope.Class(tree.name(1)) is { } category ? new GivenCategory(type.Iri, category.Iri) : null;
    }

    private GivenValue? Value(TwinParser.GivenValueContext tree)
    {
        var name = SyntaxText.Name(tree.name());
        var isNamed = name == "age" || scope.Names.Scores.Contains(name) || scope.Names.Features.Contains(name) || scope.Names.Models.Contains(name);
        var type = isNamed ? null : scope.Class(tree.name());
        if (!isNamed && type is null) { return null; }
        var ends = tree.expression().Select(e => expressions.Bind(e)).ToList();
        if (ends.Contains(null)) { return null; }
        if (ends is [TruthLiteral { Value: Truth.Unknown }]) { return new GivenValue(name, type?.Iri, null, null); }
        var numbers = ends.OfType<QuantityLiteral>().ToList();
        if (numbers.Count != ends.Count) { scope.Report("OT1361", tree, $"'{name}' is given a quantity, a range or 'unknown'"); return null; }
        return new GivenValue(name, type?.Iri, new Interval(numbers[0].Value, numbers[^1].Value), numbers[^1].Unit);
    }

    private TestExpectation? Expect(TwinParser.ExpectationContext tree)
    {
        switch (tree)
        {
            case TwinParser.ExpectNoDiagnosticsContext:
                return new ExpectDiagnostics(null, Some: false);
            case TwinParser.ExpectSomeDiagnosticsContext:
                return new ExpectDiagnostics(null, Some: true);
            case TwinParser.ExpectDiagnosticContext diagnostic:
                return new ExpectDiagnostics(SyntaxText.Name(diagnostic.name()), Some: true);
            case TwinParser.ExpectRejectsContext rejects:
                return new ExpectRejects(Count(rejects.count()));
            case TwinParser.ExpectNodesContext nodes:
                return Nodes(nodes);
            case TwinParser.ExpectRuleContext rule:
                return Rule(rule);
            case TwinParser.ExpectValueContext value:
                var numbers = value.signedNumber();
                return new ExpectValue(
                    SyntaxText.Name(value.qualifiedName()), new Interval(SyntaxText.Number(numbers[0]), SyntaxText.Number(numbers[^1])), scope.Unit(value.UNIT(), value),
                    value.tolerance is { } tolerance ? SyntaxText.Number(tolerance.Text) : null);
            default:
                return null;
        }
    }

    private ExpectRule? Rule(TwinParser.ExpectRuleContext tree)
    {
        var name = SyntaxText.Name(tree.qualifiedName());
        var full = scope.Names.Rules.Contains($"{guideline}.{name}") ? $"{guideline}.{name}" : name;
        if (!scope.Names.Rules.Contains(full)) { scope.Report("OT1315", tree.qualifiedName(), $"there is no rule '{name}'", Suggest.From(name, scope.Names.Rules)); return null; }
        var status = tree.status().GetText();
        if (status is not ("in" or "out" or "undecided" or "blocked" or "superseded")) { scope.Report("OT1362", tree.status(), $"'{status}' is not a status", "in, out, undecided, blocked, superseded"); return null; }
        var asks = tree.name().Where(n => n != tree.urgency).Select(SyntaxText.Name).ToImmutableArray();
        return new ExpectRule(full, status, asks, tree.urgency is null ? null : SyntaxText.Name(tree.urgency));
    }

    private ExpectNodes? Nodes(TwinParser.ExpectNodesContext tree)
    {
        var name = SyntaxText.Name(tree.name());
        if (scope.Ontology.Class(name) is not { } type)
        {
            string[] counted = tree.count().GetText() == "no" ? ["reject", "rejects", "diagnostics"] : ["reject", "rejects"];
            scope.Report("OT2101", tree.name(), $"'{name}' is not a class of the ontology", Suggest.From(name, scope.Ontology.Classes.Keys.Select(c => c.LocalName).Concat(counted)));
            return null;
        }
        var properties = tree.expectedProperty().Select(p => (Property: scope.Property(p.name(), type), Value: Literal(p.expression()), Tree: p)).ToList();
        foreach (var (property, value, at) in properties) { new TestChecks(scope).CheckValue(at, property, value); }
        return properties.Any(p => p.Property is null || p.Value is null) ? null
            : new ExpectNodes(Count(tree.count()), type, [.. properties.Select(p => new ExpectedProperty(p.Property!, p.Value!))]);
    }

    private static int Count(TwinParser.CountContext tree) => tree.GetText() switch { "one" => 1, "no" => 0, var number => (int)SyntaxText.Number(number) };

    private Expression? Literal(TwinParser.ExpressionContext tree) =>
        tree is TwinParser.PrimaryExpressionContext { } primary ? primary.primary() switch
        {
            TwinParser.IriPrimaryContext iri => new TextLiteral(iri.IRI().GetText()[1..^1]),
            TwinParser.DatePrimaryContext date => new TextLiteral(date.GetText()),
            TwinParser.PrefixedPrimaryContext { } prefixed when SyntaxText.Name(prefixed.name(0)) == "hdt" => new TextLiteral(OntologyModel.Term(SyntaxText.Name(prefixed.name(1))).Value),
            _ => expressions.Bind(tree),
        }
        : expressions.Bind(tree);
}
