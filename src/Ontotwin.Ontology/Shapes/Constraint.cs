using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>One constraint of a shape (SHACL, section 4).</summary>
internal abstract class Constraint
{
    public abstract void Check(Shape shape, Term focus, IReadOnlyList<Term> values, Validation run, List<ValidationResult> results);
}

/// <summary>A constraint that each value meets or not.</summary>
internal sealed class EachValue(string component, string message, Func<Term, Validation, bool> isMet) : Constraint
{
    public override void Check(Shape shape, Term focus, IReadOnlyList<Term> values, Validation run, List<ValidationResult> results) =>
        results.AddRange(values.Where(v => !isMet(v, run)).Select(v => shape.Found(focus, v, component, message)));
}

/// <summary>A constraint on all values together, which gives the values that are wrong, or a null for all of them.</summary>
internal sealed class AllValues(string component, string message, Func<Term, IReadOnlyList<Term>, Validation, IEnumerable<Term?>> wrong) : Constraint
{
    public override void Check(Shape shape, Term focus, IReadOnlyList<Term> values, Validation run, List<ValidationResult> results) =>
        results.AddRange(wrong(focus, values, run).Select(v => shape.Found(focus, v, component, message)));
}

/// <summary><c>sh:property</c>: the values are checked by another shape, whose results stand for themselves.</summary>
internal sealed class PropertyConstraint(Shape property) : Constraint
{
    public override void Check(Shape shape, Term focus, IReadOnlyList<Term> values, Validation run, List<ValidationResult> results)
    {
        foreach (var value in values) { run.Check(value, property, results); }
    }
}

/// <summary><c>sh:closed</c>: no other properties than those that the shape names.</summary>
internal sealed class ClosedConstraint(HashSet<Term> known) : Constraint
{
    public override void Check(Shape shape, Term focus, IReadOnlyList<Term> values, Validation run, List<ValidationResult> results) => results.AddRange(
        from value in values
        from triple in run.Data.About(value)
        where !known.Contains(triple.Predicate)
        select shape.Found(focus, triple.Object, "Closed", "the shape is closed and does not name this property", triple.Predicate));
}
