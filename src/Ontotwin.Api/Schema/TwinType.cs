using GraphQL;
using GraphQL.Types;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;

namespace Ontotwin.Api.Schema;

/// <summary>A twin and the ontology that its classes are named by.</summary>
internal sealed record ShownTwin(TwinView View, OntologyModel Ontology);

/// <summary>A twin at one instant.</summary>
internal sealed class TwinType : DescribedType<ShownTwin>
{
    public TwinType()
        : base("Twin", "One person's twin, and everything concluded of it at one instant.")
    {
        Always<IdGraphType>("id", "The twin.", t => t.View.Banner.Twin.Value);
        Always<BannerType>("banner", "Who it is.", t => t.View.Banner);
        Always<DateTimeOffsetGraphType>("asOf", "The instant that conclusions are for.", t => t.View.Conclusions.AsOf);
        Always<StringGraphType>("rulesetHash", "SHA-256 of the program that was run.", t => t.View.Conclusions.ProgramHash);
        Records("observations", "Observation", "Observations, newest first.");
        Records("conditions", "Condition", "Conditions, newest first.");
        Records("medications", "MedicationUse", "Medication uses, newest first.");
        Records("procedures", "Procedure", "Procedures, newest first.");
        Records("encounters", "Encounter", "Encounters, newest first.");
        Records("allergies", "AllergyIntolerance", "Allergies and intolerances, newest first.");
        Records("absences", "AbsenceStatement", "Statements that nothing of a kind is known, such as no known allergy, newest first.");
        Records("immunizations", "Immunization", "Immunisations, newest first.");
        Records("appointments", "Appointment", "Appointments, newest first.");
        Records("documents", "DocumentReference", "Documents, newest first.");
        Records("studies", "ImagingStudy", "Imaging studies, newest first.");
        Many<SeriesType>("series", "Dense signals, a chunk for each document.", t => t.View.Twin.Series.Select(c => new NamedSeries(c, ClassOf(t, c), t.Ontology)).ToList());
        Many<ResultType>("scores", "Scores that apply to this person, even in part.", t => t.View.Conclusions.Scores);
        Many<ResultType>("features", "Features of series that have a value.", t => t.View.Conclusions.Features);
        Many<ResultType>("predictions", "What the models put out.", t => t.View.Conclusions.Predictions);
        AddRecommendations();
    }

    private static Iri ClassOf(ShownTwin twin, SeriesChunk chunk) =>
        twin.View.Twin.Value(chunk.Series, RdfTerms.Type) as Iri ?? OntologyModel.Term("Series");

    private void Records(string name, string type, string description) =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ItemType>>>>(name).Description(description).WithComplexityImpact(Limits.RecordsImpact, 20)
            .Argument<StringGraphType>("class", $"Local name of a class below {type}, such as Potassium; by default all.")
            .Argument<NonNullGraphType<IntGraphType>>("first", $"How many, at most {Limits.MaxItems}.", a => a.DefaultValue = 100)
            .Resolve(c => Find(c, type));

    // Classes that only the ontology derives (Potassium by its code) are found as well.
    private static List<Item> Find(IResolveFieldContext<ShownTwin> context, string type)
    {
        var (view, ontology) = (context.Source.View, context.Source.Ontology);
        var wanted = context.GetArgument<string?>("class") ?? type;
        if (ontology.Class(wanted) is not { } found || !ontology.IsSubClass(found.Iri, OntologyModel.Term(type)))
        {
            throw Arguments.Fault("OT8113", $"'{wanted}' is no class of the ontology below {type}");
        }
        return [.. ClinicalItem.All(view.Conclusions.ClosedTwin, ontology, wanted).Take(Arguments.Count(context)).Select(i => new Item(i, ontology))];
    }

    private void AddRecommendations() =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<RecommendationType>>>>("recommendations")
            .Description("Recommendations, most urgent first: what stands, and what would stand but for an argument, an exception or an unknown.").WithComplexityImpact(1, 5)
            .Argument<StatusType>("status", "Only those of this status; OUT gives the rules that say nothing.")
            .Resolve(c => c.GetArgument<RecommendationStatus?>("status") is { } status
                ? (status == RecommendationStatus.Out ? c.Source.View.Conclusions.All : c.Source.View.Conclusions.Recommendations).Where(r => r.Status == status).ToList()
                : c.Source.View.Conclusions.Recommendations);
}
