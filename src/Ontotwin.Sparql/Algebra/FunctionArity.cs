namespace Ontotwin.Sparql.Algebra;

/// <summary>How many arguments each built-in function takes (SPARQL 1.1, rule 121).</summary>
internal static class FunctionArity
{
    public static (int Least, int Most) Of(string name) => name switch
    {
        "RAND" or "NOW" or "UUID" or "STRUUID" => (0, 0),
        "BNODE" => (0, 1),
        "CONCAT" or "COALESCE" => (0, int.MaxValue),
        "IF" => (3, 3),
        "LANGMATCHES" or "CONTAINS" or "STRSTARTS" or "STRENDS" or "STRBEFORE" or "STRAFTER" or "STRLANG" or "STRDT" or "SAMETERM" => (2, 2),
        "REGEX" or "SUBSTR" => (2, 3),
        "REPLACE" => (3, 4),
        _ => (1, 1),
    };
}
