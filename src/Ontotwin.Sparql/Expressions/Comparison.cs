using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Equality, order and truth of values (SPARQL 1.1, sections 17.2, 17.3 and 15.1); null is an error.</summary>
internal static class Comparison
{
    /// <summary>The effective boolean value.</summary>
    public static bool? Truth(Value? value) => value switch
    {
        BooleanValue b => b.IsTrue,
        TextValue t => t.Text.Length > 0,
        NumberValue n => !n.IsZeroOrNaN,
        // A number or boolean with a form that its datatype does not have.
        OpaqueValue o when o.Literal.Datatype == Xsd.Boolean || XsdDatatypes.IsNumeric(o.Literal.Datatype) => false,
        _ => null,
    };

    /// <summary>The operator <c>=</c>.</summary>
    public static bool? AreEqual(Value left, Value right) => (left, right) switch
    {
        (NumberValue a, NumberValue b) => XsdNumber.Compare(a.Number, b.Number) == 0,
        (TextValue a, TextValue b) => a.Text == b.Text && a.Language == b.Language,
        (BooleanValue a, BooleanValue b) => a.IsTrue == b.IsTrue,
        (MomentValue a, MomentValue b) when a.Datatype == b.Datatype => a.Moment.CompareTo(b.Moment) is { } order ? order == 0 : null,
        (ResourceValue, _) or (_, ResourceValue) => left.Term.Equals(right.Term),
        (TextValue { Language: not null }, _) or (_, TextValue { Language: not null }) => false,
        // Different characters of a datatype that is not known may mean the same; two known datatypes have no value in common.
        (OpaqueValue, _) or (_, OpaqueValue) => left.Term.Equals(right.Term) ? true : null,
        _ => false,
    };

    /// <summary>The operators <c>&lt;</c> and its kin; null: not comparable. NaN compares to nothing and gives <see cref="int.MinValue"/>.</summary>
    public static int? Compare(Value left, Value right) => (left, right) switch
    {
        (NumberValue a, NumberValue b) => XsdNumber.Compare(a.Number, b.Number),
        (TextValue { Language: null } a, TextValue { Language: null } b) => CodePoints.Compare(a.Text, b.Text),
        (BooleanValue a, BooleanValue b) => a.IsTrue.CompareTo(b.IsTrue),
        (MomentValue a, MomentValue b) when a.Datatype == b.Datatype => a.Moment.CompareTo(b.Moment),
        _ => null,
    };

    /// <summary>The order of ORDER BY, MIN and MAX over everything: unbound, blank nodes, IRIs, literals; literals that do not compare, by kind and characters.</summary>
    public static int Order(Value? left, Value? right)
    {
        if (left is null || right is null) { return (left is null ? 0 : 1) - (right is null ? 0 : 1); }
        var (a, b) = (Rank(left), Rank(right));
        if (a != b) { return a.CompareTo(b); }
        return (left, right) switch
        {
            (NumberValue x, NumberValue y) => Arithmetic.Order(x, y),
            (TextValue x, TextValue y) => CodePoints.Compare(x.Text, y.Text) is not 0 and var order ? order : string.CompareOrdinal(x.Language, y.Language),
            (BooleanValue x, BooleanValue y) => x.IsTrue.CompareTo(y.IsTrue),
            (MomentValue x, MomentValue y) => string.CompareOrdinal(x.Datatype.Value, y.Datatype.Value) is not 0 and var order ? order : x.Moment.Order(y.Moment),
            (ResourceValue { Term: Iri x }, ResourceValue { Term: Iri y }) => CodePoints.Compare(x.Value, y.Value),
            (ResourceValue { Term: BlankNode x }, ResourceValue { Term: BlankNode y }) => string.CompareOrdinal(x.Label, y.Label),
            (OpaqueValue x, OpaqueValue y) => string.CompareOrdinal(x.Literal.Datatype.Value, y.Literal.Datatype.Value) is not 0 and var order ? order : CodePoints.Compare(x.Literal.Lexical, y.Literal.Lexical),
            _ => 0,
        };
    }

    private static int Rank(Value value) => value switch
    {
        ResourceValue { Term: BlankNode } => 0,
        ResourceValue => 1,
        NumberValue => 2,
        TextValue { Language: null } => 3,
        BooleanValue => 4,
        MomentValue => 5,
        TextValue => 6,
        _ => 7,
    };
}
