namespace Ontotwin.Language.Binding;

/// <summary>Where the steps of a bound path lead in the schema of its source.</summary>
internal static class SchemaWalk
{
    /// <summary>Each place that the path passes with the name of the child that it asks for there; ends where the schema knows no more.</summary>
    public static IEnumerable<(SourceShape Place, string Child)> Of(PathExpression path, MapScope names)
    {
        var place = path.Start is null ? names.Root : path.Start == "." ? null : names.PlaceOf(path.Start);
        foreach (var step in path.Steps)
        {
            if (place is null) { yield break; }
            if (step is ChildStep { Name: var name }) { yield return (place, name); }
            place = After(place, step, names);
        }
    }

    /// <summary>The same of every path that gives an expression its value.</summary>
    public static IEnumerable<(SourceShape Place, string Child, PathExpression Path)> Of(Expression expression, MapScope names) =>
        ExpressionWalk.All(expression).OfType<PathExpression>().SelectMany(p => Of(p, names).Select(s => (s.Place, s.Child, p)));

    private static SourceShape? After(SourceShape place, PathStep step, MapScope names) => step switch
    {
        ChildStep { Name: var name } => (PathBinder.IsSegmentName(name) ? place.Segment(name) : place.Child(name))?.Shape,
        SegmentStep { Name: var name } => place.Segment(name)?.Shape,
        FollowingStep { Name: var name } => names.Root?.Segment(name)?.Shape,
        BelowStep { Name: var name } => place.Child(name)?.Shape,
        OfTypeStep { Type: var type } => place.OfType(type),
        FilterStep or PickStep => place,
        _ => null,
    };
}
