using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Binds <c>use shape(argument, …)</c>. A path is met at each of its values, a node is linked to, any other expression stands for its value. The body is
/// checked once for every kind of argument: a path by the type of its fields, a node by its class.
/// </summary>
internal sealed class ShapeBinder(BindingScope scope, MapExpressionBinder expressions)
{
    public UseStatement? Bind(TwinParser.UseStatementContext tree, MapScope names)
    {
        var name = SyntaxText.Name(tree.name());
        if (!scope.Names.Shapes.TryGetValue(name, out var shape))
        {
            scope.Report("OT1240", tree.name(), $"there is no shape '{name}'", Suggest.From(name, scope.Names.Shapes.Keys));
            return null;
        }
        var parameters = shape.Tree.name().Skip(1).Select(SyntaxText.Name).ToList();
        if (parameters.Count != tree.expression().Length)
        {
            scope.Report("OT1241", tree, $"'{name}' takes {parameters.Count} arguments, not {tree.expression().Length}", string.Join(", ", parameters));
            return null;
        }
        if (names.Shapes.Contains(name))
        {
            scope.Report("OT1242", tree, $"'{name}' uses itself", "by " + string.Join(", ", names.Shapes));
            return null;
        }
        var arguments = tree.expression().Select(e => BindArgument(e, names)).ToList();
        var guard = tree.guard() is { } when ? expressions.BindSingle(when.expression(), names) : null;
        if (arguments.Contains(null) || (tree.guard() is not null && guard is null)) { return null; }
        return new UseStatement(BodyOf(name, shape, parameters, arguments, names), [.. arguments.Select(a => a!.Value)], guard) { Span = scope.SpanOf(tree) };
    }

    private Argument? BindArgument(TwinParser.ExpressionContext tree, MapScope names)
    {
        if (expressions.Bind(tree, names, out var place, out var repeats) is not { } value) { return null; }
        if (repeats && value is not PathExpression)
        {
            scope.Report("OT1210", tree, $"'{tree.GetText()}' may repeat", "say '.first', '.last' or a filter '[…]', or use the shape on the path alone");
            return null;
        }
        return new(value, place, value is NodeExpression node ? names.ClassOf(node.Node) : null);
    }

    private ShapeBody BodyOf(string name, (SyntaxFile File, TwinParser.ShapeDeclarationContext Tree) shape, List<string> parameters, List<Argument?> arguments, MapScope names)
    {
        var kind = $"{name}({string.Join(", ", arguments.Select(a => KindOf(a!)))}) of {names.Format} {IdentityOf(names.Root)}";
        if (scope.Names.BoundShapes.TryGetValue(kind, out var known)) { return known; }
        var inner = names.OfShape(name);
        foreach (var (parameter, argument) in parameters.Zip(arguments))
        {
            if (argument!.Class is { } type) { inner.AddNode(parameter, type); }
            else if (argument.Value is PathExpression) { inner.AddVariable(parameter, argument.Place); }
            else { inner.AddValue(parameter); }
        }
        var body = new MapBinder(scope.Of(shape.File)).BindBody(shape.Tree.mapStatement(), inner);
        var bound = new ShapeBody(name, [.. parameters.Select(inner.Qualified)], body);
        scope.Names.BoundShapes[kind] = bound;
        return bound;
    }

    private static string KindOf(Argument argument) =>
        argument.Class is { } type ? type.Iri.Value : argument.Value is PathExpression ? IdentityOf(argument.Place) : "value";

    private static string IdentityOf(SourceShape? place) => place is null ? "anything" : string.Create(CultureInfo.InvariantCulture, $"{place.GetType().Name} {place.Identity}");

    private sealed record Argument(Expression Value, SourceShape? Place, Ontology.OntologyClass? Class);
}
