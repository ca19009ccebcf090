using System.Collections.Immutable;
using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Which modifiers of FHIR elements a map understands: those that a path of it reads. <c>modifierExtension[.url = "…"]</c> understands the extensions that the
/// filter names, <c>modifierExtension</c> without such a filter all.
/// </summary>
internal sealed class ModifiersRead
{
    private readonly HashSet<string> urls = new(StringComparer.Ordinal);
    private readonly HashSet<ShapeBody> seen = [];
    private bool readsAll;
    private bool readsRules;
    private bool readsFocus;

    private ModifiersRead()
    {
    }

    public static ModifiersRead By(MapDeclaration map)
    {
        var read = new ModifiersRead();
        read.Add(map.Source.When);
        read.Add(map.Body);
        return read;
    }

    public static ModifiersRead By(IdentityDeclaration identity)
    {
        var read = new ModifiersRead();
        read.Add(identity.Source.When);
        foreach (var key in identity.Keys) { read.Add(key); }
        foreach (var relation in identity.Relations)
        {
            read.Add(relation.Kept);
            read.Add(relation.Other);
            read.Add(relation.Loops);
        }
        return read;
    }

    /// <summary>Whether a modifier of a record is understood.</summary>
    public bool Knows(Field modifier) => modifier.Name switch
    {
        FhirModifiers.Rules => readsRules,
        FhirModifiers.Focus => readsFocus,
        _ => readsAll || urls.Contains(modifier.First("url").Text),
    };

    private void Add(IdentityKey key)
    {
        Add([key.Each, key.Authority, key.Value, key.Since, key.Until]);
        Add(key.Loops);
    }

    private void Add(ImmutableArray<IdentityLoop> loops)
    {
        foreach (var loop in loops) { Add(loop.Source); }
    }

    private void Add(ImmutableArray<MapStatement> statements)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case NodeStatement node:
                    Add(node);
                    break;
                case ForStatement loop:
                    Add(loop.Source);
                    Add(loop.Body);
                    break;
                case UseStatement use:
                    Add([.. use.Arguments, use.Guard]);
                    if (seen.Add(use.Shape)) { Add(use.Shape.Body); }
                    break;
                case SeriesStatement series:
                    Add([.. series.Key.Select(k => k.Value), series.Subject, series.At, series.Value, series.Guard]);
                    break;
            }
        }
    }

    private void Add(NodeStatement node)
    {
        Add([.. node.Key.Select(k => k.Value), node.Guard, node.LifeCycle?.Source, node.LifeCycle?.OrderedBy]);
        foreach (var binding in node.Bindings)
        {
            Add([binding.Source, binding.Guard]);
            foreach (var conversion in binding.Conversions.OfType<AsConversion>()) { Add([conversion.In, conversion.To, conversion.Zone]); }
        }
        Add(node.Nested);
    }

    private void Add(IEnumerable<Expression?> expressions)
    {
        foreach (var expression in expressions) { Add(expression); }
    }

    private void Add(Expression? expression)
    {
        if (expression is PathExpression path) { Add(path.Steps); }
        else { Add(Inside(expression)); }
    }

    private static IEnumerable<Expression?> Inside(Expression? expression) => expression switch
    {
        OperatorExpression of => of.Operands,
        CallExpression call => call.Arguments,
        ConditionalExpression choice => [choice.Condition, choice.Then, choice.Else],
        TupleExpression several => several.Items,
        CoalesceExpression first => first.Choices,
        ReferenceExpression reference => reference.Key.Select(k => k.Value).Append(reference.Of!),
        _ => [],
    };

    private void Add(ImmutableArray<PathStep> steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is FilterStep filter) { Add(filter.Condition); }
            switch (steps[i] is ChildStep child ? child.Name : (steps[i] as BelowStep)?.Name)
            {
                case FhirModifiers.Rules:
                    readsRules = true;
                    break;
                case FhirModifiers.Focus:
                    readsFocus = true;
                    break;
                case FhirModifiers.Extension:
                    var named = i + 1 < steps.Length && steps[i + 1] is FilterStep which ? Texts(which.Condition).ToList() : [];
                    urls.UnionWith(named);
                    readsAll |= named.Count == 0;
                    break;
            }
        }
    }

    private static IEnumerable<string> Texts(Expression? condition) => condition is TextLiteral text ? [text.Value] : Inside(condition).SelectMany(Texts);
}
