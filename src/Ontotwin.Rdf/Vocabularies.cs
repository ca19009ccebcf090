namespace Ontotwin.Rdf;

/// <summary>XML Schema datatypes.</summary>
public static class Xsd
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>xsd:string.</summary>
    public static readonly Iri String = new(Namespace + "string");

    /// <summary>xsd:boolean.</summary>
    public static readonly Iri Boolean = new(Namespace + "boolean");

    /// <summary>xsd:decimal.</summary>
    public static readonly Iri Decimal = new(Namespace + "decimal");

    /// <summary>xsd:integer.</summary>
    public static readonly Iri Integer = new(Namespace + "integer");

    /// <summary>xsd:double.</summary>
    public static readonly Iri Double = new(Namespace + "double");

    /// <summary>xsd:dateTime.</summary>
    public static readonly Iri DateTime = new(Namespace + "dateTime");

    /// <summary>xsd:date.</summary>
    public static readonly Iri Date = new(Namespace + "date");

    /// <summary>xsd:gYearMonth.</summary>
    public static readonly Iri GYearMonth = new(Namespace + "gYearMonth");

    /// <summary>xsd:gYear.</summary>
    public static readonly Iri GYear = new(Namespace + "gYear");

    /// <summary>xsd:anyURI.</summary>
    public static readonly Iri AnyUri = new(Namespace + "anyURI");
}

/// <summary>The RDF vocabulary.</summary>
public static class RdfTerms
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>rdf:type.</summary>
    public static readonly Iri Type = new(Namespace + "type");

    /// <summary>rdf:langString.</summary>
    public static readonly Iri LangString = new(Namespace + "langString");

    /// <summary>rdf:first.</summary>
    public static readonly Iri First = new(Namespace + "first");

    /// <summary>rdf:rest.</summary>
    public static readonly Iri Rest = new(Namespace + "rest");

    /// <summary>rdf:nil.</summary>
    public static readonly Iri Nil = new(Namespace + "nil");

    /// <summary>rdf:Property.</summary>
    public static readonly Iri Property = new(Namespace + "Property");
}

/// <summary>The RDF Schema vocabulary.</summary>
public static class Rdfs
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2000/01/rdf-schema#";

    /// <summary>rdfs:label.</summary>
    public static readonly Iri Label = new(Namespace + "label");

    /// <summary>rdfs:subClassOf.</summary>
    public static readonly Iri SubClassOf = new(Namespace + "subClassOf");

    /// <summary>rdfs:subPropertyOf.</summary>
    public static readonly Iri SubPropertyOf = new(Namespace + "subPropertyOf");

    /// <summary>rdfs:domain.</summary>
    public static readonly Iri Domain = new(Namespace + "domain");

    /// <summary>rdfs:range.</summary>
    public static readonly Iri Range = new(Namespace + "range");

    /// <summary>rdfs:Literal.</summary>
    public static readonly Iri Literal = new(Namespace + "Literal");
}

/// <summary>The OWL 2 vocabulary, as far as the rules speak of it.</summary>
public static class Owl
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2002/07/owl#";

    /// <summary>An IRI of the namespace.</summary>
    public static Iri Term(string localName) => new(Namespace + localName);

    /// <summary>owl:Class.</summary>
    public static readonly Iri Class = Term("Class");

    /// <summary>owl:Thing.</summary>
    public static readonly Iri Thing = Term("Thing");

    /// <summary>owl:ObjectProperty.</summary>
    public static readonly Iri ObjectProperty = Term("ObjectProperty");

    /// <summary>owl:DatatypeProperty.</summary>
    public static readonly Iri DatatypeProperty = Term("DatatypeProperty");

    /// <summary>owl:AnnotationProperty.</summary>
    public static readonly Iri AnnotationProperty = Term("AnnotationProperty");

    /// <summary>owl:FunctionalProperty.</summary>
    public static readonly Iri FunctionalProperty = Term("FunctionalProperty");

    /// <summary>owl:NamedIndividual.</summary>
    public static readonly Iri NamedIndividual = Term("NamedIndividual");

    /// <summary>owl:sameAs.</summary>
    public static readonly Iri SameAs = Term("sameAs");

    /// <summary>owl:onProperty.</summary>
    public static readonly Iri OnProperty = Term("onProperty");

    /// <summary>owl:hasValue.</summary>
    public static readonly Iri HasValue = Term("hasValue");

    /// <summary>owl:disjointWith.</summary>
    public static readonly Iri DisjointWith = Term("disjointWith");

    /// <summary>owl:equivalentClass.</summary>
    public static readonly Iri EquivalentClass = Term("equivalentClass");
}

/// <summary>The SKOS vocabulary, as far as the ontology uses it.</summary>
public static class Skos
{
    /// <summary>skos:definition.</summary>
    public static readonly Iri Definition = new("http://www.w3.org/2004/02/skos/core#definition");
}
